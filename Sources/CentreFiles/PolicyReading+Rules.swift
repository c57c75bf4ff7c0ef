import Domain
import Policy
import Premises
import Yams

extension PolicyReading {
    /// `rules:` is keyed by rule; a rule that changes is a list of its versions.
    func rules() -> [PlacedEntry] {
        guard let node = file.node("rules"),
            let all = YAMLSection(node, in: file.file, keys: RuleID.allCases.map(\.rawValue), faults: file.faults)
        else { return [] }
        return all.keys.flatMap { key -> [PlacedEntry] in
            guard let id = RuleID(rawValue: key), let node = all.node(key) else { return [] }
            let versions: [Node] = if case .sequence(let list) = node { Array(list) } else { [node] }
            return versions.compactMap { rule(id, $0) }
        }
    }

    private func rule(_ id: RuleID, _ node: Node) -> PlacedEntry? {
        let own = id.parameters.keys.sorted { $0.rawValue < $1.rawValue }
        let keys = ["level", "title"] + own.map(\.rawValue) + Self.heading
        guard let section = YAMLSection(node, in: file.file, keys: keys, faults: file.faults) else { return nil }
        let level = section.choice("level", AlarmLevel.self)
        let title = section.bilingual("title")
        let provision = provision(section, judgedAt: .act)
        var values: [Parameter: ParameterValue] = [:]
        for parameter in own where section.has(parameter.rawValue) {
            values[parameter] = value(parameter, section)
        }
        guard let level, let title, let provision else { return nil }
        let rule = Rule(id: id, title: title, level: level, provision: provision, values: values)
        checkOrder(rule, section)
        return placed(.rule(rule), section)
    }

    private func value(_ parameter: Parameter, _ section: YAMLSection) -> ParameterValue? {
        let key = parameter.rawValue
        switch parameter.form {
        case .duration: return section.duration(key, example: "30 s").map { .duration($0) }
        case .durations: return .durations(section.durations(key))
        case .count: return section.integer(key, in: 1...10).map { .count($0) }
        case .percent: return section.integer(key, in: 1...99).map { .percent($0) }
        case .perRoom: return .perRoom(limits(key, section))
        }
    }

    private func limits(_ key: String, _ section: YAMLSection) -> [RoomKind: Duration] {
        let kinds = RoomKind.allCases.map(\.rawValue)
        guard let node = section.node(key),
            let limits = YAMLSection(node, in: section.file, keys: kinds, faults: section.faults)
        else { return [:] }
        var result: [RoomKind: Duration] = [:]
        for name in limits.keys {
            if let kind = RoomKind(rawValue: name) { result[kind] = limits.duration(name, example: "30 min") }
        }
        return result
    }

    /// A warning comes before its alarm, and each announcement after the one before.
    private func checkOrder(_ rule: Rule, _ section: YAMLSection) {
        if rule.value(.warning) != nil, rule.duration(.warning) >= rule.duration(.alarm) {
            section.fault(
                "warning",
                zh: "预警不早于报警",
                en: "the warning is not before the alarm",
                write: "warning 小于 alarm",
                "write a warning shorter than the alarm"
            )
        }
        let steps = rule.escalation
        if zip(steps, steps.dropFirst()).contains(where: { $0 >= $1 }) {
            section.fault(
                "escalation",
                zh: "升级时间顺序不对",
                en: "the escalation is out of order",
                write: "从短到长写",
                "write it from short to long"
            )
        }
    }
}
