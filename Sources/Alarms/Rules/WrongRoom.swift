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
        for whole in scene.stints(of: stay) {
            let room = try scene.building.room(whole.room).kind
            for stint in scene.site.cut(whole, of: stay, by: { allowed($0, room) }) {
                switch fit(view, room, at: stint.from) {
                case true?: continue
                case false?: findings.append(wrong(stint))
                case nil: findings.append(unsaid(stint))
                }
            }
        }
        return findings
    }

    /// Whether the room is for this person (PR-06, PR-11); nil where nobody can say, since their sex is not recorded.
    private func fit(_ view: StayView, _ room: RoomKind, at moment: Instant) -> Bool? {
        guard allowed(view.kind(at: moment), room) else { return false }
        guard let reserve = room.reserved else { return true }
        return reserve.fits(view.sex, isMinor: view.isMinor)
    }

    private func wrong(_ stint: Stint) -> Finding {
        Finding(
            event: stint.event,
            began: stint.from,
            end: stint.until,
            marks: [ruling.mark(at: stint.from + grace)],
            room: stint.room,
            readings: [.init(.personInRoom, event: stint.event, at: stint.from, room: stint.room)],
            quiet: .init(.roomAllowed, room: stint.room)
        )
    }

    /// A warning, not an alarm: whether it is the wrong room shows when the sex is recorded.
    private func unsaid(_ stint: Stint) -> Finding {
        Finding(
            event: stint.event,
            began: stint.from,
            end: stint.until,
            marks: [ruling.mark(.warning, at: stint.from + grace)],
            room: stint.room,
            readings: [
                .init(.personInRoom, event: stint.event, at: stint.from, room: stint.room),
                .init(.sexUnknown, event: stint.event, at: stint.from, room: stint.room),
            ],
            quiet: .init(.sexRecorded, room: stint.room)
        )
    }
}
