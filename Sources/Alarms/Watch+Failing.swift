import Domain
import Policy

extension Watch {
    /// A rule that cannot answer is an alarm of its own, one for each rule; the other rules go on.
    mutating func fail(_ question: Question, because reason: Reason?) -> [AlarmEvent] {
        let isNew = !memory.failed.keys.contains { $0.rule == question.rule }
        guard let event = reason?.event ?? memory.failed[question] else { return [] }
        memory.failed[question] = event
        guard isNew, let ruling = setting.ruling(.ruleFailed, at: memory.now) else { return [] }
        let key = AlarmKey(rule: .ruleFailed, subject: .rule(question.rule), began: event)
        guard memory.alarms[key.id] == nil else { return [] }
        let explanation = Explanation(
            rule: .ruleFailed,
            policy: ruling.policy,
            readings: [.init(.failure, event: event, at: memory.now)],
            quiet: .init(.ruleRepaired),
            footage: nil
        )
        let raising = Raising(
            key: key,
            urgency: .alarm,
            level: ruling.rule.level,
            began: memory.now,
            at: memory.now,
            room: nil,
            stay: question.subject.stay,
            caseCode: nil,
            caseOfficers: [],
            explanation: explanation
        )
        return [record(.raised(key.id, raising))]
    }

    /// The rule answers again: its failure is over once no question is left unanswered.
    mutating func recover(_ question: Question) -> [AlarmEvent] {
        guard memory.failed.removeValue(forKey: question) != nil,
            !memory.failed.keys.contains(where: { $0.rule == question.rule })
        else { return [] }
        let failures = memory.alarms.alarms(of: Question(rule: .ruleFailed, subject: .rule(question.rule)))
        return failures.filter { $0.isOpen && $0.isConditionOn }.map { record(.conditionGone($0.id, at: memory.now)) }
    }
}
