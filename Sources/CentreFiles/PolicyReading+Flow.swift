import Domain
import Policy
import Premises

extension PolicyReading {
    func flows() -> [PlacedEntry] {
        let keys = ["person", "steps", "before", "atExit"] + Self.heading
        return file.sections("flow", keys: keys).compactMap { section in
            let person = section.choice("person", PersonKind.self)
            let stages = stages(section)
            let conditions = conditions(section, stages: stages)
            let atExit = section.choices("atExit", Step.self)
            guard let provision = provision(section, judgedAt: .act), let person else { return nil }
            let flow = Flow(
                person: person,
                stages: stages,
                conditions: conditions,
                atExit: atExit,
                provision: provision
            )
            return placed(.flow(flow), section)
        }
    }

    func rooms() -> [PlacedEntry] {
        file.sections("rooms", keys: ["person", "allowed"] + Self.heading).compactMap { section in
            let person = section.choice("person", PersonKind.self)
            let allowed = section.choices("allowed", RoomKind.self)
            if !section.has("allowed") { section.missing("allowed", example: "[corridor, …]") }
            guard let provision = provision(section, judgedAt: .act), let person else { return nil }
            let rights = RoomRights(person: person, allowed: Set(allowed), provision: provision)
            return placed(.rooms(rights), section)
        }
    }

    private func stages(_ section: YAMLSection) -> [Flow.Stage] {
        var seen: Set<Step> = []
        return section.sections("steps", keys: ["step", "in"]).compactMap { stage in
            guard let step = stage.choice("step", Step.self) else { return nil }
            if !seen.insert(step).inserted { stage.repeated("step", step.rawValue) }
            return Flow.Stage(step: step, rooms: Set(stage.choices("in", RoomKind.self)))
        }
    }

    private func conditions(_ section: YAMLSection, stages: [Flow.Stage]) -> [Flow.Condition] {
        let known = stages.map(\.step)
        return section.sections("before", keys: ["rooms", "steps"]).map { condition in
            let steps = condition.choices("steps", Step.self)
            for step in steps where !known.contains(step) {
                condition.fault(
                    "steps",
                    zh: "步骤 \(step.rawValue) 不在流程里",
                    en: "the step \(step.rawValue) is not in this flow",
                    write: "先写进 steps",
                    "name it in steps first"
                )
            }
            return Flow.Condition(rooms: Set(condition.choices("rooms", RoomKind.self)), steps: steps)
        }
    }
}
