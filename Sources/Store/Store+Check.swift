internal import Domain
internal import Events
internal import Foundation
internal import GRDB
internal import Journal

internal import struct Crypto.SHA256

/// Something that does not agree: what `check` and `rebuild` report.
public enum StoreFinding: Hashable, Sendable, CustomStringConvertible {
    /// The row's leaf is not the one that the signed tree holds.
    case recordDiffers(record: UInt64)
    case recordMissing(record: UInt64)
    case contentMissing(record: UInt64, content: String)
    case contentDiffers(record: UInt64, content: String)
    case contentUnannounced(content: String)
    /// A closed chunk of observations, or a file in use, is not the one whose hash the record holds.
    case fileMissing(record: UInt64, name: String)
    case fileDiffers(record: UInt64, name: String)
    case tableDiffers(table: String, row: String)
    case headDiffers

    public var description: String {
        switch self {
        case .recordDiffers(let record): "record \(record): the row is not what the journal says"
        case .recordMissing(let record): "record \(record): the row is missing"
        case .contentMissing(let record, let content): "record \(record): content \(content) is missing and not erased"
        case .contentDiffers(let record, let content):
            "record \(record): content \(content) is not what was committed to"
        case .contentUnannounced(let content): "content \(content): no record announces it"
        case .fileMissing(let record, let name): "record \(record): file \(name) is missing"
        case .fileDiffers(let record, let name): "record \(record): file \(name) is not the one that was kept"
        case .tableDiffers(let table, let row): "table \(table), row \(row): not what the journal gives"
        case .headDiffers: "the head is not the root of the records"
        }
    }
}

extension Store {
    /// Compares rows with the journal's files, and contents, chunks and kept files with what records say of them;
    /// changes nothing.
    public func check() throws -> [StoreFinding] {
        try pool.read { db in
            var findings = try rowsUnlikeJournal(in: db)
            var frontier = Frontier()
            var announced: Set<ID<Kind.Content>> = []
            var erased: Set<ID<Kind.Content>> = []
            var commitments: [(record: UInt64, commitment: ContentCommitment)] = []
            let rows = try Row.fetchCursor(db, sql: "select number, leaf from record order by number")
            while let row = try rows.next() {
                let (number, bytes) = (UInt64(row["number"] as Int64), [UInt8](row["leaf"] as Data))
                frontier.append(leaf: bytes)
                guard let leaf = try? Leaf.decode(bytes) else {
                    findings.append(.recordDiffers(record: number))
                    continue
                }
                for content in leaf.contents {
                    announced.insert(content.id)
                    commitments.append((number, content))
                }
                if case .centre(.erased(let erasure)) = leaf.event { erased.formUnion(erasure.contents) }
                findings += try finding(of: leaf.event, record: number)
            }
            if try frontier != Change.head(in: db) { findings.append(.headDiffers) }
            for (record, commitment) in commitments where !erased.contains(commitment.id) {
                findings += try finding(of: commitment, record: record, in: db)
            }
            for id in try Data.fetchAll(db, sql: "select id from content").compactMap({ ID<Kind.Content>(bytes: $0) })
            where !announced.contains(id) || erased.contains(id) {
                findings.append(.contentUnannounced(content: "\(id)"))
            }
            return findings
        }
    }

    /// Each record of the signed journal beside its row. Files that a killed server wrote ahead of its checkpoint are
    /// no fault here: the rows behind them are compared with the head.
    private func rowsUnlikeJournal(in db: Database) throws -> [StoreFinding] {
        guard try journal.bytes(at: "checkpoint") != nil else { return [] }
        var findings: [StoreFinding] = []
        var failure: (any Error)?
        let row = try db.makeStatement(sql: "select leaf from record where number = ?")
        var verification = Verification(key: keys.journalKey.verifier)
        verification.tail = .tolerated
        _ = try verification.run(on: journal) { number, bytes in
            do {
                guard let leaf = try Data.fetchOne(row, arguments: [Int64(number)]) else {
                    return findings.append(.recordMissing(record: number))
                }
                if !leaf.elementsEqual(bytes) { findings.append(.recordDiffers(record: number)) }
            } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
        return findings
    }

    /// The files that an event names by their hash.
    private func finding(of event: Event, record: UInt64) throws -> [StoreFinding] {
        let name: String
        let digest: Digest
        let bytes: [UInt8]?
        switch event {
        case .centre(.chunkClosed(let chunk)):
            (name, digest) = ("observations/\(chunk.name).gz", chunk.sha256)
            bytes = try? ChunkFile.unpacked(folder.url.appending(path: name))
        case .centre(.fileTaken(_, let sha256, _, _)):
            (name, digest) = ("blobs/\(sha256.text)", sha256)
            bytes = (try? Data(contentsOf: folder.url.appending(path: name))).map { [UInt8]($0) }
        case .centre, .stay, .alarm, .presence, .tag, .device, .access: return []
        }
        guard let bytes else { return [.fileMissing(record: record, name: name)] }
        guard SHA256.hash(data: bytes).elementsEqual(digest.bytes) else {
            return [.fileDiffers(record: record, name: name)]
        }
        return []
    }

    private func finding(
        of commitment: ContentCommitment,
        record: UInt64,
        in db: Database
    ) throws -> [StoreFinding] {
        let found: (bytes: [UInt8], salt: [UInt8])?
        do {
            found = try vault.read(commitment.id, in: db)
        } catch {
            return [.contentDiffers(record: record, content: "\(commitment.id)")]
        }
        guard let found else { return [.contentMissing(record: record, content: "\(commitment.id)")] }
        let actual = ContentVault.commitment(to: found.bytes, id: commitment.id, salt: found.salt)
        return actual == commitment.commitment
            ? [] : [.contentDiffers(record: record, content: "\(commitment.id)")]
    }
}

extension Digest {
    /// 64 lower-case hexadecimal digits.
    fileprivate var text: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
