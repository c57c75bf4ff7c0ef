public import Domain
public import Policy
public import Premises

extension Stay {
    /// What a paper with a number typed or read proves; the caller seals the number as `content`.
    ///
    /// A resident identity card must pass GB 11643; other papers are taken as shown.
    public static func paper(
        _ kind: PaperKind,
        number: String,
        content: ID<Kind.Content>
    ) throws(StayRefusal) -> Paper {
        guard kind == .residentIdentityCard else { return .shown(kind, content) }
        do throws(CitizenIDNumber.Fault) {
            _ = try CitizenIDNumber(number)
            return .verified(content)
        } catch {
            throw .paperInvalid(error)
        }
    }

    /// Somebody is brought, or comes (到案): the clocks of the ground start at that time, and the time until the
    /// entry is dark.
    ///
    /// - policy: the version in force at the arrival.
    /// - isAgeTold: no card says the age, but it was told or is disputed: that is recorded, so that the age is not
    ///   taken for unknown when the person becomes a suspect.
    /// - centre: not every ground may be used in every one.
    public static func arrive(
        _ id: ID<Kind.Stay>,
        _ registration: Registration,
        isAgeTold: Bool = false,
        policy: PolicyVersion,
        in centre: CentreKind,
        now: Instant
    ) throws(StayRefusal) -> [StayEvent] {
        guard registration.arrival.at <= now else { throw .arrivalInFuture }
        guard !registration.kind.isSuspect || !registration.officers.isEmpty else { throw .officersMissing }
        let arrival = registration.arrival
        var events: [StayEvent] = [
            .arrived(id, registration),
            .darkBegan(id, .beforeEntry, at: arrival.at, lastHolder: registration.officers.first),
        ]
        if isAgeTold {
            let traits = Stay(id, registration).traits
            events.append(.traitsRecorded(id, traits, at: now, by: registration.by))
        }
        if let ground = arrival.ground {
            try check(ground, for: registration.kind, policy: policy, in: centre)
            events += clocks(
                of: ground,
                for: id,
                isProtected: registration.isProtected,
                arrivedAt: arrival.at,
                announced: arrival.at,
                policy: policy
            )
        }
        return events
    }

    /// A ground is named, or another follows: its clocks start, at the *original* arrival where the law counts so.
    ///
    /// - policy: the version in force at the arrival.
    /// - centre: not every ground may be used in every one.
    public func announce(
        _ ground: Ground,
        at moment: Instant,
        policy: PolicyVersion,
        in centre: CentreKind
    ) throws(StayRefusal) -> [StayEvent] {
        guard !hasLeft else { throw .alreadyLeft }
        try Self.check(ground, for: kind, policy: policy, in: centre)
        guard !grounds.contains(ground) else { throw .groundKnown(ground) }
        return Self.clocks(
            of: ground,
            for: id,
            isProtected: traits.isProtected,
            arrivedAt: arrival.at,
            announced: moment,
            policy: policy
        )
    }

    /// Whether the ground may hold such a person in such a centre: the limit of another would be a wrong one.
    public static func check(
        _ ground: Ground,
        for kind: PersonKind,
        policy: PolicyVersion,
        in centre: CentreKind
    ) throws(StayRefusal) {
        guard !policy.clocks(of: ground).isEmpty else { throw .groundWithoutLimit(ground) }
        guard policy.persons(heldOn: ground).contains(kind) else { throw .groundUnfit(ground, kind) }
        if let only = policy.onlyCentre(for: ground), only != centre { throw .groundElsewhere(ground, only: only) }
    }

    private static func clocks(
        of ground: Ground,
        for id: ID<Kind.Stay>,
        isProtected: Bool,
        arrivedAt arrival: Instant,
        announced: Instant,
        policy: PolicyVersion
    ) -> [StayEvent] {
        policy.clocks(of: ground).map { rule in
            .clockStarted(
                id,
                ClockKey(ground, rule.duty),
                from: rule.start == .arrival ? arrival : announced,
                runsFromArrival: rule.start == .arrival,
                ClockTerms(rule, in: policy, isProtected: isProtected),
                at: announced
            )
        }
    }

    /// The person comes into the area (入区); what follows them now is not dark any more.
    public func enter(at moment: Instant, by officer: Code<Kind.Officer>) throws(StayRefusal) -> [StayEvent] {
        switch state {
        case .arrived: break
        case .inArea: throw .alreadyEntered
        case .left: throw .alreadyLeft
        }
        guard moment >= arrival.at else { throw .arrivalAfterEntry(arrival.at) }
        var events: [StayEvent] = [
            .entered(id, at: moment, by: officer), .darkEnded(id, .beforeEntry, at: moment, reason: nil),
        ]
        if kind.isSuspect, !hasProvenWristTag {
            events.append(.darkBegan(id, .untagged, at: moment, lastHolder: officer))
        }
        return events
    }
}

extension Stay {
    public var hasLeft: Bool {
        if case .left = state { true } else { false }
    }

    public var isInArea: Bool {
        if case .inArea = state { true } else { false }
    }

    /// When the person came into the area.
    public var entry: Instant? {
        switch state {
        case .arrived: nil
        case .inArea(let since): since
        case .left(let since, _): since
        }
    }

    public var officers: [Code<Kind.Officer>] { registration.officers }
    public var caseCode: Code<Kind.Case> { registration.caseCode }
}
