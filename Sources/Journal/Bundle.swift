/// Walks over entries that each follow their length, two bytes big-endian: bundles, and the input of a new log.
struct BundleReader {
    private(set) var position = 0

    /// The next entry, or `nil` where the bytes end before or inside it.
    mutating func next(in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard position + 2 <= bytes.count else { return nil }
        let start = position + 2
        let end = start + (Int(bytes[position]) << 8 | Int(bytes[position + 1]))
        guard end <= bytes.count else { return nil }
        position = end
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }
}

/// Entries in a row, each after its length in two big-endian bytes, without header or end mark.
public enum EntryList {
    /// The entries; an end inside of one is `bundleMalformed` at its index.
    public static func decode(_ bytes: [UInt8]) throws(JournalFault) -> [[UInt8]] {
        var reader = BundleReader()
        let entries: [[UInt8]] = bytes.withUnsafeBytes { buffer in
            var entries: [[UInt8]] = []
            while let entry = reader.next(in: buffer) { entries.append([UInt8](entry)) }
            return entries
        }
        guard reader.position == bytes.count else {
            throw .bundleMalformed(path: "entries", at: UInt64(entries.count))
        }
        return entries
    }

    public static func encode(_ entries: some Sequence<[UInt8]>) -> [UInt8] {
        entries.reduce(into: []) { bytes, entry in
            precondition(entry.count <= Growth.leafLimit, "a leaf has at most 65,535 bytes")
            bytes += [UInt8(entry.count >> 8), UInt8(entry.count & 255)] + entry
        }
    }
}
