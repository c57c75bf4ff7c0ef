import Domain

/// An alarm as `_alarm.mustache` draws it, in rail, list and on its own page.
struct AlarmCard: Equatable {
    let id: String
    let path: String
    let acknowledgePath: String
    let title: String
    let level: String
    let levelWord: String
    let state: String
    let stateWord: String
    let icon: String
    let subject: String
    let room: String?
    let next: String?
    let notOnDisk: String?
    let began: SiteTime
    /// From when to when, once it is over; until then the page counts.
    let over: String?
    let mayAcknowledge: Bool
    let stayPath: String?
    /// How often further posts were told, and when the next are, while nobody answers.
    let escalation: Int
    let escalated: String?
    let escalates: SiteTime?

    init(_ alarm: AlarmReading, _ setting: PageSetting) {
        id = "\(alarm.id)"
        path = SitePath.alarm(alarm.id).string
        acknowledgePath = SitePath.alarmAcknowledgement(alarm.id).string
        title = setting.language.of(alarm.title)
        level = alarm.isWarning ? "warning" : alarm.level.rawValue
        levelWord = setting.text("alarm", alarm.isWarning ? "warning" : alarm.level.rawValue)
        state = Self.state(of: alarm)
        stateWord = setting.text("alarm", state)
        icon = alarm.rule == "sos" ? "sos" : alarm.isWarning ? "warning" : "alarm"
        subject = setting.language.of(alarm.subject)
        room = (alarm.whereabouts ?? alarm.room).map(setting.language.of)
        next = alarm.next.map(setting.language.of)
        notOnDisk = alarm.isOnDisk ? nil : setting.text("alarm", "notOnDisk")
        began = setting.time(alarm.began, .clock)
        over = (alarm.gone ?? alarm.closed?.at).map { end in
            "\(setting.time(alarm.began, .minute).text)–\(setting.time(end, .minute).text)"
        }
        stayPath = alarm.stay.map { SitePath.stay($0).string }
        escalation = alarm.escalation
        escalated =
            alarm.escalation > 0
            ? setting.text("alarm", "told").replacing("%", with: "\(alarm.escalation)") : nil
        escalates = alarm.escalates.map { setting.time($0, .clock) }
        mayAcknowledge = alarm.acknowledged == nil && alarm.closed == nil && setting.may(.acknowledgeAlarms)
    }

    /// The three marks as one word; cleared but unacknowledged is a state of its own.
    static func state(of alarm: AlarmReading) -> String {
        if alarm.closed != nil { return "closed" }
        switch (alarm.gone != nil, alarm.acknowledged != nil) {
        case (false, false): return "open"
        case (false, true): return "acknowledged"
        case (true, false): return "gone"
        case (true, true): return "goneAcknowledged"
        }
    }
}

/// A label with its value.
struct LabelledValue: Equatable {
    let label: String
    let value: String
}

/// One choice of a select.
struct Choice: Equatable {
    let value: String
    let label: String
    var isChosen = false
}

/// What `alarm.mustache` may say.
struct AlarmPage: Equatable {
    struct Line: Equatable {
        let at: SiteTime
        let text: String
        let number: String?
        let path: String?
    }

    let title: String
    let alarm: AlarmCard
    let facts: [LabelledValue]
    let marks: [Line]
    let quiet: String
    let readings: [Line]
    let mayClose: Bool
    let closePath: String
    let reasons: [Choice]
    /// An SOS asks for words, and a mistake for a second person.
    let isSOS: Bool
    /// Why the closing was refused, with what was typed into it.
    let fault: String?
    let words: String
    let second: String

    /// - typed: the fields of a closing that was refused.
    init(_ alarm: AlarmReading, typed: [String: String] = [:], fault: String? = nil, _ setting: PageSetting) {
        self.fault = fault
        words = typed["words"] ?? ""
        second = typed["second"] ?? ""
        title = setting.language.of(alarm.title)
        self.alarm = AlarmCard(alarm, setting)
        facts = Self.facts(alarm, setting)
        marks = Self.marks(alarm, setting)
        quiet = setting.language.of(alarm.quiet)
        readings = alarm.readings.map { reading in
            Line(
                at: setting.time(reading.at, .clock),
                text: setting.language.of(reading.text),
                number: reading.record.map { "#\($0)" },
                path: setting.may(.readRecords) ? reading.record.map { SitePath.record($0).string } : nil
            )
        }
        isSOS = alarm.rule == "sos"
        let isOver = alarm.gone != nil || (isSOS && alarm.stay == nil)
        mayClose =
            alarm.closed == nil && isOver && alarm.acknowledged != nil && setting.may(isSOS ? .closeSOS : .closeAlarms)
        closePath = SitePath.alarmClosing(alarm.id).string
        reasons = ["remedied", "illness", "complaint", "mistake", "test", "other"].map {
            Choice(value: $0, label: setting.text("reason", $0), isChosen: $0 == typed["reason"])
        }
    }

