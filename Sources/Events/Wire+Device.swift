import Domain
import Premises

extension DeviceEvent: WireFamily {
    enum WireKind: String, CaseIterable {
        case added = "device.added"
        case revoked = "device.revoked"
        case booted = "device.booted"
        case silent = "device.silent"
        case heard = "device.heard"
    }

    var wireKind: WireKind {
        switch self {
        case .added: .added
        case .revoked: .revoked
        case .booted: .booted
        case .silent: .silent
        case .heard: .heard
        }
    }

    var fields: Wire.Fields {
        switch self {
        case .added(let device, let baseStations, let at):
            ["device": device, "baseStations": baseStations, "at": at]
        case .revoked(let device, let at): ["device": device, "at": at]
        case .booted(let device, let boot, let at): ["device": device, "boot": boot, "at": at]
        case .silent(let baseStation, let lastHeard, let at):
            ["baseStation": baseStation, "lastHeard": lastHeard, "at": at]
        case .heard(let baseStation, let at): ["baseStation": baseStation, "at": at]
        }
    }

    init(_ kind: WireKind, from r: inout Wire.Reader) throws(WireFault) {
        let at: Instant = try r.take("at")
        self =
            switch kind {
            case .added: .added(try r.take("device"), baseStations: try r.take("baseStations"), at: at)
            case .revoked: .revoked(try r.take("device"), at: at)
            case .booted: .booted(try r.take("device"), boot: try r.take("boot"), at: at)
            case .silent: .silent(try r.take("baseStation"), lastHeard: try r.take("lastHeard"), at: at)
            case .heard: .heard(try r.take("baseStation"), at: at)
            }
    }
}
