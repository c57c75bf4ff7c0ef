/// Where a journal stops being trustworthy. `at` is always the first record that the fault concerns.
public enum JournalFault: Error, Hashable, Sendable {
    /// The file is there and cannot be read: a disk or a permission, not the journal.
    case fileUnreadable(path: String)
    case fileMissing(path: String, at: UInt64)
    /// A file that no log of the signed size has.
    case fileUnexpected(path: String)
    /// A partial file left over from a smaller size is not the beginning of the file that replaced it.
    case supersededDiffers(path: String, at: UInt64)
    /// A bundle ends inside the entry, lacks it, or goes on behind its last one.
    case bundleMalformed(path: String, at: UInt64)
    /// A tile does not have the length of its hashes.
    case tileMalformed(path: String, at: UInt64)

    /// The record in the bundle is not the one that was hashed; tile and root agree with each other.
    case leafDiffers(at: UInt64)
    /// Records and their leaf hashes were changed together; the tiles above still tell of other ones.
    case recordsDiffer(at: UInt64, upTo: UInt64)
    /// A hash in a tile is not that of the records, which do give the signed root.
    case tileDiffers(level: Int, index: UInt64, at: UInt64)
    /// Records and tiles agree with each other but not with the signed root.
    case rootDiffers(size: UInt64)

    case checkpointMissing
    case checkpointMalformed(CheckpointFault)
    /// No valid signature of the journal's key.
    case checkpointUnsigned(NoteFault)
    case originDiffers(found: String)
    /// The log is smaller than a size that was signed before: it was rolled back.
    case behindGuard(signed: UInt64, found: UInt64)
    /// At the guarded size the log had another root: its history was rewritten.
    case otherHistory(size: UInt64)
    /// A head was signed, and the guard that is written before each signature is not in the key folder.
    case guardMissing(signed: UInt64)

    /// The index of the first record that cannot be trusted; `nil` where the fault concerns none or all alike.
    public var firstRecord: UInt64? {
        switch self {
        case .fileMissing(_, let record), .supersededDiffers(_, let record), .bundleMalformed(_, let record),
            .tileMalformed(_, let record), .leafDiffers(let record), .recordsDiffer(let record, _),
            .tileDiffers(_, _, let record):
            record
        case .behindGuard(_, let found): found
        case .fileUnreadable, .fileUnexpected, .rootDiffers, .checkpointMissing, .checkpointMalformed,
            .checkpointUnsigned, .originDiffers, .otherHistory, .guardMissing:
            nil
        }
    }
}
