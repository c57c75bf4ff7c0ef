import Domain
import Policy

/// The disk of the data runs full, and then is: louder, for positions are refused from there on.
struct DiskFull: ServerJudge {
    let ruling: Ruling
    let quiet = Explanation.Quiet(.diskFreeAtLeast, number: Self.ample)

    /// Per cent that are free on a disk with room.
    private static let ample = 10

    func spells(of site: Site) -> [Site.Spell] { site.diskSpells }

    func reading(of spell: Site.Spell) -> Explanation.Reading {
        .init(.diskSpace, event: spell.event, at: spell.from, number: spell.number)
    }

    func marks(of spell: Site.Spell) -> [Finding.Mark] {
        let full = spell.worst.map { Finding.Mark(at: $0, urgency: .alarm, level: worst) }
        return [ruling.mark(at: spell.from)] + [full].compactMap(\.self)
    }

    private var worst: AlarmLevel { ruling.level == .special ? .special : .first }
}
