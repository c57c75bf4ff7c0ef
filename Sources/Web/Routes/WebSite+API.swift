import Domain
import Foundation
import Hummingbird
import NIOCore

extension WebSite {
    func apiStay(_ context: SiteContext) async throws -> Response {
        let stay = try await stayReading(context)
        return try json(
            APIStay(
                id: "\(stay.person.stay)",
                person: person(stay.person),
                caseCode: stay.caseCode.text,
                steps: stay.steps.map { .init(step: $0.step, state: $0.state.rawValue, at: $0.at.map(time)) },
                tag: stay.tag,
                left: stay.left.map(time)
            )
        )
    }

    func apiPersons(_ request: Request, _ context: SiteContext) async throws -> Response {
        if let past = try await past(request, context) {
            guard past.firstRecord == nil else { throw fault("at", "beforeRecords") }
            return try json(past.people.map(person))
        }
        return try json(try await gate.board(reader(context)).people.map(person))
    }

    func apiAlarms(_ request: Request, _ context: SiteContext) async throws -> Response {
        let open = request.uri.queryParameters["open"]
        guard open == nil || open == "1" else { throw fault("open", "choice") }
        let openOnly = open != nil
        let alarms = try await gate.alarms(reader(context), openOnly)
        return try json(
            alarms.map { alarm in
                APIAlarm(
                    id: "\(alarm.id)",
                    rule: alarm.rule,
                    level: alarm.level.rawValue,
                    state: AlarmCard.state(of: alarm),
                    subject: alarm.subject.zh,
                    stay: alarm.stay.map { "\($0)" },
                    began: time(alarm.began),
                    raised: time(alarm.raised),
                    title: alarm.title
                )
            }
        )
    }

    func apiDevices(_ context: SiteContext) async throws -> Response {
        try json(
            try await gate.devices(reader(context)).map { device in
                APIDevice(
                    id: device.id,
                    health: device.health.rawValue,
                    lastHeard: device.lastHeard.map(time),
                    accepted: device.accepted,
                    refused: device.refused,
                    reasons: device.reasons
                )
            }
        )
    }

    func apiConsoles(_ context: SiteContext) async throws -> Response {
        let reading = try await gate.consoles(reader(context))
        return try json(
            APIConsoles(
                unattended: reading.isUnattended,
                inArea: reading.inArea,
                consoles: reading.consoles.map {
                    .init(
                        id: "\($0.id)",
                        role: $0.role.rawValue,
                        health: $0.isLost ? "silent" : "working",
                        lastHeard: time($0.lastHeard)
                    )
                }
            )
        )
    }

    func apiRecord(_ context: SiteContext) async throws -> Response {
        let record = try await recordReading(context)
        return try json(
            APIRecord(
                number: record.number,
                leaf: record.leaf,
                contents: record.contents,
                proof: record.proof,
                size: record.logSize,
                root: record.logRoot
            )
        )
    }

    /// The ingest checks the device's token itself: it belongs to the message, not to an account.
    func observations(
        _ format: DeviceMessage.Format,
        _ request: Request,
        _ context: SiteContext
    ) async throws -> Response {
        guard !context.credential.isEmpty else { throw SiteError(.unauthorized, "sign-in", say("signIn")) }
        let message = DeviceMessage(
            token: context.credential,
            key: HTTPField.Name("Idempotency-Key").flatMap { request.headers[$0] },
            format: format,
            body: { try await Self.bytes(of: request) }
        )
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: try await gate.ingest(message)))
        )
    }

    private static func bytes(of request: Request) async throws -> [UInt8]? {
        var request = request
        do {
            return Array(try await request.collectBody(upTo: WebLimits.frameBytes).readableBytesView)
        } catch is NIOTooManyBytesError {
            return nil
        }
    }

    func apiHealth() async throws -> Response {
        let (status, isSound) = try await gate.health().words
        return try json(APIHealth(status: status), status: isSound ? .ok : .serviceUnavailable)
    }

    private func person(_ person: PersonReading) -> APIPerson {
        let room: String? =
            switch person.place {
            case .room(let id): id.text
            case .uncertain, .notDetermined, .notEntered: nil
            }
        return APIPerson(
            stay: "\(person.stay)",
            code: person.code,
            kind: person.kind.rawValue,
            room: room,
            isDetermined: room != nil,
            expires: person.clock.map { time($0.expires) }
        )
    }
}

extension HealthReading {
    /// The worst first; a disk that runs full is told before the centre suffers from it.
    fileprivate var words: (status: String, isSound: Bool) {
        switch (isJournalSigned, disk) {
        case (false, _): ("journal-unsigned", false)
        case (true, .full): ("disk-full", false)
        case (true, .low): ("disk-low", true)
        case (true, .ample): ("ok", true)
        }
    }
}

struct APIHealth: Encodable { let status: String }

struct APIClock: Encodable { let now, zone: String }

struct APIPerson: Encodable {
    let stay, code, kind: String
    let room: String?
    let isDetermined: Bool
    let expires: String?
}

struct APIStay: Encodable {
    struct Step: Encodable {
        let step, state: String
        let at: String?
    }

    let id: String
    let person: APIPerson
    let caseCode: String
    let steps: [Step]
    let tag: String?
    let left: String?
}

struct APIAlarm: Encodable {
    let id, rule, level, state, subject: String
    let stay: String?
    let began, raised: String
    let title: Bilingual
}

struct APIDevice: Encodable {
    let id, health: String
    let lastHeard: String?
    let accepted, refused: Int
    let reasons: [String: Int]
}

struct APIConsoles: Encodable {
    struct Console: Encodable { let id, role, health, lastHeard: String }

    let unattended: Bool
    let inArea: Int?
    let consoles: [Console]
}

struct APIRecord: Encodable {
    let number: UInt64
    let leaf: String
    let contents, proof: [String]
    let size: UInt64
    let root: String
}
