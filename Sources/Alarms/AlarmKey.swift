public import Domain
public import Policy

/// What makes an alarm this one and no other: the rule, the subject and the event that began it.
public struct AlarmKey: Hashable, Sendable, Codable {
    public let rule: RuleID
    public let subject: Subject
    public let began: ID<Kind.Event>

    public init(rule: RuleID, subject: Subject, began: ID<Kind.Event>) {
        self.rule = rule
        self.subject = subject
        self.began = began
    }

    /// The same key gives the same id on every machine and in every replay, so that the engine needs no source of
    /// random numbers. FNV-1a of 128 bits over rule and subject, mixed with the event's random 128 bits.
    public var id: ID<Kind.Alarm> {
        var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        for byte in "\(rule.rawValue) \(subject)".utf8 {
            hash ^= UInt128(byte)
            hash &*= 0x0000_0000_0100_0000_0000_0000_0000_013B
        }
        return ID(hash ^ began.rawValue)
    }
}
