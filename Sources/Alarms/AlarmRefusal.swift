/// Why an alarm cannot be closed or acknowledged so.
public enum AlarmRefusal: Error, Hashable, Sendable {
    case alreadyClosed
    /// Closing needs the condition gone and somebody's acknowledgement.
    case stillOn
    case notAcknowledged
    /// An officer of the case neither acknowledges nor closes its SOS.
    case ownCase
    /// Nobody from outside the case was with the person yet: card, room and time.
    case nobodyAttended
    /// An SOS closes with the person's own words.
    case wordsMissing
    /// A mistake is confirmed by a second person.
    case secondPersonMissing

    /// How the API names it.
    public var code: String {
        switch self {
        case .alreadyClosed: "alarm.already-closed"
        case .stillOn: "alarm.still-on"
        case .notAcknowledged: "alarm.not-acknowledged"
        case .ownCase: "alarm.own-case"
        case .nobodyAttended: "alarm.nobody-attended"
        case .wordsMissing: "alarm.words-missing"
        case .secondPersonMissing: "alarm.second-person-missing"
        }
    }
}
