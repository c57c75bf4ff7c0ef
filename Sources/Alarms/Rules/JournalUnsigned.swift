import Domain

/// Nothing new is under a signed checkpoint: what is written meanwhile could be changed unseen.
struct JournalUnsigned: ServerJudge {
    let ruling: Ruling
    let quiet = Explanation.Quiet(.journalSigned)

    func spells(of site: Site) -> [Site.Spell] { site.unsignedSpells }

    func reading(of spell: Site.Spell) -> Explanation.Reading {
        .init(.signingStopped, event: spell.event, at: spell.from)
    }
}
