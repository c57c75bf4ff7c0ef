internal import Domain

/// The members of one line as they stand in the text, before anybody knows its kind.
///
/// A field of another kind is neither checked nor counted: a base station may send one shape for all kinds.
struct LineFields {
    /// Kind, tag, base station and time; no other field is a text.
    private var strings = InlineArray<4, JSONScanner.Span>(repeating: JSONScanner.Span.nothing)
    private var numbers = InlineArray<16, Double>(repeating: 0)
    private var present: UInt16 = 0
    private var hasString: UInt16 = 0
    private var hasNumber: UInt16 = 0
    private var hasTruth: UInt16 = 0
    private var truths: UInt16 = 0
    private(set) var repeated: LineField?
    private(set) var unknown = 0

    /// Inlined, because otherwise the whole value is copied for each line.
    @inline(__always)
    init() {}

    @inline(__always)
    mutating func read(_ scanner: inout JSONScanner, depth: Int, _ keys: inout KnownKeys) throws(JSONFault) {
        guard depth <= JSONScanner.deepest else { throw .tooDeep }
        var isFirst = true
        while true {
            if let field = keys.take(isFirst: isFirst, &scanner) {
                try read(field, &scanner, depth: depth)
            } else if try !readNew(&scanner, depth: depth, isFirst: isFirst, &keys) {
                break
            }
            isFirst = false
        }
        try scanner.expect(UInt8(ascii: "}"))
    }

    /// A member whose key was not met lately; false at the end of the object.
    @inline(never)
    private mutating func readNew(
        _ scanner: inout JSONScanner,
        depth: Int,
        isFirst: Bool,
        _ keys: inout KnownKeys
    ) throws(JSONFault) -> Bool {
        let start = scanner.position
        if isFirst {
            try scanner.expect(UInt8(ascii: "{"))
            if scanner.peek() == UInt8(ascii: "}") { return false }
        } else if !scanner.take(UInt8(ascii: ",")) {
            return false
        }
        let key = try scanner.string()
        try scanner.expect(UInt8(ascii: ":"))
        _ = scanner.peek()
        if let field = LineField(scanner, key) {
            keys.learn(field, isFirst: isFirst, from: start, scanner)
            try read(field, &scanner, depth: depth)
        } else {
            unknown += 1
            try scanner.skipValue(depth: depth)
        }
        return true
    }

    @inline(__always)
    private mutating func read(_ field: LineField, _ scanner: inout JSONScanner, depth: Int) throws(JSONFault) {
        if present & field.bit != 0 { repeated = repeated ?? field }
        present |= field.bit
        switch scanner.peek() {
        case UInt8(ascii: "\""):
            let span = try scanner.string()
            guard field.slot < 4 else { return }
            strings[field.slot] = span
            hasString |= field.bit
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            numbers[field.slot] = try scanner.number()
            hasNumber |= field.bit
        case UInt8(ascii: "t"), UInt8(ascii: "f"):
            if try scanner.word() == true { truths |= field.bit }
            hasTruth |= field.bit
        case _: try scanner.skipValue(depth: depth)
        }
    }

    @inline(__always)
    func has(_ field: LineField) -> Bool { present & field.bit != 0 }

    @inline(__always)
    func string(_ field: LineField) -> JSONScanner.Span? { hasString & field.bit != 0 ? strings[field.slot] : nil }

    func missingOrBad(_ field: LineField) -> LineRefusal { has(field) ? .badField(field) : .missingField(field) }

    @inline(__always)
    func number(_ field: LineField, in range: ClosedRange<Double>) throws(LineRefusal) -> Double {
        guard hasNumber & field.bit != 0, range.contains(numbers[field.slot]) else { throw missingOrBad(field) }
        return numbers[field.slot]
    }

    @inline(__always)
    func whole(_ field: LineField, in range: ClosedRange<Int>) throws(LineRefusal) -> Int {
        guard hasNumber & field.bit != 0, let value = Int(exactly: numbers[field.slot]), range.contains(value) else {
            throw missingOrBad(field)
        }
        return value
    }

    func truth(_ field: LineField) throws(LineRefusal) -> Bool {
        guard hasTruth & field.bit != 0 else { throw missingOrBad(field) }
        return truths & field.bit != 0
    }

    @inline(__always)
    func code<Of>(
        _ field: LineField,
        _ scanner: JSONScanner,
        _ memory: inout LineMemory,
        isNeeded: Bool
    ) throws(LineRefusal) -> Code<Of>? {
        guard let span = string(field) else {
            guard !isNeeded, !has(field) else { throw missingOrBad(field) }
            return nil
        }
        guard let text = memory.code(scanner, span) else { throw .badField(field) }
        return Code(checked: text)
    }
}

extension LineField {
    /// The position among all fields: the bit and the slot of this one.
    @inline(__always)
    var slot: Int {
        switch self {
        case .kind: 0
        case .tag: 1
        case .station: 2
        case .at: 3
        case .rssi: 4
        case .receiver: 5
        case .metres: 6
        case .seconds: 7
        case .x: 8
        case .y: 9
        case .accuracy: 10
        case .seq: 11
        case .battery: 12
        case .open: 13
        case .celsius: 14
        case .humidity: 15
        }
    }

    @inline(__always)
    fileprivate var bit: UInt16 { 1 << UInt16(truncatingIfNeeded: slot) }
}
