/// Why bytes are not a leaf. Positions count bytes from 0; paths name fields from the leaf's top, as `event.stay`.
public enum WireFault: Error, Hashable, Sendable {
    case tooLong(Int)
    case tooDeep(at: Int)
    /// Not JSON, or not the one spelling we write: a blank, an escape that need not be, a leading zero.
    case malformed(at: Int)
    case notUTF8(at: Int)
    case notInteger(at: Int)
    case keyRepeated(String, at: Int)
    case keyUnsorted(String, at: Int)
    case trailingBytes(at: Int)

    case fieldMissing(String)
    case fieldUnknown(String)
    /// Another type than the field has, a code or an id that is none, or a number out of its range.
    case fieldWrong(String)
    case nameUnknown(String, name: String)

    case kindUnknown(String)
    case versionUnknown(kind: String, version: Int64)
}
