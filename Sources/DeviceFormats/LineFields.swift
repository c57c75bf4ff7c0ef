internal import Domain

/// The members of one line as they stand in the text, before anybody knows its kind.
///
/// A field of another kind is neither checked nor counted: a base station may send one shape for all kinds.
struct LineFields {
    private var strings = Slots<JSONScanner.Span>(filledWith: JSONScanner.Span(start: 0, end: 0, isEscaped: false))
    private var numbers = Slots<Double>(filledWith: 0)
    private var present: UInt16 = 0
    private var hasString: UInt16 = 0
    private var hasNumber: UInt16 = 0
    private var hasTruth: UInt16 = 0
    private var truths: UInt16 = 0
    private(set) var repeated: LineField?
    private(set) var unknown = 0

    /// Four strings and twelve numbers without an array behind them.
    private struct Slots<Value> {
        private var values: InlineArray<16, Value>

        init(filledWith value: Value) {
            values = InlineArray(repeating: value)
        }

        subscript(field: LineField) -> Value {
            @inline(__always) get { values[field.slot] }
            @inline(__always) set { values[field.slot] = newValue }
        }
    }

    @inline(__always)
    mutating func read(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) {
        guard depth <= JSONScanner.deepest else { throw .tooDeep }
        try scanner.expect(UInt8(ascii: "{"))
        if scanner.take(UInt8(ascii: "}")) { return }
        repeat {
            let key = try scanner.string()
            try scanner.expect(UInt8(ascii: ":"))
            if let field = LineField(scanner, key) {
                try read(field, &scanner, depth: depth)
            } else {
                unknown += 1
                try scanner.skipValue(depth: depth)
            }
        } while scanner.take(UInt8(ascii: ","))
        try scanner.expect(UInt8(ascii: "}"))
    }

    @inline(__always)
    private mutating func read(_ field: LineField, _ scanner: inout JSONScanner, depth: Int) throws(JSONFault) {
        if present & field.bit != 0 { repeated = repeated ?? field }
        present |= field.bit
        switch scanner.peek() {
        case UInt8(ascii: "\""):
            strings[field] = try scanner.string()
            hasString |= field.bit
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            numbers[field] = try scanner.number()
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
    func string(_ field: LineField) -> JSONScanner.Span? { hasString & field.bit != 0 ? strings[field] : nil }

    func missingOrBad(_ field: LineField) -> LineRefusal { has(field) ? .badField(field) : .missingField(field) }

    @inline(__always)
    func number(_ field: LineField, in range: ClosedRange<Double>) throws(LineRefusal) -> Double {
        guard hasNumber & field.bit != 0, range.contains(numbers[field]) else { throw missingOrBad(field) }
        return numbers[field]
    }

    @inline(__always)
    func whole(_ field: LineField, in range: ClosedRange<Int>) throws(LineRefusal) -> Int {
        guard hasNumber & field.bit != 0, let value = Int(exactly: numbers[field]), range.contains(value) else {
            throw missingOrBad(field)
        }
        return value
    }

    func truth(_ field: LineField) throws(LineRefusal) -> Bool {
        guard hasTruth & field.bit != 0 else { throw missingOrBad(field) }
        return truths & field.bit != 0
    }

    @inline(__always)
    func code<Of>(_ field: LineField, _ scanner: JSONScanner, isNeeded: Bool) throws(LineRefusal) -> Code<Of>? {
        guard let span = string(field) else {
            guard !isNeeded, !has(field) else { throw missingOrBad(field) }
            return nil
        }
        guard !span.isEscaped else {
            guard let code = Code<Of>(scanner.text(of: span)) else { throw .badField(field) }
            return code
        }
        guard (1...64).contains(span.count) else { throw .badField(field) }
        for index in span.start..<span.end where !Code<Of>.allows(scanner.byte(index)) { throw .badField(field) }
        return Code(checked: scanner.text(of: span))
    }

    @inline(__always)
    func instant(_ scanner: JSONScanner, _ span: JSONScanner.Span) -> Instant? {
        guard !span.isEscaped else { return Instant(rfc3339: scanner.text(of: span)) }
        return Instant.parse(UnsafeRawBufferPointer(start: scanner.pointer(at: span.start), count: span.count))
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

    /// The field that a key names, found by its first bytes and then compared whole.
    @inline(__always)
    fileprivate init?(_ scanner: JSONScanner, _ key: JSONScanner.Span) {
        guard !key.isEscaped, key.count > 0 else {
            self.init(rawValue: scanner.text(of: key))
            return
        }
        func only(_ field: LineField, _ name: StaticString) -> LineField? {
            scanner.matches(key, name) ? field : nil
        }
        let found: LineField?
        switch scanner.byte(key.start) {
        case UInt8(ascii: "k"): found = only(.kind, "kind")
        case UInt8(ascii: "t"): found = only(.tag, "tag")
        case UInt8(ascii: "s"):
            found = only(.station, "station") ?? only(.seq, "seq") ?? only(.seconds, "seconds")
        case UInt8(ascii: "a"): found = only(.at, "at") ?? only(.accuracy, "accuracy")
        case UInt8(ascii: "r"): found = only(.rssi, "rssi") ?? only(.receiver, "receiver")
        case UInt8(ascii: "m"): found = only(.metres, "metres")
        case UInt8(ascii: "x"): found = only(.x, "x")
        case UInt8(ascii: "y"): found = only(.y, "y")
        case UInt8(ascii: "b"): found = only(.battery, "battery")
        case UInt8(ascii: "o"): found = only(.open, "open")
        case UInt8(ascii: "c"): found = only(.celsius, "celsius")
        case UInt8(ascii: "h"): found = only(.humidity, "humidity")
        case _: found = nil
        }
        guard let found else { return nil }
        self = found
    }
}
