internal import Domain

/// The members of a frame object but for its lines.
struct FrameMembers {
    struct Header {
        let identity: FrameIdentity
        let sent: Instant?
        let isLate: Bool
    }

    private(set) var present: Set<BodyRefusal.Member> = []
    private var unsound: Set<BodyRefusal.Member> = []
    private var repeated: BodyRefusal.Member?
    private(set) var unknown = 0
    private var device: Code<Kind.Device>?
    private var boot: Code<FrameIdentity.Boot>?
    private var number: Int?
    private var sent: Instant?
    private var isLate = false

    static func member(_ scanner: JSONScanner, _ key: JSONScanner.Span) -> BodyRefusal.Member? {
        BodyRefusal.Member(rawValue: scanner.text(of: key))
    }

    mutating func note(_ member: BodyRefusal.Member, isSound: Bool) {
        if !present.insert(member).inserted { repeated = repeated ?? member }
        if !isSound { unsound.insert(member) }
    }

    mutating func read(_ member: BodyRefusal.Member?, _ scanner: inout JSONScanner) throws(JSONFault) {
        guard let member else {
            unknown += 1
            return try scanner.skipValue(depth: 1)
        }
        switch scanner.peek() {
        case UInt8(ascii: "\""):
            let span = try scanner.string()
            note(member, isSound: keep(member, text: scanner.text(of: span)))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            note(member, isSound: keep(member, number: try scanner.number()))
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            isLate = try scanner.word() == true
            note(member, isSound: member == .late)
        case _:
            try scanner.skipValue(depth: 1)
            note(member, isSound: false)
        }
    }

    private mutating func keep(_ member: BodyRefusal.Member, text: String) -> Bool {
        switch member {
        case .device:
            device = Code(text)
            return device != nil
        case .boot:
            boot = Code(text)
            return boot != nil
        case .sent:
            sent = Instant(rfc3339: text)
            return sent != nil
        case .frame, .late, .lines: return false
        }
    }

    private mutating func keep(_ member: BodyRefusal.Member, number value: Double) -> Bool {
        // Whole numbers up to here are exact in every JSON reader.
        guard member == .frame, let whole = Int(exactly: value), (0...9_007_199_254_740_991).contains(whole) else {
            return false
        }
        number = whole
        return true
    }

    /// What the members make, all faults considered.
    func header(_ scanner: JSONScanner) throws(BodyRefusal) -> Header {
        if let repeated { throw .duplicateMember(repeated) }
        for member in BodyRefusal.Member.allCases where unsound.contains(member) { throw .badMember(member) }
        guard present.contains(.lines) else { throw .missingMember(.lines) }
        guard let device else { throw .missingMember(.device) }
        guard let boot else { throw .missingMember(.boot) }
        guard let number else { throw .missingMember(.frame) }
        let identity = FrameIdentity(device: device, boot: boot, number: number)
        return Header(identity: identity, sent: sent, isLate: isLate)
    }
}
