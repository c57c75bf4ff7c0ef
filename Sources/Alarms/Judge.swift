public import Domain
public import Policy
public import Premises

/// Applies one rule: says since when something is so that the centre wants to hear about.
///
/// A judge is a pure function of the site: it keeps no state, so that a late fact, a restart or another order of
/// arrival cannot make it say something else.
public protocol Judge: Sendable {
    var ruling: Ruling { get }
    /// Whether it reads confirmed places, which are known some seconds after the deed.
    var readsPlaces: Bool { get }
    /// Whether it weighs one person's trail against others', so that memory must reach back to where an alarm began.
    var comparesTrails: Bool { get }
    /// About whom its answer may have changed.
    func subjects(touched: Touch, in scene: Scene) -> [Subject]
    /// All that it has to say about the subject within memory, in order of time.
    func findings(about subject: Subject, in scene: Scene) throws(RuleFault) -> [Finding]
}

extension Judge {
    public var id: RuleID { ruling.id }
    public var comparesTrails: Bool { false }
    public var readsPlaces: Bool { false }
}

/// A rule as one version of the policy sets it.
@dynamicMemberLookup
public struct Ruling: Hashable, Sendable {
    public let rule: Rule
    /// The version's id: the explanation names it, and with it the article.
    public let policy: String

    public init(_ rule: Rule, in policy: PolicyVersion) {
        self.rule = rule
        self.policy = policy.id
    }

    /// A rule that nobody can leave out of the policy: a call for help and a broken rule always ring.
    static func always(_ rule: RuleID, _ level: AlarmLevel) -> Ruling {
        let title = Bilingual(zh: rule.rawValue, en: rule.rawValue)
        let provision = Provision(article: title, isUnconfirmed: true, judgedAt: .act)
        return Ruling(rule: Rule(id: rule, title: title, level: level, provision: provision), policy: "none")
    }

    private init(rule: Rule, policy: String) {
        self.rule = rule
        self.policy = policy
    }

    public subscript<Value>(dynamicMember path: KeyPath<Rule, Value>) -> Value { rule[keyPath: path] }

    func duration(_ parameter: Parameter) -> Duration { rule.duration(parameter) }

    func mark(_ urgency: Urgency = .alarm, at moment: Instant) -> Finding.Mark {
        Finding.Mark(at: moment, urgency: urgency, level: rule.level)
    }
}

/// What a rule may look at: the site and the building, and nothing else.
public struct Scene: Sendable {
    public let site: Site
    public let building: Building
    /// What was over before this moment cannot have changed, so nobody asks about it again.
    public let since: Instant

    public init(site: Site, building: Building, since: Instant) {
        self.site = site
        self.building = building
        self.since = since
    }

    /// The rooms the person was in, in order, but for those that were left too long ago to matter.
    public func stints(of stay: ID<Kind.Stay>) -> [Stint] {
        site.stints(of: stay).filter { $0.until.map { $0 >= since } ?? true }
    }

    /// The same, cut where the person became of a kind to which a rule gives another answer.
    func stints(of stay: ID<Kind.Stay>, cutBy answer: (PersonKind) -> some Equatable) -> [Stint] {
        stints(of: stay).flatMap { site.cut($0, of: stay, by: answer) }
    }

    /// The stays touched themselves or by somebody's coming and going in their room.
    public func staysAround(_ touch: Touch) -> [Subject] {
        var stays = touch.stays
        for room in touch.rooms {
            stays.formUnion(site.stays(in: room, since: since))
            for watched in building.watchedFrom[room] ?? [] {
                stays.formUnion(site.stays(in: watched, since: since))
            }
        }
        return stays.map { .stay($0) }
    }
}

/// The rooms of the plan as rules look them up.
public struct Building: Sendable {
    public let rooms: [Room.ID: Room]
    /// Which rooms are watched from this one.
    public let watchedFrom: [Room.ID: [Room.ID]]

    public init(rooms: [Room]) {
        self.rooms = Dictionary(rooms.map { ($0.id, $0) }) { first, _ in first }
        var watchedFrom: [Room.ID: [Room.ID]] = [:]
        for room in rooms {
            if case .fromPost(let post) = room.watch { watchedFrom[post, default: []].append(room.id) }
        }
        self.watchedFrom = watchedFrom
    }

    public func room(_ id: Room.ID) throws(RuleFault) -> Room {
        guard let room = rooms[id] else { throw .unknownRoom(id) }
        return room
    }
}

/// Why a rule could not answer. It becomes an alarm of its own and stops no other rule.
public enum RuleFault: Error, Hashable, Sendable {
    /// A fact names a room that the plan in use does not have.
    case unknownRoom(Room.ID)
    /// More findings about one subject than any true history can hold.
    case tooManyFindings(Int)
}
