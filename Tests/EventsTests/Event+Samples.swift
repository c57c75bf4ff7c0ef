import Alarms
import Domain
import Events
import Policy
import Premises
import Stays
import Tracking

extension Event {
    /// One event of every kind, with every optional part; golden files hold their bytes.
    static let samples: [Event] =
        StayEvent.samples.map { .stay($0) } + AlarmEvent.samples.map { .alarm($0) }
        + PresenceEvent.samples.map { .presence($0) } + TagEvent.samples.map { .tag($0) }
        + DeviceEvent.samples.map { .device($0) } + CentreEvent.samples.map { .centre($0) }
        + AccessEvent.samples.map { .access($0) }
}

extension Leaf {
    static func sample(_ event: Event) -> Leaf {
        Leaf(
            id: ID(0xE1),
            occurred: .sample,
            recorded: .sample + .milliseconds(250),
            received: .sample + .milliseconds(200),
            by: .chen,
            contents: [
                ContentCommitment(id: ID(0xC0), person: ID(0xB0), commitment: [UInt8](0..<32)),
                ContentCommitment(id: ID(0xC1), person: nil, commitment: [UInt8](repeating: 0xFF, count: 32)),
            ],
            event: event
        )
    }
}

extension Instant {
    /// 2026-03-02 08:00 in the centre's zone.
    static let sample = Instant(seconds: 1_772_409_600)
}

extension Code where Kind == Domain.Kind.Officer {
    static let chen = Code(checked: "110001")
    static let wang = Code(checked: "110002")
}

extension Code where Kind == Domain.Kind.Tag {
    static let wrist = Code(checked: "T17")
}

extension Code where Kind == Domain.Kind.Room {
    static let interrogation = Code(checked: "interrogation-1")
    static let holding = Code(checked: "holding-men")
}

extension Code where Kind == Domain.Kind.Case {
    /// A number as a bureau gives it, with letters that are not ASCII.
    static let theft = Code(checked: "临公刑2026-0042")
}

extension PresenceEvent {
    static let samples: [PresenceEvent] = [
        .moved(
            tag: .wrist,
            from: .outside,
            to: .room(.interrogation),
            at: .sample,
            confidence: 973,
            coverage: 1_000,
            baseStations: [Code(checked: "S1"), Code(checked: "S2")]
        ),
        .passed(tag: .wrist, through: .holding, at: .sample, until: .sample + .seconds(2)),
        .impossibleJump(tag: .wrist, from: .holding, to: .interrogation, at: .sample, metresPerSecond: 41),
    ]
}

extension TagEvent {
    static let samples: [TagEvent] = [
        .button(.wrist, baseStation: Code(checked: "S1"), at: .sample),
        .tamper(.wrist, cut: true, at: .sample),
        .battery(.wrist, percent: 14, at: .sample),
        .carried(Code(checked: "K3"), by: .wang, .auxiliary, at: .sample),
        .handedBack(Code(checked: "K3"), at: .sample),
    ]
}

extension DeviceEvent {
    static let samples: [DeviceEvent] = [
        .added(Code(checked: "G1"), baseStations: [Code(checked: "S1"), Code(checked: "S2")], at: .sample),
        .revoked(Code(checked: "G1"), at: .sample),
        .booted(Code(checked: "G1"), boot: "b7", at: .sample),
        .silent(Code(checked: "S1"), lastHeard: .sample - .seconds(30), at: .sample),
        .heard(Code(checked: "S1"), at: .sample),
    ]
}

extension CentreEvent {
    static let samples: [CentreEvent] = [
        .fileTaken(name: "policy/law.yaml", sha256: .sample, size: 8_192, at: .sample),
        .clockStarted(.demonstration, origin: .sample, speedPerMille: 60_000),
        .clockJumped(by: .microseconds(-2_000_001), at: .sample),
        .diskChanged(.low, freePerMille: 97, at: .sample),
        .signingStopped(at: .sample),
        .signingResumed(at: .sample),
        .consoleLost(.sample, lastHeard: .sample - .seconds(13), at: .sample),
        .consoleBack(.sample, at: .sample),
        .consoleGone(.sample, at: .sample),
        .unattended(people: 3, at: .sample),
        .attended(at: .sample),
        .chunkClosed(
            ObservationChunk(
                name: "20260302T000000",
                sha256: .sample,
                lines: 1_200,
                from: .sample,
                until: .sample + .seconds(59)
            )
        ),
        .erased(
            Erasure(
                contents: [ID(0xC0), ID(0xC1)],
                ground: "released-without-measure",
                article: "个人信息保护法 47",
                by: (.chen, .wang),
                at: .sample
            )
        ),
    ]
}

extension Console {
    static let sample = Console(id: ID(0xD0), account: ID(0xA0), role: .custodian)
}

extension Digest {
    static let sample = Digest([UInt8](100..<132))
}

extension AccessEvent {
    static let samples: [AccessEvent] = [
        .accountAdded(ID(0xAC), officer: .wang, .caseOfficer, cases: [.theft], at: .sample),
        .accountRevoked(ID(0xAC), at: .sample),
        .signedIn(ID(0xAC), at: .sample),
        .signInFailed(ID(0xAC), count: 3, at: .sample),
        .tokenIssued(ID(0xAC), until: .sample + .minutes(60), at: .sample),
        .lockedOut(ID(0xAC), until: .sample + .minutes(15), at: .sample),
        .read(.stay(ID(0x57)), by: ID(0xAC), officer: .wang, at: .sample),
    ]
}
