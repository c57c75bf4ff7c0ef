import DeviceFormats
public import Domain
public import Policy
public import Premises
import Tracking

/// A shift in a centre from one seed: people, their ways, the radio, and what truly happened.
///
/// ``advance()`` lives one second. The same plan, configuration and interventions give the same acts.
public struct Simulation: Sendable {
    public struct Configuration: Hashable, Sendable {
        public var seed: UInt64 = 1
        public var start: Instant
        public var hours = 8
        public var people = 40
        /// Per cent of the shift after which nobody comes any more.
        public var arrivalsUntil = 75
        /// Seconds from the entry of a suspect until they may go.
        public var stays = 9_000...15_000
        /// Rules to break, spread over the shift in this order.
        public var breaches = PlantedRule.allCases
        /// Breaches at a second of their own, besides.
        public var appointments: [Appointment] = []
        /// While somebody lies upon a tag, so that hardly anybody hears it; seconds of the shift.
        public var weakTag: Range<Int>?
        /// How often a tag sends in a second, 1 or 2: each packet is a line of every base station that hears it.
        public var packets = 2
        public var limits = BreachLimits()
        /// Where sessions of each kind of person take place; nil: any room of its kind.
        public var policy: PolicyVersion?
        /// Who works here; the cards are those that the centre knows.
        public var staff = StaffMember.invented
        /// Tags for wrists and cards for visitors, handed out one after the other.
        public var tags: [Code<Kind.Tag>] = (101...199).map { Code(checked: "T\($0)") }
        public var visitorCards: [Code<Kind.Tag>] = (101...199).map { Code(checked: "V\($0)") }

        public init(start: Instant) {
            self.start = start
        }
    }

    /// A breach at a given second of the shift.
    public struct Appointment: Hashable, Sendable {
        public let second: Int
        public let rule: PlantedRule
        /// Seconds that it lasts, where the rule leaves that open: a base station without power. Nil: as usual.
        public let lasting: Int?

        public init(second: Int, rule: PlantedRule, lasting: Int? = nil) {
            self.second = second
            self.rule = rule
            self.lasting = lasting
        }
    }

    public let plan: FloorPlan
    public let configuration: Configuration
    /// Seconds lived.
    public internal(set) var second = 0
    /// Where every tag on air was in the last second.
    public internal(set) var truth: [TruthRow] = []
    /// What has been planted so far.
    public internal(set) var planted: [PlantedBreach] = []

    var actors: [Actor] = []
    var people: [Person] = []
    var errands: [Errand] = []
    var breaches: [Appointment] = []
    var wayFinder: WayFinder
    var generator: SeededGenerator
    var radio: Radio
    var acts: [SimulatedAct] = []

    public init(plan: FloorPlan, configuration: Configuration) {
        self.plan = plan
        self.configuration = configuration
        generator = SeededGenerator(seed: configuration.seed)
        wayFinder = WayFinder(plan)
        radio = Radio(plan: plan, seed: configuration.seed, packets: configuration.packets)
        hireStaff()
        invitePeople()
        scheduleBreaches()
    }

    public var isOver: Bool { second >= configuration.hours * 3_600 }

    /// The site clock of the simulation.
    public var now: Instant { configuration.start + .seconds(Int64(second)) }

    /// Everybody with a tag on air, for the Stage: tag, place and room.
    public var onAir: [TruthRow] {
        actors.filter(\.isOnAir).map { actor in
            TruthRow(
                at: now,
                tag: actor.tag,
                place: actor.place,
                room: actor.side.roomID,
                isHeard: second >= actor.silentUntil && actor.muffled == 0
            )
        }
    }

    /// How many people are in the area.
    public var inArea: Int { people.count { $0.phase == .inside || (actors[$0.actor].isOnAir && $0.phase != .gone) } }

    /// What was written down when somebody came; nil for a number nobody has.
    public func arriving(_ person: Int) -> Arriving? {
        people.indices.contains(person) ? people[person].arriving : nil
    }

    /// Lives one second; the acts stand in order of time.
    public mutating func advance() -> [SimulatedAct] {
        acts.removeAll(keepingCapacity: true)
        live()
        truth = onAir
        let frames = radio.second(of: actors, at: now, second: second)
        acts += frames.map { SimulatedAct(at: $0.sent, deed: .frame($0)) }
        second += 1
        return acts
    }

    /// Lives up to a second without anybody hearing the radio: the same people do the same, and what they say is lost.
    public mutating func skip(to target: Int) {
        while second < target, !isOver {
            acts.removeAll(keepingCapacity: true)
            live()
            radio.extra.removeAll()
            second += 1
        }
    }

    private mutating func live() {
        if second.isMultiple(of: 5) { dispatch() }
        plantDueBreaches()
        runErrands()
        for index in actors.indices { move(index) }
    }

    mutating func say(_ command: Command) {
        acts.append(SimulatedAct(at: now, deed: .command(command)))
    }

    private mutating func move(_ index: Int) {
        if actors[index].isWalking {
            actors[index].walk()
        } else if actors[index].isOnAir, second >= actors[index].nextFidget {
            fidget(index)
        }
    }

    /// Nobody sits still: a turn, now and then a step.
    private mutating func fidget(_ index: Int) {
        actors[index].nextFidget = second + generator.whole(20...180)
        let (x, y) = (generator.deviate(), generator.deviate())
        let length = max(0.1, (x * x + y * y).squareRoot())
        actors[index].heading = Point(x / length, y / length)
        guard case .room(let id) = actors[index].side, let outline = plan.room(id)?.outline else { return }
        let here = actors[index].place
        let there = Point(here.x + x * 0.5, here.y + y * 0.5)
        guard outline.contains(there), outline.distanceToOutline(there) > Self.seat else { return }
        actors[index].legs = wayFinder.pieces(from: here, to: there, within: actors[index].side)
    }

    /// Sends somebody to a spot of a place by the doors that `traveller` may use; no way: stays.
    mutating func send(_ index: Int, to side: Door.Side, as traveller: Traveller? = nil) {
        let actor = actors[index]
        let goal = spot(in: side)
        let legs = wayFinder.route(
            from: actor.place,
            in: actor.side,
            to: goal,
            in: side,
            as: traveller ?? actor.traveller
        )
        actors[index].legs = legs ?? []
    }

    /// Metres between a wall and whoever stays somewhere: half a desk, or a chair with somebody on it. Ways may
    /// lead closer.
    private static let seat = 0.75

    /// A free spot of a room; outside, a few steps before the door.
    mutating func spot(in side: Door.Side) -> Point {
        guard case .room(let id) = side, let outline = plan.room(id)?.outline else {
            return plan.doors.first { $0.from == .outside || $0.to == .outside }?.at ?? Point(0, 0)
        }
        let (low, high) = outline.bounds
        for _ in 0..<20 {
            let point = Point(generator.number(low.x...high.x), generator.number(low.y...high.y))
            if outline.contains(point), outline.distanceToOutline(point) > Self.seat { return point }
        }
        return outline.innermost
    }
}

extension Door.Side {
    var roomID: Room.ID? {
        switch self {
        case .room(let id): id
        case .outside: nil
        }
    }
}
