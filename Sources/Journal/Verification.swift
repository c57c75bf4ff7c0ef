/// Reads a whole log again: leaf hashes from the bundles, every tile, the root, the signatures, the list of files.
///
/// Records pass in order, one bundle at a time, so memory does not grow with the log, and the first fault met is
/// the first record that cannot be trusted.
public struct Verification {
    /// Whether files beyond the signed size may be there.
    public enum Tail: Hashable, Sendable {
        /// A copy at rest: a file that the checkpoint does not cover is a fault.
        case refused
        /// A running server seals before it signs: what it has written ahead is left for the next checkpoint.
        case tolerated
    }

    public let key: VerifierKey
    /// The name the log must have; the key's own unless given.
    public let origin: String
    /// Each of them must have cosigned the checkpoint.
    public var cosigners: [VerifierKey] = []
    /// A tree head known from outside that the log must continue.
    public var known: Guard?
    public var tail = Tail.refused

    public init(key: VerifierKey, origin: String? = nil) {
        self.key = key
        self.origin = origin ?? key.name
    }

    /// The checkpoint, if the log is exactly what was signed. `each` sees every record with its index *before* the
    /// root is known to fit: use what it collects only if this returns.
    public func run(
        on log: some TileReader,
        each: (UInt64, UnsafeRawBufferPointer) -> Void = { _, _ in }
    ) throws(JournalFault) -> Checkpoint {
        let checkpoint = try self.checkpoint(of: log)
        var pass = VerificationPass(log: log, checkpoint: checkpoint)
        try pass.run(each)
        try FileList(checkpoint.size).check(log, tail: tail)
        if let known {
            guard known.origin.utf8.elementsEqual(origin.utf8) else { throw .originDiffers(found: known.origin) }
            var tree = StoredTree(size: checkpoint.size, reader: log)
            try known.extends(&tree)
        }
        return checkpoint
    }

    /// The signed head alone, with the signatures checked.
    public func checkpoint(of log: some TileReader) throws(JournalFault) -> Checkpoint {
        guard let bytes = try log.bytes(at: "checkpoint") else { throw .checkpointMissing }
        let note: SignedNote
        do {
            note = try SignedNote(bytes: bytes)
        } catch {
            throw .checkpointMalformed(.noteMalformed)
        }
        do {
            for signer in [key] + cosigners { try note.verify(by: signer) }
        } catch {
            throw .checkpointUnsigned(error)
        }
        do {
            let checkpoint = try Checkpoint(text: note.text)
            guard checkpoint.origin.utf8.elementsEqual(origin.utf8) else {
                throw JournalFault.originDiffers(found: checkpoint.origin)
            }
            return checkpoint
        } catch let fault as CheckpointFault {
            throw .checkpointMalformed(fault)
        } catch let fault as JournalFault {
            throw fault
        } catch {
            throw .checkpointMalformed(.noteMalformed)
        }
    }
}
