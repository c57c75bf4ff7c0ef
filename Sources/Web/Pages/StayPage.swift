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
        let go: String
        /// What whoever does it says with a tick: that the person is leaving, or that it is done out of order.
        let confirmation: String?
        /// Why it is not offered.
        let refusal: String?
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
    let left: String?
    let sheetPath: String
    let receiptPath: String
    let next: [String]
    let clocks: [ClockBar]
    let steps: [StepRow]
    let desk: StayDesk?
    let alarms: [AlarmCard]
    let line: TimeLine
    let ledger: [LedgerLine]
    /// Who opens records, for those who may not; nil for who may.
    let proofHint: String?
    let stay: String

    init(_ stay: StayReading, plan: FloorPlan, _ setting: PageSetting) {
        let person = stay.person
        name = setting.name(of: person)
        title = "\(person.code) \(name)"
        code = person.code
        kind = setting.text("kind", person.kind.rawValue)
        place =
            stay.left == nil ? BoardPage.place(person.place, plan, setting) : setting.text("stay", "hasLeft")
        standing = person.standing.rawValue
        facts = Self.facts(stay, setting)
        left = stay.left.map { at in
            let end = stay.end.map { " · \(setting.language.of($0))" } ?? ""
            return "\(setting.text("stay", "exit")) \(setting.time(at).text)\(end)"
        }
        sheetPath = SitePath.staySheet(person.stay).string
        receiptPath = SitePath.stayReceipt(person.stay).string
        next = stay.next.map(setting.language.of)
        clocks = stay.clocks.map { ClockBar($0, now: stay.now, setting) }
        steps = stay.steps.map { Self.row($0, of: stay, setting) }
        desk = StayDesk(stay, setting)
        alarms = AlarmsPage.sorted(stay.alarms.filter { $0.closed == nil }).map { AlarmCard($0, setting) }
        line = TimeLine(stay, setting)
        ledger = stay.ledger.map { Self.line($0, setting) }
        proofHint = setting.may(.readRecords) ? nil : setting.text("stay", "proofHint")
        self.stay = "\(person.stay)"
    }

    private static func facts(_ stay: StayReading, _ setting: PageSetting) -> [LabelledValue] {
        let language = setting.language
        let tag = stay.tag.map { "\($0) · \(setting.text("tagState", stay.tagState.rawValue))" }
        return [
            ("case", stay.caseCode.text),
            ("officers", stay.officers.map(language.of).joined(separator: setting.text("site", "comma"))),
            ("arrival", language.of(stay.arrival)),
            ("entry", stay.entered.map { setting.time($0).text } ?? "—"),
            ("paper", language.of(stay.paper)), ("sex", setting.text("sex", stay.sex.rawValue)),
            ("treated", Self.treatment(stay, setting)),
            ("tag", tag ?? setting.text("tagState", stay.tagState.rawValue)),
            ("dark", setting.hours(stay.darkTime)),
            ("looked", "\(stay.timesLookedAt)"),
        ].map { LabelledValue(label: setting.text("stay", $0.0), value: $0.1) }
    }

    /// Whom the law treats otherwise than others.
    private static func treatment(_ stay: StayReading, _ setting: PageSetting) -> String {
        let marks = [stay.isMinor ? "minor" : nil, stay.isProtected ? "protected" : nil].compactMap(\.self)
        let words = marks.isEmpty ? ["adult"] : marks
        return words.map { setting.text("stay", $0) }.joined(separator: setting.text("site", "comma"))
    }

    private static func row(
        _ step: StayReading.StepReading,
        of stay: StayReading,
        _ setting: PageSetting
    ) -> StepRow {
        let isDone = step.state == .done
        let isOpen = stay.left == nil ? step.refusal == nil : step.isOwed
        let isOffered = !isDone && isOpen && setting.may(step.permission)
        return StepRow(
            name: setting.language.of(step.name),
            state: step.refusal != nil && !isDone ? "refused" : step.state.rawValue,
            icon: isDone ? "normal" : step.refusal == nil ? step.state.rawValue : "lock",
            word: word(of: step, setting),
            at: step.at.map { setting.time($0, .minute) },
            action: isOffered ? SitePath.stayStep(stay.person.stay, step: step.step).string : nil,
            go: setting.text("stay", step.isArranged ? "keep" : "do"),
            confirmation: confirmation(of: step, setting),
            refusal: isDone ? nil : step.refusal.map(setting.language.of)
        )
    }

    private static func confirmation(of step: StayReading.StepReading, _ setting: PageSetting) -> String? {
        let said = [
            step.isAtExit ? setting.text("stay", "leavesNow") : nil,
            step.missing.map { setting.text("stay", "outOfOrder") + setting.language.of($0) },
        ].compactMap(\.self)
        return said.isEmpty ? nil : said.joined(separator: setting.text("site", "stop"))
    }

    private static func word(of step: StayReading.StepReading, _ setting: PageSetting) -> String {
        if step.state != .done, step.isAtExit { return setting.text("entry", "atExit") }
        return setting.text("stay", step.state == .done && step.isArranged ? "arranged" : step.state.rawValue)
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
