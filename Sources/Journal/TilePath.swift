/// The place of one file of the log: a tile of hashes or a bundle of entries (C2SP tlog-tiles).
public struct TilePath: Hashable, Sendable {
    /// What the file holds.
    public enum Content: Hashable, Sendable {
        /// Hashes of a level: 0 is the leaf hashes, and each hash above is the root of a full tile below.
        case hashes(level: Int)
        /// The leaves themselves, each after its length.
        case entries
    }

    /// Hashes in a full tile, entries in a full bundle: fixed by the format.
    public static let fullWidth = 256
    /// Levels 0…63 can be written in a path; a tree of 2^64 leaves needs eight.
    public static let levelLimit = 64

    public let content: Content
    /// Position within its level.
    public let index: UInt64
    /// 256 when full, 1…255 when partial.
    public let width: Int

    public init(_ content: Content, index: UInt64, width: Int = fullWidth) {
        precondition((1...Self.fullWidth).contains(width), "a tile holds 1 to 256 hashes")
        self.content = content
        self.index = index
        self.width = width
    }

    public var isPartial: Bool { width < Self.fullWidth }

    /// The full file that will stand in place of this one.
    public var full: TilePath { TilePath(content, index: index) }

    /// The tile level; entries lie beside level 0.
    public var level: Int {
        switch content {
        case .hashes(let level): level
        case .entries: 0
        }
    }

    /// The first record that the file covers, `nil` if no tree can be so large.
    public var firstRecord: UInt64? {
        let shift = UInt64(8 * (level + 1))
        guard shift < 64 else { return index == 0 ? 0 : nil }
        let record = index << shift
        return record >> shift == index ? record : nil
    }
}

extension TilePath: CustomStringConvertible {
    /// Relative to the log's folder: `tile/1/x001/x234/067.p/8`.
    public var path: String {
        let kind =
            switch content {
            case .hashes(let level): "\(level)"
            case .entries: "entries"
            }
        return "tile/\(kind)/\(Self.encode(index))" + (isPartial ? ".p/\(width)" : "")
    }

    public var description: String { path }

    private static func encode(_ index: UInt64) -> String {
        var groups = [paddedGroup(index % 1000)]
        var rest = index / 1000
        while rest > 0 {
            groups.append("x" + paddedGroup(rest % 1000))
            rest /= 1000
        }
        return groups.reversed().joined(separator: "/")
    }

    private static func paddedGroup(_ value: UInt64) -> String {
        let digits = "\(value)"
        return String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }
}

extension TilePath {
    /// Reads a path back; `nil` unless it is exactly what `path` writes.
    public init?(path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        guard parts.popFirst() == "tile", let kind = parts.popFirst() else { return nil }
        var width = Self.fullWidth
        if let last = parts.last, parts.dropLast().last?.hasSuffix(".p") == true {
            guard let partial = Int(last), (1..<Self.fullWidth).contains(partial) else { return nil }
            width = partial
            parts.removeLast()
        }
        var index: UInt64 = 0
        for part in parts {
            let digits = part.drop { $0 == "x" }.prefix { $0 != "." }
            guard let group = UInt64(digits), group < 1000 else { return nil }
            let (product, overflow) = index.multipliedReportingOverflow(by: 1000)
            guard !overflow, product <= .max - group else { return nil }
            index = product + group
        }
        if kind == "entries" {
            self.init(.entries, index: index, width: width)
        } else {
            guard let level = Int(kind), (0..<Self.levelLimit).contains(level) else { return nil }
            self.init(.hashes(level: level), index: index, width: width)
        }
        // Leading zeroes, missing `x`, signs and doubled parts all fail here: there is one path for each file.
        guard self.path == path else { return nil }
    }
}
