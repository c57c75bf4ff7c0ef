public import Domain
public import Premises

/// The whole policy as in force during one stretch of time.
public struct PolicyVersion: Hashable, Sendable, Codable {
    /// The first day on which it is in force, in the zone of the site: `2026-01-01`.
    public let id: String
    public let inForce: Span
    public let clocks: [ClockRule]
    public let flows: [Flow]
    public let roomRights: [RoomRights]
    public let rules: [Rule]

    public init(
        id: String,
        inForce: Span,
        clocks: [ClockRule],
        flows: [Flow],
        roomRights: [RoomRights],
        rules: [Rule]
    ) {
        self.id = id
        self.inForce = inForce
        self.clocks = clocks
        self.flows = flows
        self.roomRights = roomRights
        self.rules = rules
    }

    public func clocks(of ground: Ground) -> [ClockRule] {
        clocks.filter { $0.ground == ground }
    }

    /// The clock that says how long the ground may keep a person in the area.
    public func limit(for ground: Ground) -> ClockRule? {
        let own = clocks(of: ground)
        return own.first { $0.duty == .release } ?? own.first { $0.duty == .deliver }
    }

    /// The only kind of centre that may use the ground; nil for any.
    public func onlyCentre(for ground: Ground) -> CentreKind? {
        clocks(of: ground).compactMap(\.only).first
    }

    /// Whom the ground may hold; nobody where the policy has no limit for it.
    public func persons(heldOn ground: Ground) -> Set<PersonKind> {
        let clocks = clocks(of: ground)
        return clocks.dropFirst().reduce(clocks.first?.persons ?? []) { $0.intersection($1.persons) }
    }

    /// Whether such a centre may hold somebody on the ground: without a limit nobody may.
    public func allows(_ ground: Ground, in centre: CentreKind) -> Bool {
        !clocks(of: ground).isEmpty && (onlyCentre(for: ground) ?? centre) == centre
    }

    public func flow(of person: PersonKind) -> Flow? {
        flows.first { $0.person == person }
    }

    /// What such a person must have done before being in such a room, in the order of the flow.
    public func stepsRequired(before room: RoomKind, for person: PersonKind) -> [Step] {
        flow(of: person)?.stepsRequired(before: room) ?? []
    }

    /// Where the step takes place for such a person; empty where it may be done anywhere.
    public func rooms(for step: Step, of person: PersonKind) -> Set<RoomKind> {
        flow(of: person)?.stages.first { $0.step == step }?.rooms ?? []
    }

    /// Whether such a person may be in such a room; what the policy does not speak of is allowed.
    public func allows(_ person: PersonKind, in room: RoomKind) -> Bool {
        roomRights.first { $0.person == person }?.allowed.contains(room) ?? true
    }

    /// The rule as set; nil where the policy has none, and nothing is judged by it.
    public func rule(_ id: RuleID) -> Rule? {
        rules.first { $0.id == id }
    }
}

/// All versions of the policy, one after the other in time.
public struct PolicyBook: Hashable, Sendable, Codable {
    public let versions: [PolicyVersion]

    /// The versions in any order; they must not overlap.
    public init(_ versions: [PolicyVersion]) {
        let sorted = versions.sorted { $0.inForce.start < $1.inForce.start }
        precondition(
            zip(sorted, sorted.dropFirst()).allSatisfy { earlier, later in
                earlier.inForce.end.map { $0 <= later.inForce.start } ?? false
            },
            "one version is in force at a time"
        )
        self.versions = sorted
    }

    /// The version in force at a moment: of the arrival for clocks, of the act for sessions and checks.
    public func version(inForceAt moment: Instant) -> PolicyVersion? {
        versions.last { $0.inForce.contains(moment) }
    }
}
