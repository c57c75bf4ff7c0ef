/// The bytes of leaves: JSON in exactly one spelling, so that a leaf and its hash never have two forms.
///
/// It is the JSON Canonicalization Scheme of RFC 8785, narrowed: numbers are integers of 64 bits, there is no null (a
/// field that has no value is absent), and keys are ASCII, for which sorting by bytes is the RFC's sorting.
enum Wire {
    /// The one version of every kind so far. A kind that changes gets the next one beside its old decoder.
    static let version: Int64 = 1

    /// The deepest nesting read. The deepest leaf we write has 6; more is not ours, and deep text must not
    /// exhaust the stack.
    static let deepest = 16

    enum Value: Hashable, Sendable {
        case int(Int64)
        case text(String)
        case bool(Bool)
        case list([Value])
        /// Sorted by key, no key twice.
        case object([Field])

        /// Sorts the fields and leaves out those without a value.
        static func object(_ fields: Fields) -> Value {
            var present: [Field] = []
            for (key, value) in fields {
                guard let value else { continue }
                present.append(Field(key: key, value: value.wire))
            }
            present.sort { $0.key < $1.key }
            return .object(present)
        }
    }

    struct Field: Hashable, Sendable {
        let key: String
        let value: Value
    }

    /// Fields in the order in which a reader of the code wants them; nil leaves the field out.
    typealias Fields = KeyValuePairs<String, (any WireWritable)?>
}

/// What has one form in the journal.
protocol WireWritable {
    var wire: Wire.Value { get }
}

/// A value that is read back from that form alone.
protocol Wireable: WireWritable {
    init(wire: Wire.Value) throws(WireFault)
}

/// A list of names written by their raw values: they are part of the format and never change.
protocol WireName: Wireable, RawRepresentable<String> {}

/// A value written as an object.
protocol WireRecord: Wireable {
    var fields: Wire.Fields { get }
    /// Takes every field it knows; who calls it refuses what is left over.
    init(from reader: inout Wire.Reader) throws(WireFault)
}

/// Events of one target: kinds with the family's name before the dot.
protocol WireFamily {
    associatedtype WireKind: RawRepresentable<String>, CaseIterable

    var wireKind: WireKind { get }
    var fields: Wire.Fields { get }
    init(_ kind: WireKind, from reader: inout Wire.Reader) throws(WireFault)
}

extension WireName {
    var wire: Wire.Value { .text(rawValue) }

    init(wire: Wire.Value) throws(WireFault) {
        guard case .text(let name) = wire else { throw .fieldWrong("") }
        guard let value = Self(rawValue: name) else { throw .nameUnknown("", name: name) }
        self = value
    }
}

extension WireRecord {
    var wire: Wire.Value { .object(fields) }

    init(wire: Wire.Value) throws(WireFault) {
        var reader = try Wire.Reader(wire)
        self = try Self(from: &reader)
        try reader.finish()
    }
}
