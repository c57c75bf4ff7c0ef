import Domain
import Policy
import Premises

/// Nothing new is under a signed checkpoint: what is written meanwhile could be changed unseen.
struct JournalUnsigned: Judge {
    let ruling: Ruling

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.server ? [.centre] : []
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard subject == .centre else { return [] }
        return scene.site.unsignedSpells.map { spell in
            Finding(
                event: spell.event,
                began: spell.from,
                end: spell.until,
                marks: [ruling.mark(at: spell.from)],
                room: nil,
                readings: [.init(.signingStopped, event: spell.event, at: spell.from)],
                quiet: .init(.journalSigned)
            )
        }
    }
}
