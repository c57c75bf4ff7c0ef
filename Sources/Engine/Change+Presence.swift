internal import Domain
internal import Events
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Tracking

extension Change {
    /// Records a confirmed finding about a place and what it means for the stay of the wearer: breaches of the flow,
    /// dark time that begins or ends. Facts are recorded as they happened, never refused (P8).
    mutating func record(_ event: PresenceEvent, _ setting: CentreSetting) throws {
        var last: (place: Place, since: Instant)?
        if case .moved(let tag, let from, _, let at, _, _, _) = event, !from.isCertain {
            last = try lastCertainPlace(of: tag, before: at)
        }
        let receipt = try record(.presence(event), occurred: event.occurred)
        guard case .moved(let tag, _, let to, let at, _, _, _) = event, let stay = try stay(wearing: tag),
            case .complete(_, let bound) = stay.tag
        else { return }
        var consequences: [StayEvent] = []
        switch to {
        case .room(let room):
            consequences += DarkTime.Cause.ofSight.compactMap { stay.endDark($0, at: at, reason: nil) }
            // Seen again where the person was last: nobody has entered anything.
            let isStillThere = last.map { $0.place == to && $0.since >= bound } ?? false
            if !isStillThere, let room = setting.plan.room(room), let policy = setting.policy(at: at) {
                consequences += stay.breaches(entering: room, at: at, evidence: receipt.event, policy: policy)
            }
        case .notDetermined:
            consequences += [stay.goDark(.notDetermined, at: at, lastHolder: nil)].compactMap(\.self)
        case .noSignal:
            consequences += [stay.goDark(.noSignal, at: at, lastHolder: nil)].compactMap(\.self)
        case .outside: break
        }
        for event in consequences { try record(.stay(event), occurred: event.occurred) }
    }
}

extension DarkTime.Cause {
    /// Those that end when the tag is seen in a room again.
    fileprivate static let ofSight: [DarkTime.Cause] = [.noSignal, .notDetermined]
}

extension Place {
    fileprivate var isCertain: Bool {
        switch self {
        case .room, .outside: true
        case .notDetermined, .noSignal: false
        }
    }
}

extension PresenceEvent {
    /// When it happened.
    var occurred: Instant {
        switch self {
        case .moved(_, _, _, let at, _, _, _), .passed(_, _, let at, _), .impossibleJump(_, _, _, let at, _): at
        }
    }
}
