import Domain
import Premises

/// What the script holds of one person who comes.
struct Person: Sendable {
    enum Kind: Hashable, Sendable {
        case session
        case toilet
        case meal
        case exit
    }

    struct Job: Hashable, Sendable {
        let kind: Kind
        let due: Int
    }

    enum Phase: Hashable, Sendable {
        case outside
        case inside
        case gone
    }

    let arriving: Arriving
    let actor: Int
    let entersAt: Int
    var phase = Phase.outside
    /// In order of time.
    var jobs: [Job]
    /// Planted at the intake.
    var planted: PlantedRule?

    var isSuspect: Bool { arriving.kind.isSuspect }
}

/// Something that several do together, stage by stage; the first of them is whom it is about.
struct Errand: Sendable {
    enum Stage: Hashable, Sendable {
        /// All but the first walk to the first.
        case gather
        case go(Door.Side)
        case dwell(Int)
        case say(Command)
        case bind
        case testPress
        case unbind
        /// The member of that index leaves for home and comes back after so many seconds.
        case away(member: Int, seconds: Int)
        case plant(PlantedRule, lasting: Int, may: [PlantedRule])
    }

    let members: [Int]
    let stages: [Stage]
    let room: Room.ID?
    var next = 0
    var hasBegun = false
    var until = 0
    /// The person is gone when it is over.
    var isLast = false
}

/// The limits that the planted breaches must pass and ordinary life must keep.
public struct BreachLimits: Hashable, Sendable {
    /// Seconds in a toilet.
    public var toilet = 900
    /// Seconds with fewer than two police in a session until the alarm.
    public var loneOfficer = 120
    /// Seconds without a watcher.
    public var unwatched = 120
    /// Seconds without a line of the tag.
    public var tagSilent = 60
    /// Seconds without a heartbeat.
    public var baseStationSilent = 15
    /// Seconds from arrival to the end of a summons, and before the end to the warning.
    public var summons = 12 * 3_600
    public var warning = 2 * 3_600

    public init() {}
}
