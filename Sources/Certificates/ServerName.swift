internal import SwiftASN1

/// A name under which the server is reached: it stands in its certificate.
public enum ServerName: Hashable, Sendable {
    case host(String)
    /// Four bytes, or sixteen of IPv6.
    case address([UInt8])

    /// The host of an address bar: a name, `192.0.2.7`, `::1` or `[::1]`.
    public init(_ text: String) {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        if let bytes = Self.four(bare) ?? Self.sixteen(bare) {
            self = .address(bytes)
        } else {
            self = .host(bare.lowercased())
        }
    }

    private static func four(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { $0.count <= 3 ? UInt8($0) : nil }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    /// RFC 4291 without embedded IPv4 addresses, which nobody types.
    private static func sixteen(_ text: String) -> [UInt8]? {
        guard text.contains(":") else { return nil }
        let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false).map { half in
            half.split(separator: ":", omittingEmptySubsequences: false).map { UInt16($0, radix: 16) }
        }
        let filled = halves.map { $0.count == 1 && $0.first == .some(nil) ? [] : $0 }
        let count = filled.reduce(0) { $0 + $1.count }
        guard !filled.joined().contains(nil), text.contains("::") ? count < 8 : count == 8 else { return nil }
        let gap = [UInt16](repeating: 0, count: 8 - count)
        let groups = (filled.first ?? []).compactMap(\.self) + gap + filled.dropFirst().joined().compactMap(\.self)
        return groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    }

    func write(to serializer: inout DER.Serializer) {
        switch self {
        case .host(let name):
            serializer.appendPrimitiveNode(identifier: .init(tagWithNumber: 2, tagClass: .contextSpecific)) {
                $0.append(contentsOf: name.utf8)
            }
        case .address(let bytes):
            serializer.appendPrimitiveNode(identifier: .init(tagWithNumber: 7, tagClass: .contextSpecific)) {
                $0.append(contentsOf: bytes)
            }
        }
    }
}
