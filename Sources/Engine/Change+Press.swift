internal import Alarms
internal import Domain
internal import Events
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Tracking

extension Change {
    /// Two reports of one press lie no further apart than this.
    private static let onePress = Duration.seconds(30)

    /// The stay of somebody who wore the tag when it was pressed and does not wear it now; nil where the press is the
    /// present wearer's. A base station's clock may be seconds off, so in doubt it is the present one's.
    func earlierWearer(of tag: Code<Kind.Tag>, at moment: Instant, now worn: Stay?) throws -> Stay? {
        if let worn {
            if case .pending(_, let since) = worn.tag, since <= moment { return nil }
            if case .complete(_, let since) = worn.tag, since <= moment { return nil }
        } else if try carrier(of: tag) != nil {
            return nil
        }
        guard let wearing = try wearing(of: tag, at: moment), wearing.stay != worn?.id else { return nil }
        return try stay(wearing.stay)
    }

    /// A press that a base station tells of hours later. It is a call for help that nobody heard, of whoever wore the
    /// tag *then*: it rings late while that person is here. It stays a record, marked late, where it was the test of a
    /// binding, where nobody wore the tag, where the person has left, and where they have pressed again since.
    mutating func recordLatePress(
        of tag: Code<Kind.Tag>,
        at moment: Instant,
        event: ID<Kind.Event>,
        _ setting: CentreSetting
    ) throws {
        var wearer: Wearer
        var owner: Stay?
        if let wearing = try wearing(of: tag, at: moment) {
            guard wearing.isBound, let stay = try stay(wearing.stay), !stay.hasLeft else { return }
            (wearer, owner) = (.person(stay.id), stay)
        } else {
            guard let carrier = try carrier(of: tag), carrier.since <= moment else { return }
            wearer = .officer(carrier.officer, carrier.rank)
        }
        var room: Room.ID?
        if case .room(let id)? = try lastCertainPlace(of: tag, before: moment)?.place { room = id }
        let press = SOS.Press(
            event: event,
            at: moment,
            tag: tag,
            wearer: wearer,
            caseCode: owner?.caseCode,
            caseOfficers: owner?.officers ?? [],
            room: room
        )
        let known = try alarms(of: .sos, about: press.subject)
        guard !known.contains(where: { $0.lastPress > moment - Self.onePress }) else { return }
        let ruling = SOS.ruling(in: setting.policy, at: moment)
        try record(.alarm(SOS.press(press, open: known.first(where: \.isOpen), ruling: ruling)), occurred: moment)
    }
}

extension Alarm {
    /// When the button was last pressed.
    fileprivate var lastPress: Instant { announcements.map(\.at).max() ?? raising.began }
}
