import Domain
import Policy
import Premises

/// A person is in a room that the flow allows only after steps not done yet (H3).
struct StepSkipped: Judge {
    let ruling: Ruling
    /// The steps that the policy wants before a room of this kind, for a person of this kind.
    let required: @Sendable (RoomKind, PersonKind) -> [Step]

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.stays.map { .stay($0) }
    }

    func findings(about subject: Subject, in scene: Scene) throws(RuleFault) -> [Finding] {
        guard let stay = subject.stay, let view = scene.site.stays[stay] else { return [] }
        var findings: [Finding] = []
        for stint in scene.stints(of: stay) {
            let room = try scene.building.room(stint.room)
            let steps = required(room.kind, view.kind(at: stint.from))
            let missing = view.missing(steps, at: stint.from)
            guard !missing.isEmpty else { continue }
            let done = view.completed(steps, as: stint.from)?.at
            findings.append(
                Finding(
                    event: stint.event,
                    began: stint.from,
                    end: [done, stint.until].compactMap(\.self).min(),
                    marks: [ruling.mark(at: stint.from)],
                    room: stint.room,
                    readings: [
                        .init(.personInRoom, event: stint.event, at: stint.from, room: stint.room),
                        .init(.stepsMissing, event: stint.event, at: stint.from, number: missing.count),
                    ],
                    quiet: .init(.stepsFirst, steps: missing)
                )
            )
        }
        return findings
    }
}
