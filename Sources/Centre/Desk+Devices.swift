internal import DeviceFormats
internal import Domain
internal import Engine
internal import Events
internal import Foundation
internal import Premises
internal import Store
internal import Web

extension Desk {
    /// Takes a message of a device: whose it is comes first, so that a stranger's bytes are not even read.
    @Sendable func ingest(_ message: DeviceMessage) async throws -> [UInt8] {
        guard let device = try store.device(token: message.token) else {
            throw refusal(.unknownDevice)
        }
        let key = try message.key.map(Self.frameKey)
        guard let body = try await message.body() else {
            await centre.engine.refuse(.tooLarge, from: device)
            throw refusal(.tooLarge)
        }
        let reply = try await centre.engine.receive(body, as: format(message.format), from: device, key: key)
        if let fault = reply.refusal { throw refusal(fault) }
        return reply.answer
    }

    private func format(_ format: DeviceMessage.Format) -> MessageFormat {
        switch format {
        case .observations: .observations
        case .omlox: .omlox
        }
    }

    private static func frameKey(_ text: String) throws -> Code<IncomingFrame.Key> {
        guard let key = Code<IncomingFrame.Key>(text) else {
            throw SiteRefusal.field(
                "Idempotency-Key",
                message: Bilingual(zh: "1–64 个字母、数字或 . _ -", en: "1–64 letters, digits or . _ -")
            )
        }
        return key
    }

    private func refusal(_ fault: BodyRefusal) -> SiteRefusal {
        .message(error: fault.code, fault.messageFault, message: words.refusal(fault))
    }

    @Sendable func devices(_ reader: Reader) async throws -> [DeviceReading] {
        try await willRead(.scope(.devices), reader)
        let counts = await centre.engine.intakeCounts()
        let heard = await centre.engine.lastHeard()
        let silent = try store.silentBaseStations()
        let devices = try store.devices()
        let stations = setting.plan.baseStations.map { station in
            let device = devices.first { $0.baseStations.contains(station.id) }
            // Of a gateway the lines are counted together: they are shown in its own row.
            let isOwn = device?.baseStations.count == 1
            var row = reading(
                station.id.text,
                name: place(of: station.id),
                health: device == nil ? .never : silent[station.id] == nil ? .working : .silent,
                lastHeard: silent[station.id] ?? heard.stations[station.id],
                counts: isOwn ? device.flatMap { counts[$0.id] } : nil
            )
            row.via = isOwn ? nil : device?.id.text
            return row
        }
        let planned = Set(setting.plan.baseStations.map(\.id))
        let isOther = { (device: Device) in
            planned.isDisjoint(with: device.baseStations) || device.baseStations.count > 1
        }
        let others = devices.filter(isOther).map { device in
            reading(
                device.id.text,
                name: device.baseStations.isEmpty
                    ? Bilingual(zh: "定位系统", en: "Positioning system")
                    : Bilingual(
                        zh: "网关，\(device.baseStations.count) 个基站",
                        en: "Gateway of \(device.baseStations.count) base stations"
                    ),
                health: health(of: heard.devices[device.id]),
                lastHeard: heard.devices[device.id],
                counts: counts[device.id]
            )
        }
        return stations + others
    }

    /// A device that is no base station has no supervision of its own: it is silent after as long as they are.
    private func health(of heard: Instant?) -> DeviceReading.Health {
        guard let heard else { return .never }
        return now - heard <= .seconds(15) ? .working : .silent
    }

    private func reading(
        _ id: String,
        name: Bilingual,
        health: DeviceReading.Health,
        lastHeard: Instant?,
        counts: IntakeCounts?
    ) -> DeviceReading {
        DeviceReading(
            id: id,
            name: name,
            health: health,
            lastHeard: lastHeard,
            accepted: counts?.acceptedLines ?? 0,
            refused: counts?.refused.values.reduce(0, +) ?? 0,
            reasons: counts?.refused ?? [:]
        )
    }

    /// The room that a base station hangs in.
    func place(of id: BaseStation.ID) -> Bilingual {
        let station = setting.plan.baseStations.first { $0.id == id }
        return station.flatMap { setting.plan.room(at: $0.at)?.name } ?? Bilingual(zh: id.text, en: id.text)
    }

    func lost() throws -> [DeviceReading] {
        try store.silentBaseStations().sorted { $0.key < $1.key }.map { id, lastHeard in
            reading(
                id.text,
                name: place(of: id),
                health: .silent,
                lastHeard: lastHeard,
                counts: nil
            )
        }
    }
}

extension BodyRefusal {
    fileprivate var messageFault: SiteRefusal.MessageFault {
        switch self {
        case .empty, .badJSON, .tooDeep, .missingMember, .badMember, .duplicateMember: .unreadable
        case .tooLarge, .tooManyLines: .tooLarge
        case .unknownDevice: .unknownSender
        case .wrongDevice: .notForSender
        case .oldBoot, .tooManyBoots, .frameTooOld: .outOfOrder
        case .tooFast: .tooFast(retryAfterSeconds: 1)
        }
    }
}
