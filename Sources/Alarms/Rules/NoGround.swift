import Domain
import Policy
import Premises

/// A suspect is in the area and nobody has named what holds them (LAW GR-01).
struct NoGround: Judge {
    let ruling: Ruling

    private var grace: Duration { ruling.duration(.grace) }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.stays.map { .stay($0) }
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard let stay = subject.stay, let view = scene.site.stays[stay], let entered = view.entered else { return [] }
        // Without a limit of its own (arrest) a ground holds also when its duties are done.
        let limited = Set(view.clocks.filter { $0.duty == .release }.map(\.ground))
        let turns = view.kinds.map(\.at) + [Instant(microseconds: .max)]
        return zip(view.kinds, turns.dropFirst()).compactMap { turn, next in
            guard turn.kind.isSuspect else { return nil }
            let isFirst = turn.at <= entered.at
            let began = max(turn.at, entered.at)
            let grounded = view.clocks.filter { clock in
                !limited.contains(clock.ground) || (clock.until.map { $0 > began } ?? true)
            }.map { max($0.at, began) }.min()
            let end = [grounded, view.exited?.at, view.kinds.last == turn ? nil : next].compactMap(\.self).min()
            if let end, end <= began { return nil }
            let event = isFirst ? entered.event : turn.event
            return Finding(
                event: event,
                began: began,
                end: end,
                marks: [ruling.mark(at: began + grace)],
                room: nil,
                readings: [.init(.groundMissing, event: event, at: began)],
                quiet: .init(.groundNamedWithin, number: grace.wholeSeconds)
            )
        }
    }
}
