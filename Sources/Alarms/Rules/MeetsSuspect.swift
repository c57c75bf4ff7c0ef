import Domain
import Policy
import Premises

/// A witness, victim or reporter is in one room with a suspect.
struct MeetsSuspect: Judge {
    let ruling: Ruling
    /// Apart for less than this is together: a doorway is not a parting.
    static let ends = Duration.seconds(10)

    /// How long they may be in one room by mischance.
    private var grace: Duration { ruling.duration(.together) }

    var readsPlaces: Bool { true }
    var comparesTrails: Bool { true }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] { scene.staysAround(touched) }

    func findings(about subject: Subject, in scene: Scene) throws(RuleFault) -> [Finding] {
        guard let stay = subject.stay, let view = scene.site.stays[stay] else { return [] }
        var findings: [Finding] = []
        for stint in scene.stints(of: stay, cutBy: \.isShielded) where view.kind(at: stint.from).isShielded {
            let suspects = scene.site.presences(in: stint.room, during: stint).flatMap { asSuspect($0, in: scene.site) }
            guard !suspects.isEmpty else { continue }
            for part in together(stint, suspects) where part.from > scene.site.horizon {
                findings.append(finding(part, stint, suspects))
            }
        }
        return findings
    }

    /// The parts of the presence in which the person was a suspect.
    private func asSuspect(_ presence: Site.Presence, in site: Site) -> [Stint] {
        guard case .person(let stay) = presence.wearer, let view = site.stays[stay] else { return [] }
        return site.cut(presence.stint, of: stay, by: \.isSuspect).filter { view.kind(at: $0.from).isSuspect }
    }

    /// When at least one of them was there at the same time.
    private func together(_ stint: Stint, _ suspects: [Stint]) -> [Stretch] {
        let parts = suspects.compactMap { other -> Stretch? in
            let isSecond = other.from > stint.from
            let part = Stretch(
                from: isSecond ? other.from : stint.from,
                event: isSecond ? other.event : stint.event,
                until: [stint.until, other.until].compactMap(\.self).min(),
                number: 1
            )
            return part.isEmpty ? nil : part
        }
        return Stretch.union(parts, across: Self.ends)
    }

    private func finding(_ part: Stretch, _ stint: Stint, _ suspects: [Stint]) -> Finding {
        let met = suspects.first { $0.contains(part.from) } ?? stint
        return Finding(
            event: part.event,
            began: part.from,
            end: part.until,
            endCounts: part.until.map { $0 + Self.ends },
            marks: [ruling.mark(at: part.from + grace)],
            room: stint.room,
            readings: [
                .init(.personInRoom, event: stint.event, at: stint.from, room: stint.room),
                .init(.suspectInRoom, event: met.event, at: met.from, room: stint.room),
            ],
            quiet: .init(.apart, number: grace.wholeSeconds, room: stint.room)
        )
    }
}

extension PersonKind {
    /// Whom a suspect must not meet.
    var isShielded: Bool {
        switch self {
        case .witness, .victim, .reporter: true
        case .criminalSuspect, .administrativeSuspect, .guardian, .lawyer, .interpreter, .visitor: false
        }
    }
}
