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
        var due: Int
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
        /// What is planted about the first of them, or about another actor.
        case plant(Planting)
        /// The first goes outside; the others stay.
        case leave
        /// The tag of the first is heard as usual again.
        case clear
    }

    /// A breach that is about to begin.
    struct Planting: Hashable, Sendable {
        let rule: PlantedRule
        let lasting: Int
        var must: [PlantedRule]?
        var may: [PlantedRule] = []
        /// Whom it concerns; nil: the first of the errand.
        var actor: Int?
    }

    let members: [Int]
    let stages: [Stage]
    /// Kept for them alone.
    let room: Room.ID?
    /// Where they go, with others or alone.
    var visits: Room.ID?
    var next = 0
    var hasBegun = false
    var until = 0
    /// The person is gone when it is over.
    var isLast = false
}
