import Domain
import Policy
import Premises

/// A criminal suspect is in an interrogation room with fewer than two police (单人讯问; 刑诉法 118, LAW PR-01).
///
/// The condition holds from the moment when the person has been there for `confirmed` and fewer police cards than
/// `officers` are there; it ends when enough are there for `ends`. Auxiliaries do not count.
struct LoneOfficer: Judge {
    let ruling: Ruling

    var readsPlaces: Bool { true }
    var comparesTrails: Bool { true }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] { scene.staysAround(touched) }

    func findings(about subject: Subject, in scene: Scene) throws(RuleFault) -> [Finding] {
        guard let stay = subject.stay, let view = scene.site.stays[stay] else { return [] }
        var findings: [Finding] = []
        for stint in scene.stints(of: stay, cutBy: { $0 == .criminalSuspect }) {
            let room = try scene.building.room(stint.room)
            guard room.kind.isInterrogation, view.kind(at: stint.from) == .criminalSuspect else { continue }
            let window = Stretch(stint, delayed: ruling.duration(.confirmed))
            guard !window.isEmpty else { continue }
            let police = scene.site.presences(in: stint.room, during: stint).filter { $0.wearer.isPolice }
            for lone in Stretch.below(
                ruling.rule.count(.officers),
                of: police,
                during: window,
                settling: ruling.duration(.ends)
            )
            where lone.from > scene.site.horizon {
                findings.append(finding(lone, stint, police))
            }
        }
        return findings
    }

    private func finding(_ lone: Stretch, _ stint: Stint, _ police: [Site.Presence]) -> Finding {
        let left = police.compactMap { presence -> Explanation.Reading? in
            guard let until = presence.stint.until, let ending = presence.stint.ending, until <= lone.from,
                until >= stint.from
            else { return nil }
            return .init(.officerLeft, event: ending, at: until, room: stint.room)
        }
        return Finding(
            event: lone.event,
            began: lone.from,
            end: lone.until,
            // The person's own leaving ends it at once.
            endCounts: lone.until == stint.until ? lone.until : lone.until.map { $0 + ruling.duration(.ends) },
            marks: [
                ruling.mark(.warning, at: lone.from + ruling.duration(.warning)),
                ruling.mark(.alarm, at: lone.from + ruling.duration(.alarm)),
            ],
            room: stint.room,
            readings: [.init(.personInRoom, event: stint.event, at: stint.from, room: stint.room)] + left.suffix(2) + [
                .init(.officersPresent, event: lone.event, at: lone.from, room: stint.room, number: lone.number)
            ],
            quiet: .init(.officersInRoom, number: ruling.rule.count(.officers), room: stint.room)
        )
    }
}

extension Wearer {
    var isPolice: Bool {
        switch self {
        case .officer(_, .police): true
        case .officer(_, .auxiliary), .officer(_, .doctor), .person: false
        }
    }

    /// Who may watch a held person: police and auxiliaries.
    var isWatcher: Bool {
        switch self {
        case .officer(_, .police), .officer(_, .auxiliary): true
        case .officer(_, .doctor), .person: false
        }
    }
}
