import Domain
import Policy
import Premises

/// A held person is in a room that nobody watches as the room's watch rule says (D2, P11).
struct PersonUnwatched: Judge {
    let ruling: Ruling

    var readsPlaces: Bool { true }
    var comparesTrails: Bool { true }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] { scene.staysAround(touched) }

    func findings(about subject: Subject, in scene: Scene) throws(RuleFault) -> [Finding] {
        guard let stay = subject.stay, let view = scene.site.stays[stay] else { return [] }
        var findings: [Finding] = []
        for stint in scene.stints(of: stay, cutBy: \.isSuspect) where view.kind(at: stint.from).isSuspect {
            guard let watch = try scene.building.room(stint.room).watch else { continue }
            let manner = manner(of: watch, stint)
            let watchers = manner.rooms.flatMap { scene.site.presences(in: $0, during: stint) }.filter {
                $0.wearer.isWatcher
            }
            let parts = Stretch.below(1, of: watchers, during: Stretch(stint), settling: manner.ends)
            for part in parts where part.from > scene.site.horizon {
                findings.append(finding(part, stint, manner))
            }
        }
        return findings
    }

    private struct Manner {
        let rooms: [Room.ID]
        let grace: Duration
        let ends: Duration
        let quiet: Explanation.Quiet
    }

    private func manner(of watch: Room.Watch, _ stint: Stint) -> Manner {
        switch watch {
        case .inRoom:
            Manner(
                rooms: [stint.room],
                grace: ruling.duration(.grace),
                ends: ruling.duration(.ends),
                quiet: .init(.watcherInRoom, number: ruling.duration(.grace).wholeSeconds, room: stint.room)
            )
        case .fromPost(let post):
            Manner(
                rooms: [stint.room, post],
                grace: ruling.duration(.grace),
                ends: ruling.duration(.ends),
                quiet: .init(.watcherAtPost, number: ruling.duration(.grace).wholeSeconds, room: post)
            )
        case .interval:
            Manner(
                rooms: [stint.room],
                grace: ruling.duration(.interval),
                ends: .zero,
                quiet: .init(.visitWithin, number: ruling.duration(.interval).wholeSeconds, room: stint.room)
            )
        }
    }

    private func finding(_ part: Stretch, _ stint: Stint, _ manner: Manner) -> Finding {
        Finding(
            event: part.event,
            began: part.from,
            end: part.until,
            endCounts: part.until == stint.until ? part.until : part.until.map { $0 + manner.ends },
            marks: [ruling.mark(at: part.from + manner.grace)],
            room: stint.room,
            readings: [
                .init(.personInRoom, event: stint.event, at: stint.from, room: stint.room),
                .init(.watchersPresent, event: part.event, at: part.from, room: manner.quiet.room, number: 0),
            ],
            quiet: manner.quiet
        )
    }
}
