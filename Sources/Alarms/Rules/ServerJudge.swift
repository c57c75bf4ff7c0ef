import Domain

/// Judges what the server says of itself: one finding for each spell in which something was wrong with it.
protocol ServerJudge: Judge {
    func spells(of site: Site) -> [Site.Spell]
    func reading(of spell: Site.Spell) -> Explanation.Reading
    var quiet: Explanation.Quiet { get }
    /// When it rings, and how loud.
    func marks(of spell: Site.Spell) -> [Finding.Mark]
}

extension ServerJudge {
    func marks(of spell: Site.Spell) -> [Finding.Mark] { [ruling.mark(at: spell.from)] }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.server ? [.centre] : []
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard subject == .centre else { return [] }
        return spells(of: scene.site).map { spell in
            Finding(
                event: spell.event,
                began: spell.from,
                end: spell.until,
                marks: marks(of: spell),
                room: nil,
                readings: [reading(of: spell)],
                quiet: quiet
            )
        }
    }
}
