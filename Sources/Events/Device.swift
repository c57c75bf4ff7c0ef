public import Domain
public import Premises

/// A device that may speak to the centre, as the journal has it; its secret is a hash outside the journal.
public struct Device: Hashable, Sendable, Codable {
    public let id: Code<Kind.Device>
    public private(set) var baseStations: [BaseStation.ID]
    public private(set) var revoked: Instant?
    public private(set) var boot: String?

    /// The device that this event makes; nil for every other event.
    public init?(_ event: DeviceEvent) {
        guard case .added(let id, let baseStations, _) = event else { return nil }
        self.id = id
        self.baseStations = baseStations
    }

    public var isOpen: Bool { revoked == nil }

    public mutating func apply(_ event: DeviceEvent) {
        switch event {
        case .added(_, let baseStations, _):
            self.baseStations = baseStations
            revoked = nil
        case .revoked(_, let at): revoked = at
        case .booted(_, let boot, _): self.boot = boot
        case .silent, .heard: break
        }
    }
}

extension DeviceEvent {
    /// The device whose value the event changes; silence is of a base station, whichever device speaks for it.
    public var device: Code<Kind.Device>? {
        switch self {
        case .added(let id, _, _), .revoked(let id, _), .booted(let id, _, _): id
        case .silent, .heard: nil
        }
    }

    /// The base station that fell silent or was heard again.
    public var baseStation: (id: BaseStation.ID, silentSince: Instant?)? {
        switch self {
        case .silent(let id, let lastHeard, _): (id, lastHeard)
        case .heard(let id, _): (id, nil)
        case .added, .revoked, .booted: nil
        }
    }
}
