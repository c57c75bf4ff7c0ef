public import Domain
public import Premises

/// Where a tag truly was in one second; room nil: outside.
public struct TruthRow: Hashable, Sendable {
    public let at: Instant
    public let tag: Code<Kind.Tag>
    public let place: Point
    public let room: Room.ID?
    /// False while the tag is planted to be silent or weak: nothing can then be said of it.
    public let isHeard: Bool

    public init(at: Instant, tag: Code<Kind.Tag>, place: Point, room: Room.ID?, isHeard: Bool = true) {
        self.at = at
        self.tag = tag
        self.place = place
        self.room = room
        self.isHeard = isHeard
    }

    public static let header = "at,tag,x,y,room"

    public var csv: String {
        "\(at.rfc3339),\(tag),\(Self.metres(place.x)),\(Self.metres(place.y)),\(room?.text ?? "outside")"
    }

    private static func metres(_ value: Double) -> String {
        let millimetres = Int((value * 1_000).rounded())
        let digits = String(abs(millimetres) % 1_000 + 1_000).dropFirst()
        return "\(millimetres < 0 ? "-" : "")\(abs(millimetres) / 1_000).\(digits)"
    }
}

/// The rules whose breaches can be planted; raw values are the policy's keys.
public enum PlantedRule: String, Hashable, Sendable, CaseIterable {
    case stepSkipped = "step-skipped"
    case wrongRoom = "wrong-room"
    case overstay
    case loneOfficer = "lone-officer"
    case personUnwatched = "person-unwatched"
    case meetsSuspect = "meets-suspect"
    case sos
    case tagCut = "tag-cut"
    case tagSilent = "tag-silent"
    case tagBattery = "tag-battery"
    case stationSilent = "station-silent"
    case clockWarning = "clock-warning"
    case clockExpired = "clock-expired"
}

/// One breach as it was planted: alarms that must follow, and those that may.
public struct PlantedBreach: Hashable, Sendable {
    public let rule: PlantedRule
    /// The tag, or the base station.
    public let subject: String
    /// The number of the person concerned; nil for a base station.
    public let person: Int?
    public let at: Instant
    /// The last moment at which an alarm may still belong to it.
    public let until: Instant
    public let must: [PlantedRule]
    public let may: [PlantedRule]

    /// One line of `truth.ndjson`; codes hold nothing that needs an escape.
    public var json: String {
        func list(_ rules: [PlantedRule]) -> String { rules.map { "\"\($0.rawValue)\"" }.joined(separator: ",") }
        return "{\"at\":\"\(at.rfc3339)\",\"until\":\"\(until.rfc3339)\",\"rule\":\"\(rule.rawValue)\","
            + "\"subject\":\"\(subject)\",\"must\":[\(list(must))],\"may\":[\(list(may))]}"
    }
}
