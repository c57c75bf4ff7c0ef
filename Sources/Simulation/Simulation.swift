import DeviceFormats
public import Domain
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
        /// Rules to break, spread over the shift in this order.
        public var breaches = PlantedRule.allCases
        public var limits = BreachLimits()

        public init(start: Instant) {
            self.start = start
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
    var breaches: [(at: Int, rule: PlantedRule)] = []
    var wayFinder: WayFinder
    var generator: SeededGenerator
    var radio: Radio
    var acts: [SimulatedAct] = []

    public init(plan: FloorPlan, configuration: Configuration) {
        self.plan = plan
        self.configuration = configuration
        generator = SeededGenerator(seed: configuration.seed)
        wayFinder = WayFinder(plan)
        radio = Radio(plan: plan, seed: configuration.seed)
        hireStaff()
        invitePeople()
        scheduleBreaches()
    }

    public var isOver: Bool { second >= configuration.hours * 3_600 }

    /// The site clock of the simulation.
    public var now: Instant { configuration.start + .seconds(Int64(second)) }

    /// Everybody with a tag on air, for the Stage: tag, place and room.
    public var onAir: [TruthRow] {
        actors.filter(\.isOnAir).map { TruthRow(at: now, tag: $0.tag, place: $0.place, room: $0.side.roomID) }
    }

    /// Lives one second; the acts stand in order of time.
    public mutating func advance() -> [SimulatedAct] {
        acts.removeAll(keepingCapacity: true)
        if second.isMultiple(of: 5) { dispatch() }
        plantDueBreaches()
        runErrands()
        for index in actors.indices { move(index) }
        truth = onAir
        let frames = radio.second(of: actors, at: now, second: second, &generator)
        acts += frames.map { SimulatedAct(at: $0.sent, deed: .frame($0)) }
        acts.sort { $0.at < $1.at }
        second += 1
        return acts
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
        guard outline.contains(there), outline.distanceToOutline(there) > 0.25 else { return }
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

    /// A free spot of a room; outside, a few steps before the door.
    mutating func spot(in side: Door.Side) -> Point {
        guard case .room(let id) = side, let outline = plan.room(id)?.outline else {
            return plan.doors.first { $0.from == .outside || $0.to == .outside }?.at ?? Point(0, 0)
        }
        let (low, high) = outline.bounds
        for _ in 0..<20 {
            let point = Point(generator.number(low.x...high.x), generator.number(low.y...high.y))
            if outline.contains(point), outline.distanceToOutline(point) > 0.4 { return point }
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
