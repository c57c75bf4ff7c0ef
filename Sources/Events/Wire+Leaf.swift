import Alarms
import Domain
import Stays
import Tracking

extension Leaf {
    /// The bytes that the journal hashes: the same for equal leaves, on every machine and for ever.
    public func bytes() -> [UInt8] {
        Wire.Value.object([
            "id": id, "kind": event.kindName, "version": Wire.version, "occurred": occurred, "recorded": recorded,
            "received": received, "by": by, "contents": contents, "event": event,
        ]).bytes
    }

    /// Reads back what ``bytes()`` wrote.
    ///
    /// - Throws: ``WireFault`` for everything else, so that whatever is accepted has these bytes and no others.
    public static func decode(_ bytes: some Sequence<UInt8>) throws(WireFault) -> Leaf {
        let bytes = Array(bytes)
        guard bytes.count <= longest else { throw .tooLong(bytes.count) }
        var reader = try Wire.Reader(try WireParser.value(of: bytes))
        let leaf = try Leaf(from: &reader)
        try reader.finish()
        return leaf
    }

    private init(from reader: inout Wire.Reader) throws(WireFault) {
        let kind: String = try reader.take("kind")
        let version: Int64 = try reader.take("version")
        guard Event.kindNames.contains(kind) else { throw .kindUnknown(kind) }
        guard version == Wire.version else { throw .versionUnknown(kind: kind, version: version) }
        self.init(
            id: try reader.take("id"),
            occurred: try reader.take("occurred"),
            recorded: try reader.take("recorded"),
            received: try reader.takeIfAny("received"),
            by: try reader.takeIfAny("by"),
            contents: try reader.take("contents"),
            event: try reader.takeObject("event") { (inner) throws(WireFault) in try Event(kind, from: &inner) }
        )
    }
}

extension ContentCommitment: WireRecord {
    var fields: Wire.Fields {
        ["id": id, "person": person, "commitment": Digest(commitment)]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        let digest: Digest = try reader.take("commitment")
        self.init(id: try reader.take("id"), person: try reader.takeIfAny("person"), commitment: digest.bytes)
    }
}

extension Event: WireWritable {
    /// Every kind that the journal may hold, family by family.
    public static let kindNames: Set<String> = {
        var names: Set<String> = []
        func add<Family: WireFamily>(_ family: Family.Type) {
            names.formUnion(Family.WireKind.allCases.map(\.rawValue))
        }
        add(StayEvent.self)
        add(AlarmEvent.self)
        add(PresenceEvent.self)
        add(TagEvent.self)
        add(DeviceEvent.self)
        add(CentreEvent.self)
        add(AccessEvent.self)
        return names
    }()

    /// What the journal writes of it beside its kind.
    var wire: Wire.Value {
        switch self {
        case .stay(let event): .object(event.fields)
        case .alarm(let event): .object(event.fields)
        case .presence(let event): .object(event.fields)
        case .tag(let event): .object(event.fields)
        case .device(let event): .object(event.fields)
        case .centre(let event): .object(event.fields)
        case .access(let event): .object(event.fields)
        }
    }

    init(_ name: String, from reader: inout Wire.Reader) throws(WireFault) {
        if let kind = StayEvent.WireKind(rawValue: name) {
            self = .stay(try StayEvent(kind, from: &reader))
        } else if let kind = AlarmEvent.WireKind(rawValue: name) {
            self = .alarm(try AlarmEvent(kind, from: &reader))
        } else if let kind = PresenceEvent.WireKind(rawValue: name) {
            self = .presence(try PresenceEvent(kind, from: &reader))
        } else if let kind = TagEvent.WireKind(rawValue: name) {
            self = .tag(try TagEvent(kind, from: &reader))
        } else if let kind = DeviceEvent.WireKind(rawValue: name) {
            self = .device(try DeviceEvent(kind, from: &reader))
        } else if let kind = CentreEvent.WireKind(rawValue: name) {
            self = .centre(try CentreEvent(kind, from: &reader))
        } else if let kind = AccessEvent.WireKind(rawValue: name) {
            self = .access(try AccessEvent(kind, from: &reader))
        } else {
            throw .kindUnknown(name)
        }
    }
}
