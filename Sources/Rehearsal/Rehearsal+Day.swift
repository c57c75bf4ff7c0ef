internal import Centre
internal import DeviceFormats
internal import Domain
internal import Engine
internal import Journal
internal import Premises
internal import Simulation
internal import Store

extension Rehearsal {
    /// Lives the whole shift and holds what the journal says against the truth.
    ///
    /// - each: told after each second, with what truly was in it.
    public mutating func day(each: (Rehearsal) throws -> Void = { _ in }) async throws -> DayReport {
        var record = DayRecord(plan: plan, start: configuration.start)
        while !isOver {
            try await second()
            record.take(truth, last?.frames ?? [])
            try each(self)
        }
        try await end()
        var report = DayReport()
        report.hours = Double(second) / 3_600
        report.strongest = (record.strongestRight, record.strongestAll)
        report.refusals = refusals
        for counts in await centre.engine.intakeCounts().values {
            report.refusedLines.merge(counts.refused) { $0 + $1 }
        }
        let findings = try JournalFindings(centre.store)
        let seconds = findings.seconds(against: record, plan: plan)
        report.seconds = (seconds.determined, seconds.right, seconds.all)
        report.mistakes = seconds.mistaken.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8)
            .map { ($0.key, $0.value) }
        judge(findings, &report)
        let checkpoint = try centre.store.checkpoint()
        report.records = checkpoint?.size ?? 0
        report.root = checkpoint.map { $0.root.base64 } ?? ""
        return report
    }

    private func judge(_ findings: JournalFindings, _ report: inout DayReport) {
        let persons = Dictionary(uniqueKeysWithValues: stays.map { ($1, $0) })
        report.planted = planted.count
        for breach in planted {
            let own = findings.alarms.filter { $0.concerns(breach, persons) && $0.falls(into: breach) }
            let missing = breach.must.filter { rule in !own.contains { $0.rule == rule.rawValue } }
            if !missing.isEmpty { report.missing.append((breach, missing)) }
        }
        for alarm in findings.alarms {
            let around = planted.filter { alarm.concerns($0, persons) && alarm.falls(into: $0) }
            let isExpected = around.contains { breach in
                (breach.must + breach.may).contains { $0.rawValue == alarm.rule }
            }
            if isExpected { continue }
            let stranger = DayReport.Stranger(
                at: alarm.recorded,
                rule: alarm.rule,
                subject: alarm.stay.flatMap { persons[$0] }.map { "person \($0)" } ?? "\(alarm.subject)",
                room: alarm.room?.text ?? "-",
                began: alarm.began
            )
            report.unplanted.append(stranger)
            if !around.isEmpty { report.outside.append(stranger) }
        }
    }
}
