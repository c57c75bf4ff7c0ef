public import Domain

/// One part of the policy with the days on which it is in force, as files hold it.
public struct PolicyEntry: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
        case clock(ClockRule)
        case flow(Flow)
        case rooms(RoomRights)
        case rule(Rule)
    }

    /// What there may be only one of at a time.
    public enum Subject: Hashable, Sendable {
        case clock(Ground, ClockRule.Duty)
        case flow(PersonKind)
        case rooms(PersonKind)
        case rule(RuleID)
    }

    public let content: Content
    public let inForce: Span

    public init(_ content: Content, inForce: Span) {
        self.content = content
        self.inForce = inForce
    }

    public var subject: Subject {
        switch content {
        case .clock(let clock): .clock(clock.ground, clock.duty)
        case .flow(let flow): .flow(flow.person)
        case .rooms(let rights): .rooms(rights.person)
        case .rule(let rule): .rule(rule.id)
        }
    }

    /// Whether both would speak of the same at the same time.
    public func overlaps(_ other: PolicyEntry) -> Bool {
        subject == other.subject
            && (inForce.end.map { other.inForce.start < $0 } ?? true)
            && (other.inForce.end.map { inForce.start < $0 } ?? true)
    }
}

extension PolicyVersion {
    /// Whole versions from parts that do not overlap: a new one begins on each day on which a part begins or ends.
    public static func versions(of entries: [PolicyEntry], in zone: Zone) -> [PolicyVersion] {
        let cuts = Set(entries.flatMap { [$0.inForce.start] + ($0.inForce.end.map { [$0] } ?? []) }).sorted()
        return cuts.enumerated().compactMap { index, start in
            let end = index + 1 < cuts.count ? cuts[index + 1] : nil
            let parts = entries.filter { $0.inForce.contains(start) }.map(\.content)
            guard !parts.isEmpty else { return nil }
            return PolicyVersion(
                id: zone.civil(start).date,
                inForce: Span(from: start, until: end),
                clocks: parts.compactMap { if case .clock(let clock) = $0 { clock } else { nil } },
                flows: parts.compactMap { if case .flow(let flow) = $0 { flow } else { nil } },
                roomRights: parts.compactMap { if case .rooms(let rights) = $0 { rights } else { nil } },
                rules: parts.compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
            )
        }
    }
}
