public import Domain
public import Premises

/// What somebody at the Stage does to the running shift.
public enum Intervention: Hashable, Sendable {
    case pressSOS(Code<Kind.Tag>)
    case cutStrap(Code<Kind.Tag>)
    case walk(Code<Kind.Tag>, into: Room.ID)
    /// Leaves the room for home, whatever the task.
    case officerLeaves(Code<Kind.Tag>)
    case forgetCard(Code<Kind.Tag>)
    /// Has it again.
    case fetchCard(Code<Kind.Tag>)
    case unplug(BaseStation.ID)
    case plugIn(BaseStation.ID)
    case swapTags(Code<Kind.Tag>, Code<Kind.Tag>)
    /// A breach is planted as soon as somebody suitable is there.
    case breach(PlantedRule)
    /// So many suspects come at once, as after a raid.
    case bus(Int)
}

extension Intervention {
    /// The names of the deeds in forms and files.
    public enum Deed: String, Hashable, Sendable, CaseIterable {
        case pressSOS = "press-sos"
        case cutStrap = "cut-strap"
        case walk
        case officerLeaves = "officer-leaves"
        case forgetCard = "forget-card"
        case fetchCard = "fetch-card"
        case unplug
        case plugIn = "plug-in"
        case swapTags = "swap-tags"
        case breach
        case bus
    }

    /// As a form or a file says it: `deed`, and of `tag`, `other`, `room`, `station`, `rule`, `count` what it needs.
    public init?(words: [String: String]) {
        guard let deed = words["deed"].flatMap(Deed.init) else { return nil }
        func code<Kind>(_ name: String) -> Code<Kind>? { words[name].flatMap { Code($0) } }
        let tag: Code<Kind.Tag>? = code("tag")
        let found: Intervention? =
            switch deed {
            case .pressSOS: tag.map { .pressSOS($0) }
            case .cutStrap: tag.map { .cutStrap($0) }
            case .walk: if let tag, let room: Room.ID = code("room") { .walk(tag, into: room) } else { nil }
            case .officerLeaves: tag.map { .officerLeaves($0) }
            case .forgetCard: tag.map { .forgetCard($0) }
            case .fetchCard: tag.map { .fetchCard($0) }
            case .unplug: code("station").map { .unplug($0) }
            case .plugIn: code("station").map { .plugIn($0) }
            case .swapTags:
                if let tag, let other: Code<Kind.Tag> = code("other"), other != tag {
                    .swapTags(tag, other)
                } else {
                    nil
                }
            case .breach: words["rule"].flatMap(PlantedRule.init).map { .breach($0) }
            case .bus: words["count"].flatMap(Int.init).map { .bus($0) }
            }
        guard let found else { return nil }
        self = found
    }

    public var words: [String: String] {
        switch self {
        case .pressSOS(let tag): Self.said(.pressSOS, ["tag": tag.text])
        case .cutStrap(let tag): Self.said(.cutStrap, ["tag": tag.text])
        case .walk(let tag, let room): Self.said(.walk, ["tag": tag.text, "room": room.text])
        case .officerLeaves(let tag): Self.said(.officerLeaves, ["tag": tag.text])
        case .forgetCard(let tag): Self.said(.forgetCard, ["tag": tag.text])
        case .fetchCard(let tag): Self.said(.fetchCard, ["tag": tag.text])
        case .unplug(let station): Self.said(.unplug, ["station": station.text])
        case .plugIn(let station): Self.said(.plugIn, ["station": station.text])
        case .swapTags(let tag, let other): Self.said(.swapTags, ["tag": tag.text, "other": other.text])
        case .breach(let rule): Self.said(.breach, ["rule": rule.rawValue])
        case .bus(let count): Self.said(.bus, ["count": "\(count)"])
        }
    }

    private static func said(_ deed: Deed, _ words: [String: String]) -> [String: String] {
        words.merging(["deed": deed.rawValue]) { first, _ in first }
    }
}
