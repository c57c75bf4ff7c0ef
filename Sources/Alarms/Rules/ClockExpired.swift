import Domain
import Policy
import Premises

/// A statutory clock has run out and the person is still here.
struct ClockExpired: Judge {
    let ruling: Ruling

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.stays.map { .stay($0) }
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard let stay = subject.stay, let view = scene.site.stays[stay] else { return [] }
        return view.clocks.compactMap { clock in
            let end = view.isOver(clock)
            if let end, end <= clock.expires { return nil }
            // What a correction proves after the end rings for the time until then.
            let known = min(clock.known, end ?? clock.known)
            return Finding(
                event: clock.event,
                began: clock.expires,
                end: end,
                // Known from the moment on at which the clock was set so, or the arrival corrected.
                marks: [ruling.mark(at: max(clock.expires, known))],
                room: nil,
                readings: [.init(.clockExpires, event: clock.event, at: clock.expires)],
                quiet: .init(.exitOrExtensionBefore, number: 0)
            )
        }
    }
}

extension StayView {
    /// When this version of the clock stopped mattering: replaced, ended by law, or the person left.
    func isOver(_ clock: Clock) -> Instant? {
        [clock.until, exited?.at].compactMap(\.self).min()
    }
}
