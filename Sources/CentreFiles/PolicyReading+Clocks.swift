import Domain
import Policy
import Premises

extension PolicyReading {
    func clocks() -> [PlacedEntry] {
        let keys =
            ["ground", "persons", "duty", "start", "limit", "protected", "only", "warnings", "extensions"]
            + Self.heading
        return file.sections("clocks", keys: keys).compactMap { section in
            let ground = section.choice("ground", Ground.self)
            let persons = persons(section)
            let duty = section.choice("duty", ClockRule.Duty.self, default: .release)
            let start = section.choice("start", ClockRule.Start.self, default: .arrival)
            let limit = section.duration("limit", example: "12 h")
            let protected = section.has("protected") ? section.duration("protected", example: "4 h") : nil
            let only = section.has("only") ? section.choice("only", CentreKind.self) : nil
            let warnings = section.durations("warnings").sorted(by: >)
            let extensions = extensions(section)
            let provision = provision(section, judgedAt: .arrival)
            if let limit {
                checkOrder(section, limit: limit, protected: protected, warnings: warnings, extensions: extensions)
            }
            guard let ground, let duty, let start, let limit, let provision else { return nil }
            let clock = ClockRule(
                ground: ground,
                persons: persons,
                duty: duty,
                start: start,
                base: limit,
                warnings: warnings,
                extensions: extensions,
                protected: protected,
                only: only,
                provision: provision
            )
            return placed(.clock(clock), section)
        }
    }

    /// Whom the ground may hold: the procedures differ in it, and nobody but a suspect is ever held.
    private func persons(_ section: YAMLSection) -> Set<PersonKind> {
        if !section.has("persons") { section.missing("persons", example: "[criminalSuspect]") }
        let persons = section.choices("persons", PersonKind.self)
        if section.isEmptyList("persons") {
            section.fault(
                "persons",
                zh: "这样写，此依据谁也不能留置",
                en: "written so, the ground may hold nobody",
                write: "写 criminalSuspect、administrativeSuspect 之一或两者",
                "write criminalSuspect, administrativeSuspect or both"
            )
        }
        if !persons.allSatisfy(\.isSuspect) {
            section.fault(
                "persons",
                zh: "只有嫌疑人可以被留置",
                en: "only suspects can be held",
                write: "写 criminalSuspect、administrativeSuspect 之一或两者",
                "write criminalSuspect, administrativeSuspect or both"
            )
        }
        return Set(persons)
    }

    private func extensions(_ section: YAMLSection) -> [ClockRule.Extension] {
        section.sections("extensions", keys: ["limit", "approver", "condition", "article"]).compactMap { step in
            let limit = step.duration("limit", example: "24 h")
            let approver = step.choice("approver", Approver.self)
            let condition = step.bilingual("condition")
            let article = step.bilingual("article")
            guard let limit, let approver, let condition, let article else { return nil }
            return ClockRule.Extension(limit: limit, approver: approver, condition: condition, article: article)
        }
    }

    /// Each extension goes further than what it extends; marks and protection lie before the limit.
    private func checkOrder(
        _ section: YAMLSection,
        limit: Duration,
        protected: Duration?,
        warnings: [Duration],
        extensions: [ClockRule.Extension]
    ) {
        let limits = [limit] + extensions.map(\.limit)
        for (shorter, longer) in zip(limits, limits.dropFirst()) where longer <= shorter {
            section.fault(
                "extensions",
                zh: "时限顺序不对：\(shorter.text) 之后是 \(longer.text)",
                en: "limits out of order: \(longer.text) after \(shorter.text)",
                write: "从短到长写",
                "write them from short to long"
            )
        }
        if let protected, protected > limit {
            section.fault(
                "protected",
                zh: "protected 长于 limit",
                en: "protected is longer than limit",
                write: "不超过 \(limit.text)",
                "write \(limit.text) or less"
            )
        }
        for warning in warnings where warning >= limit {
            section.fault(
                "warnings",
                zh: "提前 \(warning.text) 预警，但时限只有 \(limit.text)",
                en: "a warning \(warning.text) before a limit of \(limit.text)",
                write: "写得比时限短",
                "write less than the limit"
            )
        }
    }
}

extension Duration {
    /// As files write it.
    fileprivate var text: String {
        let seconds = components.seconds
        if seconds % 3_600 == 0 { return "\(seconds / 3_600) h" }
        return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
    }
}
