import Domain
import Premises
import Tracking

extension PresenceEvent: WireFamily {
    enum WireKind: String, CaseIterable {
        case moved = "presence.moved"
        case passed = "presence.passed"
        case impossibleJump = "presence.impossible-jump"
    }

    var wireKind: WireKind {
        switch self {
        case .moved: .moved
        case .passed: .passed
        case .impossibleJump: .impossibleJump
        }
    }

    var fields: Wire.Fields {
        switch self {
        case .moved(let tag, let from, let to, let at, let confidence, let coverage, let baseStations):
            [
                "tag": tag, "from": from, "to": to, "at": at, "confidence": confidence, "coverage": coverage,
                "baseStations": baseStations,
            ]
        case .passed(let tag, let room, let at, let until):
            ["tag": tag, "through": room, "at": at, "until": until]
        case .impossibleJump(let tag, let from, let to, let at, let speed):
            ["tag": tag, "from": from, "to": to, "at": at, "metresPerSecond": speed]
        }
    }

    init(_ kind: WireKind, from reader: inout Wire.Reader) throws(WireFault) {
        switch kind {
        case .moved:
            self = .moved(
                tag: try reader.take("tag"),
                from: try reader.take("from"),
                to: try reader.take("to"),
                at: try reader.take("at"),
                confidence: try reader.take("confidence"),
                coverage: try reader.take("coverage"),
                baseStations: try reader.take("baseStations")
            )
        case .passed:
            self = .passed(
                tag: try reader.take("tag"),
                through: try reader.take("through"),
                at: try reader.take("at"),
                until: try reader.take("until")
            )
        case .impossibleJump:
            self = .impossibleJump(
                tag: try reader.take("tag"),
                from: try reader.take("from"),
                to: try reader.take("to"),
                at: try reader.take("at"),
                metresPerSecond: try reader.take("metresPerSecond")
            )
        }
    }
}

extension Place: WireRecord {
    private enum Case: String, WireName {
        case room, outside, notDetermined, noSignal
    }

    var fields: Wire.Fields {
        switch self {
        case .room(let room): ["is": Case.room, "room": room]
        case .outside: ["is": Case.outside]
        case .notDetermined: ["is": Case.notDetermined]
        case .noSignal: ["is": Case.noSignal]
        }
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        let form: Case = try reader.take("is")
        self =
            switch form {
            case .room: .room(try reader.take("room"))
            case .outside: .outside
            case .notDetermined: .notDetermined
            case .noSignal: .noSignal
            }
    }
}
