internal import Crypto
internal import Domain
internal import SwiftASN1

/// An X.509 certificate of version 3 over a P-256 key, signed with ECDSA and SHA-256 (RFC 5280): as much of it as a
/// centre's own authority and its server need, and nothing that a request could fill in.
struct Certificate {
    enum Use: Hashable {
        /// Signs the certificates of servers, never another authority.
        case authority
        case server(names: [ServerName])
    }

    let serial: [UInt8]
    let issuer: String
    let subject: String
    let validFrom: Instant
    let validUntil: Instant
    let key: P256.Signing.PublicKey
    let issuerKey: P256.Signing.PublicKey
    let use: Use

    /// The certificate's bytes under the issuer's signature.
    func signed(by signer: P256.Signing.PrivateKey) throws -> [UInt8] {
        var body = DER.Serializer()
        try write(to: &body)
        let signature = try signer.signature(for: body.serializedBytes)
        var whole = DER.Serializer()
        try whole.appendConstructedNode(identifier: .sequence) { whole in
            whole.serializeRawBytes(body.serializedBytes)
            try Self.algorithm(&whole)
            try whole.serialize(ASN1BitString(bytes: ArraySlice(signature.derRepresentation)))
        }
        return whole.serializedBytes
    }

    private func write(to body: inout DER.Serializer) throws {
        try body.appendConstructedNode(identifier: .sequence) { body in
            try body.serialize(2, explicitlyTaggedWithTagNumber: 0, tagClass: .contextSpecific)
            body.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: Self.positive(serial)) }
            try Self.algorithm(&body)
            try Self.name(issuer, &body)
            try body.appendConstructedNode(identifier: .sequence) { body in
                try body.serialize(Self.time(validFrom))
                try body.serialize(Self.time(validUntil))
            }
            try Self.name(subject, &body)
            body.serializeRawBytes(key.derRepresentation)
            try body.serialize(explicitlyTaggedWithTagNumber: 3, tagClass: .contextSpecific) { body in
                try body.appendConstructedNode(identifier: .sequence) { try writeExtensions(to: &$0) }
            }
        }
    }

    private func writeExtensions(to list: inout DER.Serializer) throws {
        try Self.add([2, 5, 29, 14], to: &list) { try $0.serialize(Self.identifier(of: key)) }
        try Self.add([2, 5, 29, 35], to: &list) { inside in
            try inside.appendConstructedNode(identifier: .sequence) { inside in
                let tag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
                try Self.identifier(of: issuerKey).serialize(into: &inside, withIdentifier: tag)
            }
        }
        switch use {
        case .authority:
            try Self.add([2, 5, 29, 19], isCritical: true, to: &list) { inside in
                try inside.appendConstructedNode(identifier: .sequence) { inside in
                    try inside.serialize(true)
                    try inside.serialize(0)
                }
            }
            // keyCertSign and cRLSign.
            try Self.add([2, 5, 29, 15], isCritical: true, to: &list) {
                try $0.serialize(ASN1BitString(bytes: [0b0000_0110], paddingBits: 1))
            }
        case .server(let names):
            try Self.add([2, 5, 29, 19], isCritical: true, to: &list) { inside in
                inside.appendConstructedNode(identifier: .sequence) { _ in }
            }
            // digitalSignature.
            try Self.add([2, 5, 29, 15], isCritical: true, to: &list) {
                try $0.serialize(ASN1BitString(bytes: [0b1000_0000], paddingBits: 7))
            }
            try Self.add([2, 5, 29, 37], to: &list) { inside in
                let serverAuthentication: ASN1ObjectIdentifier = [1, 3, 6, 1, 5, 5, 7, 3, 1]
                try inside.serializeSequenceOf([serverAuthentication])
            }
            try Self.add([2, 5, 29, 17], to: &list) { inside in
                inside.appendConstructedNode(identifier: .sequence) { inside in
                    for name in names { name.write(to: &inside) }
                }
            }
        }
    }

    private static func add(
        _ id: ASN1ObjectIdentifier,
        isCritical: Bool = false,
        to list: inout DER.Serializer,
        _ write: (inout DER.Serializer) throws -> Void
    ) throws {
        var inside = DER.Serializer()
        try write(&inside)
        try list.appendConstructedNode(identifier: .sequence) { list in
            try list.serialize(id)
            if isCritical { try list.serialize(true) }
            try list.serialize(ASN1OctetString(contentBytes: ArraySlice(inside.serializedBytes)))
        }
    }

    /// ecdsa-with-SHA256, which takes no parameters (RFC 5758).
    private static func algorithm(_ serializer: inout DER.Serializer) throws {
        let ecdsaWithSHA256: ASN1ObjectIdentifier = [1, 2, 840, 10045, 4, 3, 2]
        try serializer.serializeSequenceOf([ecdsaWithSHA256])
    }

    private static func name(_ commonName: String, _ serializer: inout DER.Serializer) throws {
        try serializer.appendConstructedNode(identifier: .sequence) { name in
            try name.appendConstructedNode(identifier: .set) { part in
                try part.appendConstructedNode(identifier: .sequence) { part in
                    let id: ASN1ObjectIdentifier = [2, 5, 4, 3]
                    try part.serialize(id)
                    try part.serialize(ASN1UTF8String(commonName))
                }
            }
        }
    }

    /// UTCTime up to 2049, as RFC 5280 wants it; no certificate of ours reaches further.
    private static func time(_ instant: Instant) throws -> UTCTime {
        let civil = CivilTime(instant)
        return try UTCTime(
            year: civil.year,
            month: civil.month,
            day: civil.day,
            hours: civil.hour,
            minutes: civil.minute,
            seconds: civil.second
        )
    }

    /// Method 1 of RFC 7093: the first 160 bits of the SHA-256 of the key.
    private static func identifier(of key: P256.Signing.PublicKey) -> ASN1OctetString {
        ASN1OctetString(contentBytes: ArraySlice(SHA256.hash(data: key.x963Representation).prefix(20)))
    }

    /// An INTEGER is signed: the first bit of a positive one is 0, and no byte of it is idle.
    private static func positive(_ bytes: [UInt8]) -> [UInt8] {
        let significant = bytes.drop { $0 == 0 }
        guard let first = significant.first else { return [0] }
        return (first & 0x80 == 0 ? [] : [0]) + significant
    }
}
