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
    let mayAcknowledge: Bool

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
        subject = alarm.subject
        room = alarm.room.map(setting.language.of)
        next = alarm.next.map(setting.language.of)
        notOnDisk = alarm.isOnDisk ? nil : setting.text("alarm", "notOnDisk")
        began = setting.time(alarm.began, .clock)
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
        let record: String
    }

    let title: String
    let alarm: AlarmCard
    let facts: [LabelledValue]
    let quiet: String
    let readings: [Line]
    let mayClose: Bool
    let closePath: String
    let reasons: [Choice]

    init(_ alarm: AlarmReading, _ setting: PageSetting) {
        title = setting.language.of(alarm.title)
        self.alarm = AlarmCard(alarm, setting)
        var facts = [
            ("rule", alarm.rule), ("article", alarm.article), ("policy", alarm.policy),
            ("began", setting.time(alarm.began).text), ("raised", setting.time(alarm.raised).text),
        ]
        if let mark = alarm.acknowledged {
            facts.append(("acknowledged", "\(setting.language.of(mark.by)) \(setting.time(mark.at).text)"))
        }
        if let span = alarm.footage {
            let end = span.end.map { setting.time($0, .clock).text } ?? "…"
            facts.append(("footage", "\(setting.time(span.start, .clock).text) – \(end)"))
        }
        self.facts = facts.map { LabelledValue(label: setting.text("alarm", $0.0), value: $0.1) }
        quiet = setting.language.of(alarm.quiet)
        readings = alarm.readings.map {
            Line(
                at: setting.time($0.at, .clock),
                text: setting.language.of($0.text),
                record: $0.record.map { "#\($0)" } ?? ""
            )
        }
        let needed: Permission = alarm.rule == "sos" ? .closeSOS : .closeAlarms
        mayClose = alarm.closed == nil && alarm.gone != nil && alarm.acknowledged != nil && setting.may(needed)
        closePath = SitePath.alarmClosing(alarm.id).string
        reasons = ["remedied", "illness", "complaint", "mistake", "test", "other"].map {
            Choice(value: $0, label: setting.text("reason", $0))
        }
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

    /// Worst first, of equals the newest.
    static func sorted(_ alarms: [AlarmReading]) -> [AlarmReading] {
        let order = AlarmReading.Level.allCases
        func rank(_ alarm: AlarmReading) -> Int {
            let level = order.firstIndex(of: alarm.level) ?? order.count
            return (alarm.closed != nil ? 100 : 0) + (alarm.isWarning ? 10 : 0) + level
        }
        return alarms.sorted { rank($0) == rank($1) ? $0.raised > $1.raised : rank($0) < rank($1) }
    }
}
