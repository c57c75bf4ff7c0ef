internal import Crypto
internal import Domain
internal import Events
internal import Foundation
internal import GRDB

/// Seals what is personal and forgets it on demand (docs/design/0001).
///
/// The leaf holds a salted commitment; the words lie beside it, sealed with a key of the person concerned, which in
/// turn is wrapped by the data key outside the folder. Without salt and key nothing can be read or guessed.
struct ContentVault: Sendable {
    struct Fault: Error, Hashable {
        let content: ID<Kind.Content>
    }

    let dataKey: SymmetricKey

    /// SHA-256 over a domain name, the content's id, 32 bytes of salt and the bytes themselves.
    static func commitment(to bytes: [UInt8], id: ID<Kind.Content>, salt: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("ringfence content v1\n".utf8))
        hash.update(data: id.bytes)
        hash.update(data: salt)
        hash.update(data: bytes)
        return Array(hash.finalize())
    }

    /// A content as it will lie beside the record that commits to it.
    struct Sealed {
        let commitment: ContentCommitment
        fileprivate let salt: [UInt8]
        fileprivate let bytes: Data
    }

    /// Seals a content with the key of its person, which is made with the first one.
    ///
    /// - salt: 32 random bytes.
    func seal(_ content: NewContent, salt: [UInt8], in db: Database) throws -> Sealed {
        precondition(salt.count == 32, "a salt has 256 bits")
        let key = try keyOf(content.person, in: db)
        let sealed = try AES.GCM.seal(content.bytes, using: key, authenticating: content.id.bytes)
        guard let combined = sealed.combined else { throw Fault(content: content.id) }
        let hash = Self.commitment(to: content.bytes, id: content.id, salt: salt)
        return Sealed(
            commitment: ContentCommitment(id: content.id, person: content.person, commitment: hash),
            salt: salt,
            bytes: combined
        )
    }

    func insert(_ content: Sealed, record: UInt64, in db: Database) throws {
        try db.execute(
            sql: "insert into content (id, record, person, salt, sealed) values (?, ?, ?, ?, ?)",
            arguments: [
                Data(content.commitment.id.bytes), Int64(record), content.commitment.person.map { Data($0.bytes) },
                Data(content.salt), content.bytes,
            ]
        )
    }

    /// The bytes of a content; nil where it was erased.
    func read(_ id: ID<Kind.Content>, in db: Database) throws -> (bytes: [UInt8], salt: [UInt8])? {
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    select c.salt, c.sealed, c.person, k.wrapped from content c join person_key k using (person)
                    where c.id = ?
                    """,
                arguments: [Data(id.bytes)]
            )
        else { return nil }
        let key = try unwrap(row["wrapped"], person: row["person"])
        let sealed: Data = row["sealed"]
        let bytes = try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: id.bytes)
        return (Array(bytes), Array(row["salt"] as Data))
    }

    /// Removes contents, and the keys of people who have none left.
    func erase(_ ids: [ID<Kind.Content>], in db: Database) throws {
        for id in ids {
            let name = Data(id.bytes)
            let person = try Data.fetchOne(db, sql: "select person from content where id = ?", arguments: [name])
            try db.execute(sql: "delete from content where id = ?", arguments: [name])
            try db.execute(
                sql: """
                    delete from person_key where person = ?1 and not exists (select 1 from content where person = ?1)
                    """,
                arguments: [person]
            )
        }
    }

    private func keyOf(_ person: ID<Kind.Person>, in db: Database) throws -> SymmetricKey {
        let name = Data(person.bytes)
        if let wrapped = try Data.fetchOne(
            db,
            sql: "select wrapped from person_key where person = ?",
            arguments: [name]
        ) {
            return try unwrap(wrapped, person: name)
        }
        let key = SymmetricKey(size: .bits256)
        let wrapped = try AES.GCM.seal(key.withUnsafeBytes { Data($0) }, using: dataKey, authenticating: name)
        try db.execute(
            sql: "insert into person_key (person, wrapped) values (?, ?)",
            arguments: [name, wrapped.combined]
        )
        return key
    }

    private func unwrap(_ wrapped: Data, person: Data) throws -> SymmetricKey {
        let box = try AES.GCM.SealedBox(combined: wrapped)
        return SymmetricKey(data: try AES.GCM.open(box, using: dataKey, authenticating: person))
    }
}
