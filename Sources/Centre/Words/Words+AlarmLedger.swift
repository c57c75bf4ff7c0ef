import Alarms
import Domain
import Policy
import Premises
import Web

extension Words {
    /// The title of an alarm, by the policy that judged it.
    func title(of alarm: Alarm) -> Bilingual {
        title(of: alarm.raising)
    }

    private func title(of raising: Raising) -> Bilingual {
        title(of: raising.key.rule, in: version(raising.explanation.policy))
    }

    /// What happened to an alarm, for a ledger.
    ///
    /// - alarm: the alarm itself; nil where nobody remembers it any more.
    func sentence(_ event: AlarmEvent, alarm: Alarm?) -> Bilingual {
        let title = alarm.map(title) ?? Urgency.alarm.words.titled
        return switch event {
        case .raised(_, let raising): raised(raising)
        case .announced: of(title, Bilingual(zh: "再次按下求助按钮", en: "the button was pressed again"))
        case .urgencyChanged(_, let urgency, let level, _): of(title, turned(to: urgency, level))
        case .conditionGone: of(title, Bilingual(zh: "情况已消除", en: "the condition is gone"))
        case .conditionBack: of(title, Bilingual(zh: "情况仍在，前述消除有误", en: "the condition is still there after all"))
        case .escalated(_, let step, _):
            of(title, Bilingual(zh: "无人应答，第 \(step) 次上报", en: "nobody answered, told to further posts (step \(step))"))
        case .attended(_, let attendance): of(title, arrived(attendance))
        case .acknowledged: of(title, Bilingual(zh: "已确认", en: "acknowledged"))
        case .closed(_, let closing): of(title, closed(closing))
        case .withdrawn(_, let reason, _, _): of(title, withdrawn(reason))
        }
    }

    private func of(_ title: Bilingual, _ what: Bilingual) -> Bilingual {
        Bilingual(zh: "\(title.zh)：\(what.zh)", en: "\(title.en): \(what.en)")
    }

    private func raised(_ raising: Raising) -> Bilingual {
        let title = title(of: raising)
        let level = raising.level.words
        return .clauses(
            of(
                raising.urgency.words.titled,
                Bilingual(zh: "\(title.zh)（\(level.zh)）", en: "\(title.en) (\(level.en))")
            ),
            raising.room.map(room)
        )
    }

    private func turned(to urgency: Urgency, _ level: AlarmLevel) -> Bilingual {
        Bilingual(
            zh: "升为\(urgency.words.zh)（\(level.words.zh)）",
            en: "now \(urgency == .alarm ? "an" : "a") \(urgency.words.en) (\(level.words.en))"
        )
    }

    private func arrived(_ attendance: Attendance) -> Bilingual {
        let officer = officer(attendance.officer)
        let room = room(attendance.room)
        return Bilingual(zh: "\(officer.zh)已到\(room.zh)", en: "\(officer.en) is with the person, \(room.en)")
    }

    func withdrawn(_ reason: Withdrawal) -> Bilingual {
        Bilingual(zh: "撤回，\(reason.words.zh)", en: "withdrawn, \(reason.words.en)")
    }

    private func closed(_ closing: Closing) -> Bilingual {
        .clauses(
            Bilingual(zh: "办结（\(closing.reason.words.zh)）", en: "closed (\(closing.reason.words.en))"),
            confirmed(closing)
        )
    }

    private func confirmed(_ closing: Closing) -> Bilingual? {
        closing.confirmedBy.map(officer).map { Bilingual(zh: "\($0.zh)复核", en: "confirmed by \($0.en)") }
    }

    /// What an alarm's own page tells beside its marks: who came, and in what words it was closed.
    func life(of alarm: Alarm, told: (ID<Kind.Content>) -> Told) -> [AlarmReading.Evidence] {
        var life = alarm.attendances.map { AlarmReading.Evidence(at: $0.at, text: arrived($0), record: nil) }
        guard case .closed(let closing) = alarm.end else { return life }
        let isCall = alarm.raising.key.rule == .sos
        let words = closing.words.map { told($0).text }
        let text = Bilingual.clauses(
            named("原因", "reason", closing.reason.words),
            confirmed(closing),
            words.map { isCall ? named("本人原话", "the person's own words", $0) : named("说明", "note", $0) }
        )
        life.append(AlarmReading.Evidence(at: closing.at, text: text.titled, record: nil))
        return life
    }
}
