import Domain
import Policy
import Premises

/// A statutory clock runs out soon: one warning, louder at each further mark.
struct ClockWarning: Judge {
    let ruling: Ruling

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.stays.map { .stay($0) }
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard let stay = subject.stay, let view = scene.site.stays[stay] else { return [] }
        return view.clocks.compactMap { clock in
            let marks = clock.warnings.sorted(by: >).map { clock.expires - $0 }
            // From the expiry on it is the other rule's.
            let end = min(clock.expires, view.isOver(clock) ?? clock.expires)
            // A clock that is set when a mark has gone by warns at once; nobody is warned of what is over.
            guard let first = marks.first, end > clock.known else { return nil }
            let began = max(first, clock.known)
            return Finding(
                event: clock.event,
                began: began,
                end: end,
                marks: zip(marks, levels).map { mark, level in
                    Finding.Mark(at: max(mark, clock.known), urgency: .warning, level: level)
                },
                room: nil,
                readings: [.init(.clockExpires, event: clock.event, at: clock.expires)],
                quiet: .init(.exitOrExtensionBefore, number: Int((clock.expires - began).components.seconds))
            )
        }
    }

    /// Third, second, first, as long as the marks last; the last mark has the rule's own level.
    private var levels: [AlarmLevel] { [ruling.rule.level, .second, .first, .first] }
}
