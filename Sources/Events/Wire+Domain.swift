import Domain
import Premises

extension Bool: Wireable {
    var wire: Wire.Value { .bool(self) }

    init(wire: Wire.Value) throws(WireFault) {
        guard case .bool(let value) = wire else { throw .fieldWrong("") }
        self = value
    }
}

extension Int64: Wireable {
    var wire: Wire.Value { .int(self) }

    init(wire: Wire.Value) throws(WireFault) {
        guard case .int(let value) = wire else { throw .fieldWrong("") }
        self = value
    }
}

extension Int: Wireable {
    var wire: Wire.Value { .int(Int64(self)) }

    init(wire: Wire.Value) throws(WireFault) {
        self.init(try Int64(wire: wire))
    }
}

extension String: Wireable {
    var wire: Wire.Value { .text(self) }

    init(wire: Wire.Value) throws(WireFault) {
        guard case .text(let value) = wire else { throw .fieldWrong("") }
        self = value
    }
}

extension Array: WireWritable where Element: WireWritable {
    var wire: Wire.Value { .list(map(\.wire)) }
}

extension Array: Wireable where Element: Wireable {
    init(wire: Wire.Value) throws(WireFault) {
        guard case .list(let values) = wire else { throw .fieldWrong("") }
        self.init()
        reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            do throws(WireFault) {
                append(try Element(wire: value))
            } catch {
                throw error.within(String(index))
            }
        }
    }
}

/// Microseconds since 1970 UTC.
extension Instant: Wireable {
    var wire: Wire.Value { .int(microseconds) }

    init(wire: Wire.Value) throws(WireFault) {
        self.init(microseconds: try Int64(wire: wire))
    }
}

/// Whole microseconds.
extension Duration: Wireable {
    var wire: Wire.Value { .int(inMicroseconds) }

    init(wire: Wire.Value) throws(WireFault) {
        self = .microseconds(try Int64(wire: wire))
    }
}

extension ID: Wireable {
    var wire: Wire.Value { .text(description) }

    init(wire: Wire.Value) throws(WireFault) {
        guard let id = ID(try String(wire: wire)) else { throw .fieldWrong("") }
        self = id
    }
}

extension Code: Wireable {
    var wire: Wire.Value { .text(text) }

    init(wire: Wire.Value) throws(WireFault) {
        guard let code = Code(try String(wire: wire)) else { throw .fieldWrong("") }
        self = code
    }
}

/// 64 lower-case hexadecimal digits.
extension Digest: Wireable {
    var wire: Wire.Value {
        .text(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }

    init(wire: Wire.Value) throws(WireFault) {
        let digits = Array(try String(wire: wire).utf8)
        guard digits.count == 2 * Self.length else { throw .fieldWrong("") }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1]) else {
                throw .fieldWrong("")
            }
            bytes.append(high << 4 | low)
        }
        self.init(bytes)
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case _: nil
        }
    }
}

extension ArrivalMode: WireName {}
extension Ground: WireName {}
extension PaperKind: WireName {}
extension PersonKind: WireName {}
extension Role: WireName {}
extension Sex: WireName {}
