import Domain
import Premises

/// What `stay.mustache` may say: one person's page (一人一档).
struct StayPage: Equatable {
    struct StepRow: Equatable {
        let name: String
        let state: String
        let icon: String
        let word: String
        let at: SiteTime?
        let action: String?
    }

    struct LedgerLine: Equatable {
        let at: SiteTime
        let text: String
        let by: String
        let number: String
        let path: String?
        let proof: String
        let proofClass: String
        let mark: String
        let icon: String
    }

    let title: String
    let code: String
    let name: String
    let kind: String
    let place: String
    let standing: String
    let facts: [LabelledValue]
    let sheetPath: String
    let receiptPath: String
    let clocks: [ClockBar]
    let steps: [StepRow]
    let line: TimeLine
    let ledger: [LedgerLine]

    init(_ stay: StayReading, plan: FloorPlan, _ setting: PageSetting) {
        let person = stay.person
        name = person.name ?? setting.text("stay", "unknownName")
        title = "\(person.code) \(name)"
        code = person.code
        kind = setting.text("kind", person.kind.rawValue)
        place = BoardPage.place(person.place, plan, setting)
        standing = person.standing.rawValue
        facts = Self.facts(stay, setting)
        sheetPath = SitePath.staySheet(person.stay).string
        receiptPath = SitePath.stayReceipt(person.stay).string
        clocks = stay.clocks.map { ClockBar($0, now: stay.now, setting) }
        steps = stay.steps.map { Self.row($0, of: person.stay, setting) }
        line = TimeLine(stay, setting)
        ledger = stay.ledger.map { Self.line($0, setting) }
    }

    private static func facts(_ stay: StayReading, _ setting: PageSetting) -> [LabelledValue] {
        let language = setting.language
        return [
            ("case", stay.caseCode.text),
            ("officers", stay.officers.map(language.of).joined(separator: "、")),
            ("arrival", language.of(stay.arrival)),
            ("paper", language.of(stay.paper)),
            ("tag", stay.tag ?? setting.text("stay", "noTag")),
            ("dark", SiteTime.hours(stay.darkTime)),
            ("looked", "\(stay.timesLookedAt)"),
        ].map { LabelledValue(label: setting.text("stay", $0.0), value: $0.1) }
    }

    private static func row(
        _ step: StayReading.StepReading,
        of stay: ID<Kind.Stay>,
        _ setting: PageSetting
    ) -> StepRow {
        let isDone = step.state == .done
        return StepRow(
            name: setting.language.of(step.name),
            state: step.state.rawValue,
            icon: isDone ? "normal" : step.state.rawValue,
            word: setting.text("stay", step.state.rawValue),
            at: step.at.map { setting.time($0, .minute) },
            action: !isDone && setting.may(.recordSteps)
                ? SitePath.stayStep(stay, step: step.step).string : nil
        )
    }

    private static func line(_ row: StayReading.LedgerRow, _ setting: PageSetting) -> LedgerLine {
        LedgerLine(
            at: setting.time(row.at),
            text: setting.language.of(row.text),
            by: row.by.map(setting.language.of) ?? "",
            number: "\(row.record)",
            path: setting.may(.readRecords) ? SitePath.record(row.record).string : nil,
            proof: setting.text("stay", row.isSealed ? "sealed" : "pending"),
            proofClass: row.isSealed ? "sealed" : "pending",
            mark: row.mark.rawValue,
            icon: row.mark == .breach ? "alarm" : row.mark.rawValue
        )
    }
}
