import Domain

/// Wall time and the site clock went apart while the server ran.
struct ClockJumped: ServerJudge {
    let ruling: Ruling
    let quiet = Explanation.Quiet(.clocksAgree, number: ClockDifference.tolerance.wholeSeconds)

    func spells(of site: Site) -> [Site.Spell] { site.clockSpells }

    func reading(of spell: Site.Spell) -> Explanation.Reading {
        .init(.clocksDiffer, event: spell.event, at: spell.from, number: spell.number)
    }
}
