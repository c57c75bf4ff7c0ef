import Domain
import Policy
import Premises

/// A person is in a room that is not for their kind, sex or age (R1: kind × room).
struct WrongRoom: Judge {
    let ruling: Ruling
    let allowed: @Sendable (PersonKind, RoomKind) -> Bool

    /// How long somebody may stand in the wrong doorway.
    private var grace: Duration { ruling.duration(.confirmed) }

    var readsPlaces: Bool { grace > .zero }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.stays.map { .stay($0) }
    }

    func findings(about subject: Subject, in scene: Scene) throws(RuleFault) -> [Finding] {
        guard let stay = subject.stay, let view = scene.site.stays[stay] else { return [] }
        var findings: [Finding] = []
        for stint in scene.stints(of: stay) {
            let kind = try scene.building.room(stint.room).kind
            let isFor = allowed(view.kind(at: stint.from), kind) && kind.suits(view.visitor)
            guard !isFor else { continue }
            findings.append(
                Finding(
                    event: stint.event,
                    began: stint.from,
                    end: stint.until,
                    marks: [ruling.mark(at: stint.from + grace)],
                    room: stint.room,
                    readings: [.init(.personInRoom, event: stint.event, at: stint.from, room: stint.room)],
                    quiet: .init(.roomAllowed, room: stint.room)
                )
            )
        }
        return findings
    }
}

extension RoomKind {
    /// Whether the room is for this sex and age (PR-06, PR-11); an unknown sex suits every room.
    func suits(_ visitor: Visitor) -> Bool {
        switch self {
        case .safetyCheckMen, .holdingMen: visitor.sex != .female
        case .safetyCheckWomen, .holdingWomen: visitor.sex != .male
        case .holdingMinors: visitor.isMinor
        case _: true
        }
    }
}
