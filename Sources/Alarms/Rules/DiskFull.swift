import Domain
import Policy
import Premises

/// The disk of the data runs full, and then is: louder, for positions are refused from there on.
struct DiskFull: Judge {
    let ruling: Ruling

    /// Per cent that are free on a disk with room.
    private static let ample = 10

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.server ? [.centre] : []
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard subject == .centre else { return [] }
        return scene.site.diskSpells.map { spell in
            let full = spell.worst.map { Finding.Mark(at: $0, urgency: .alarm, level: worst) }
            return Finding(
                event: spell.event,
                began: spell.from,
                end: spell.until,
                marks: [ruling.mark(at: spell.from)] + [full].compactMap(\.self),
                room: nil,
                readings: [.init(.diskSpace, event: spell.event, at: spell.from, number: spell.number)],
                quiet: .init(.diskFreeAtLeast, number: Self.ample)
            )
        }
    }

    private var worst: AlarmLevel { ruling.level == .special ? .special : .first }
}