    private static func facts(_ alarm: AlarmReading, _ setting: PageSetting) -> [LabelledValue] {
        let rule = "\(setting.language.of(alarm.title)) · \(alarm.rule)"
        var facts = [("rule", rule), ("article", setting.language.of(alarm.article)), ("policy", alarm.policy)]
        if let span = alarm.footage {
            let end = span.end.map { setting.time($0, .clock).text } ?? "…"
            let room = alarm.room.map { setting.language.of($0) + " " } ?? ""
            facts.append(("footage", "\(room)\(setting.time(span.start, .clock).text) – \(end)"))
        }
        if !alarm.nearby.isEmpty {
            let names = alarm.nearby.map(setting.language.of).joined(separator: setting.text("site", "comma"))
            facts.append(("nearby", names))
        }
        if let organ = alarm.organ { facts.append(("organ", setting.language.of(organ))) }
        return facts.map { LabelledValue(label: setting.text("alarm", $0.0), value: $0.1) }
    }

    /// The life of the alarm, mark by mark.
    private static func marks(_ alarm: AlarmReading, _ setting: PageSetting) -> [Line] {
        func line(_ key: String, _ at: Instant, by: Bilingual? = nil) -> Line {
            let who = by.map { " · \(setting.language.of($0))" } ?? ""
            return Line(at: setting.time(at), text: setting.text("alarm", key) + who, number: nil, path: nil)
        }
        var lines = [line("began", alarm.began), line("raised", alarm.raised)]
        lines += alarm.told.map { told in
            let text = setting.text("alarm", "told").replacing("%", with: "\(told.step)")
            return Line(at: setting.time(told.at), text: text, number: nil, path: nil)
        }
        let life = alarm.life.map {
            Line(at: setting.time($0.at), text: setting.language.of($0.text), number: nil, path: nil)
        }
        // Whoever came stands before what that changed, the words of the closing after it.
        let closedAt = alarm.closed.map { setting.time($0.at).exact }
        lines += life.filter { $0.at.exact != closedAt }
        if let mark = alarm.acknowledged { lines.append(line("acknowledgedBy", mark.at, by: mark.by)) }
        if let gone = alarm.gone { lines.append(line("conditionGone", gone)) }
        if let mark = alarm.closed { lines.append(line("closed", mark.at, by: mark.by)) }
        lines += life.filter { $0.at.exact == closedAt }
        // What is of the same second stays in the order of the life.
        return lines.enumerated().sorted { ($0.element.at.exact, $0.offset) < ($1.element.at.exact, $1.offset) }
            .map(\.element)
    }
}

/// What `take-over.mustache` may say: the first call for help that nobody has answered, full screen.
struct TakeOverPage: Equatable {
    let title: String
    let alarm: AlarmCard?
    let who: [String]
    let more: Int?

    init(_ alarms: [AlarmReading], _ setting: PageSetting) {
        title = setting.text("sos", "title")
        let calls = alarms.filter { $0.rule == "sos" && $0.acknowledged == nil && $0.closed == nil }
            .sorted { $0.raised < $1.raised }
        alarm = setting.may(.readSOS) ? calls.first.map { AlarmCard($0, setting) } : nil
        who = calls.first?.nearby.map(setting.language.of) ?? []
        more = calls.count > 1 ? calls.count - 1 : nil
    }
}

/// What `alarms.mustache` may say.
struct AlarmsPage: Equatable {
    let title: String
    let alarms: [AlarmCard]

    init(_ alarms: [AlarmReading], _ setting: PageSetting) {
        title = setting.text("nav", "alarms")
        self.alarms = AlarmsPage.sorted(alarms).map { AlarmCard($0, setting) }
    }

    /// What nobody has answered first, then what goes on, then what is over and waits for its closing; of equals the
    /// worst, of those the newest.
    static func sorted(_ alarms: [AlarmReading]) -> [AlarmReading] {
        let order = AlarmReading.Level.allCases
        func rank(_ alarm: AlarmReading) -> Int {
            let level = order.firstIndex(of: alarm.level) ?? order.count
            return (alarm.closed != nil ? 100 : 0) + state(alarm) + (alarm.isWarning ? 10 : 0) + level
        }
        func state(_ alarm: AlarmReading) -> Int {
            // A call for help climbs until it is answered, whatever became of it, and stays on top until somebody went.
            if alarm.rule == "sos", alarm.acknowledged == nil || alarm.gone == nil { return 0 }
            if alarm.acknowledged == nil, alarm.gone == nil { return 0 }
            return alarm.gone == nil ? 20 : 40
        }
        return alarms.sorted { rank($0) == rank($1) ? $0.raised > $1.raised : rank($0) < rank($1) }
    }
}
