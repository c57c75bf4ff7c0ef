import Domain
import Policy
import Premises

/// Wall time and the site clock went apart while the server ran.
struct ClockJumped: Judge {
    let ruling: Ruling

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.server ? [.centre] : []
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard subject == .centre else { return [] }
        return scene.site.clockSpells.map { spell in
            Finding(
                event: spell.event,
                began: spell.from,
                end: spell.until,
                marks: [ruling.mark(at: spell.from)],
                room: nil,
                readings: [.init(.clocksDiffer, event: spell.event, at: spell.from, number: spell.number)],
                quiet: .init(.clocksAgree, number: ClockDifference.tolerance.wholeSeconds)
            )
        }
    }
}
