import Domain
import Policy

extension Watch {
    /// More findings than this about one subject within memory are a fault of the rule, not a history.
    static let mostFindings = 10_000

    /// Asks one rule about one subject and turns what changed into events.
    mutating func ask(_ question: Question, because reason: Reason?) -> [AlarmEvent] {
        memory.due[question] = nil
        guard question.rule != .sos else { return attend(to: question) }
        guard let judges = setting.judges[question.rule] else { return [] }
        do throws(RuleFault) {
            let since = min(reason?.changed ?? memory.now, memory.now) - setting.margin
            let judgements = try judgements(on: question.subject, by: judges, since: since)
            guard judgements.count <= Self.mostFindings else { throw .tooManyFindings(judgements.count) }
            return recover(question) + compare(judgements, with: question, since: since, because: reason)
        } catch {
            return fail(question, because: reason)
        }
    }

    /// A finding with the rule as it was in force when it began.
    private struct Judgement {
        let finding: Finding
        let ruling: Ruling
        let lag: Duration
    }

    private func judgements(
        on subject: Subject,
        by judges: [(inForce: Span, judge: any Judge)],
        since: Instant
    ) throws(RuleFault) -> [Judgement] {
        let scene = Scene(site: memory.site, building: setting.building, since: since)
        var all: [Judgement] = []
        for (inForce, judge) in judges where inForce.start <= memory.now {
            // A version that went out of force before memory reaches back has nothing more to say.
            guard inForce.end.map({ $0 > memory.site.horizon - .hours(24) }) ?? true else { continue }
            let lag = judge.readsPlaces ? setting.confirmation : .zero
            for finding in try judge.findings(about: subject, in: scene) where inForce.contains(finding.began) {
                all.append(Judgement(finding: finding, ruling: judge.ruling, lag: lag))
            }
        }
        return all
    }

    private mutating func compare(
        _ judgements: [Judgement],
        with question: Question,
        since: Instant,
        because reason: Reason?
    ) -> [AlarmEvent] {
        var known = memory.alarms.alarms(of: question)
        var events: [AlarmEvent] = []
        var wakes: [Instant] = []
        for judgement in judgements {
            let (finding, lag) = (judgement.finding, judgement.lag)
            // Over before memory reaches back: what there was to say has been said.
            if let end = finding.end, end <= memory.site.horizon { continue }
            let reached = finding.reached(at: memory.now, lag: lag)
            wakes += finding.wakes(lag: lag)
            let index = known.firstIndex { $0.concerns(finding, by: question) }
            let alarm = index.map { known.remove(at: $0) }
            guard let mark = reached else {
                if let alarm { events += withdraw(alarm, because: reason) }
                continue
            }
            if let alarm {
                events += update(alarm, finding, mark, lag: lag)
            } else {
                events += raise(finding, mark, question, judgement.ruling, lag: lag)
            }
        }
        for alarm in known
        where alarm.isConditionOn || (alarm.lasted(beyond: since) && alarm.raising.began > memory.site.horizon) {
            events += withdraw(alarm, because: reason)
        }
        memory.due[question] = wakes.filter { $0 > memory.now }.min()
        return events
    }

    private mutating func raise(
        _ finding: Finding,
        _ mark: Finding.Mark,
        _ question: Question,
        _ ruling: Ruling,
        lag: Duration
    ) -> [AlarmEvent] {
        let key = AlarmKey(rule: question.rule, subject: question.subject, began: finding.event)
        guard memory.alarms[key.id] == nil else { return [] }
        let stay = stay(of: question.subject, at: finding.began)
        let visitor = stay.flatMap { memory.site.stays[$0]?.visitor }
        let raising = Raising(
            key: key,
            urgency: mark.urgency,
            level: mark.level,
            began: finding.began,
            at: mark.at,
            room: finding.room,
            stay: stay,
            caseCode: visitor?.caseCode,
            caseOfficers: visitor?.officers ?? [],
            explanation: finding.explanation(by: ruling, until: mark.at)
        )
        var events = [record(.raised(key.id, raising))]
        if let end = finding.settledEnd(at: memory.now, lag: lag) {
            events.append(record(.conditionGone(key.id, at: end)))
        }
        return events
    }

    private mutating func update(
        _ alarm: Alarm,
        _ finding: Finding,
        _ mark: Finding.Mark,
        lag: Duration
    ) -> [AlarmEvent] {
        if case .closed = alarm.end { return [] }
        var events: [AlarmEvent] = []
        let isWithdrawn = !alarm.isOpen
        let lasts = finding.end.map { $0 > memory.now } ?? true
        if isWithdrawn || (lasts && !alarm.isConditionOn) {
            events.append(record(.conditionBack(alarm.id, at: memory.now)))
        }
        if alarm.urgency != mark.urgency || alarm.level != mark.level {
            events.append(record(.urgencyChanged(alarm.id, mark.urgency, mark.level, at: mark.at)))
        }
        // A late fact may also move the end.
        if let end = finding.settledEnd(at: memory.now, lag: lag), isWithdrawn || alarm.condition != .gone(at: end) {
            events.append(record(.conditionGone(alarm.id, at: end)))
        }
        return events
    }

    private mutating func withdraw(_ alarm: Alarm, because reason: Reason?) -> [AlarmEvent] {
        guard alarm.isOpen else { return [] }
        let because = reason?.event ?? alarm.raising.key.began
        let withdrawal = reason?.withdrawal ?? .lateFact
        return [record(.withdrawn(alarm.id, withdrawal, because: because, at: memory.now))]
    }

    private func stay(of subject: Subject, at moment: Instant) -> ID<Kind.Stay>? {
        switch subject {
        case .stay(let stay): stay
        case .tag(let tag):
            if case .person(let stay) = memory.site.tags[tag]?.wearing(at: moment)?.wearer { stay } else { nil }
        case .officer, .baseStation, .rule, .centre: nil
        }
    }
}

extension Alarm {
    fileprivate func lasted(beyond moment: Instant) -> Bool {
        if case .gone(let at) = condition { at > moment } else { true }
    }

    /// Whether the finding is what this alarm rang for: the same beginning, or, where a late fact moved the
    /// beginning, the same stretch of time.
    fileprivate func concerns(_ finding: Finding, by question: Question) -> Bool {
        if raising.key.began == finding.event { return true }
        guard isOpen else { return false }
        let over: Instant? = if case .gone(let at) = condition { at } else { nil }
        let startsBeforeEnd = over.map { finding.began < $0 } ?? true
        let endsAfterStart = finding.end.map { raising.began < $0 } ?? true
        return startsBeforeEnd && endsAfterStart
    }
}
