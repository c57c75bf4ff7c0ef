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
        // Seen again where the person was last, entered since or found there by the test press: nobody enters anything.
        let isStillThere =
            try last.map { last in
                try last.place == to && (last.since >= bound || place(of: tag, at: bound) == to)
            } ?? false
        let evidence = isStillThere ? nil : receipt.event
        try recordMeaning(of: to, for: stay, at: at, entered: evidence, setting)
    }

    /// The tag proved itself where it is: from then on its place is that of the person.
    mutating func recordPlace(of tag: Code<Kind.Tag>, boundBy press: ID<Kind.Event>, _ setting: CentreSetting) throws {
        guard let place = try place(of: tag), let stay = try stay(wearing: tag),
            case .complete(_, let bound) = stay.tag
        else { return }
        try recordMeaning(of: place, for: stay, at: bound, entered: press, setting)
    }

    /// - evidence: what shows that the person entered the place; nil where nothing was entered.
    private mutating func recordMeaning(
        of place: Place,
        for stay: Stay,
        at moment: Instant,
        entered evidence: ID<Kind.Event>?,
        _ setting: CentreSetting
    ) throws {
        var consequences: [StayEvent] = []
        switch place {
        case .room(let room):
            consequences += DarkTime.Cause.ofSight.compactMap { stay.endDark($0, at: moment, reason: nil) }
            if let evidence, let room = setting.plan.room(room), let policy = setting.policy(at: moment) {
                consequences += stay.breaches(entering: room, at: moment, evidence: evidence, policy: policy)
            }
        case .notDetermined:
            consequences += [stay.goDark(.notDetermined, at: moment, lastHolder: nil)].compactMap(\.self)
        case .noSignal:
            consequences += [stay.goDark(.noSignal, at: moment, lastHolder: nil)].compactMap(\.self)
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
