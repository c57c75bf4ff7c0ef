public import Domain
public import Policy
public import Premises

/// The one rule that is evaluated where the frame is taken in, so that it rings before anything else is done.
public enum SOS {
    /// A button pressed, with what the server knows of its wearer at this moment.
    public struct Press: Hashable, Sendable {
        public let event: ID<Kind.Event>
        public let at: Instant
        public let tag: Code<Kind.Tag>
        /// Nil: a tag that nobody wears, as on the desk; its button is answered all the same.
        public let wearer: Wearer?
        public let caseCode: Code<Kind.Case>?
        public let caseOfficers: [Code<Kind.Officer>]
        /// Where the tag was last confirmed to be.
        public let room: Room.ID?

        public init(
            event: ID<Kind.Event>,
            at: Instant,
            tag: Code<Kind.Tag>,
            wearer: Wearer?,
            caseCode: Code<Kind.Case>? = nil,
            caseOfficers: [Code<Kind.Officer>] = [],
            room: Room.ID?
        ) {
            self.event = event
            self.at = at
            self.tag = tag
            self.wearer = wearer
            self.caseCode = caseCode
            self.caseOfficers = caseOfficers
            self.room = room
        }

        /// Whose call for help it is.
        public var subject: Subject {
            switch wearer {
            case .person(let stay): .stay(stay)
            case .officer(let officer, _): .officer(officer)
            case nil: .tag(tag)
            }
        }
    }

    /// The rule of the moment; a policy without it does not silence anybody.
    public static func ruling(in policy: PolicyBook, at moment: Instant) -> Ruling {
        policy.ruling(.sos, at: moment) ?? .always(.sos, .special)
    }

    /// The footage before and after the press that is worth looking at.
    private static let footage = Duration.minutes(2)

    /// What a press means: a new alarm, or one more announcement of the alarm `open` about the same subject.
    public static func press(_ press: Press, open: Alarm?, ruling: Ruling) -> AlarmEvent {
        if let open, open.isOpen, open.raising.key.rule == .sos, open.raising.key.subject == press.subject {
            return .announced(open.id, press: press.event, at: press.at)
        }
        let key = AlarmKey(rule: .sos, subject: press.subject, began: press.event)
        let explanation = Explanation(
            rule: .sos,
            policy: ruling.policy,
            readings: [.init(.buttonPressed, event: press.event, at: press.at, room: press.room)],
            quiet: .init(.noPress),
            footage: press.room.map { .init(room: $0, from: press.at - footage, until: press.at + footage) }
        )
        return .raised(
            key.id,
            Raising(
                key: key,
                urgency: .alarm,
                level: ruling.rule.level,
                began: press.at,
                at: press.at,
                room: press.room,
                stay: press.subject.stay,
                caseCode: press.caseCode,
                caseOfficers: press.caseOfficers,
                explanation: explanation
            )
        )
    }
}
