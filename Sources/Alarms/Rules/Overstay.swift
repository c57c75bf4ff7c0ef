import Domain
import Policy
import Premises

/// A person is longer in a room than the policy has for its kind.
struct Overstay: Judge {
    let ruling: Ruling

    var readsPlaces: Bool { true }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.stays.map { .stay($0) }
    }

    func findings(about subject: Subject, in scene: Scene) throws(RuleFault) -> [Finding] {
        guard let stay = subject.stay, scene.site.stays[stay] != nil else { return [] }
        var findings: [Finding] = []
        for stint in scene.stints(of: stay) {
            let kind = try scene.building.room(stint.room).kind
            guard let limit = ruling.rule.limit(in: kind) else { continue }
            findings.append(
                Finding(
                    event: stint.event,
                    began: stint.from,
                    end: stint.until,
                    marks: [ruling.mark(at: stint.from + limit)],
                    room: stint.room,
                    readings: [.init(.personInRoom, event: stint.event, at: stint.from, room: stint.room)],
                    quiet: .init(.leftWithin, number: limit.wholeSeconds, room: stint.room)
                )
            )
        }
        return findings
    }
}

extension Duration {
    /// Whole seconds, for an explanation.
    var wholeSeconds: Int { Int(components.seconds) }
}
