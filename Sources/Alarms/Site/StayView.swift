public import Domain
public import Policy

/// What the engine remembers of one stay.
public struct StayView: Hashable, Sendable, Codable {
    /// One version of a clock: it holds until the next one, or its end, was recorded as happening.
    public struct Clock: Hashable, Sendable, Codable {
        public let ground: Ground
        public let duty: ClockRule.Duty
        public let at: Instant
        public let event: ID<Kind.Event>
        /// Whether a correction of the arrival moves it.
        public let runsFromArrival: Bool
        public let warnings: [Duration]
        public internal(set) var start: Instant
        public internal(set) var expires: Instant
        public internal(set) var until: Instant?
        /// The corrections of the arrival that moved it.
        public internal(set) var moves: [Mark] = []

        /// Since when it is known to run out then.
        var known: Instant { max(at, moves.last?.at ?? at) }

        func isSame(as ground: Ground, _ duty: ClockRule.Duty) -> Bool {
            self.ground == ground && self.duty == duty
        }
    }

    public struct Done: Hashable, Sendable, Codable {
        public let step: Step
        public let at: Instant
        public let event: ID<Kind.Event>
    }

    public struct Turn: Hashable, Sendable, Codable {
        public let kind: PersonKind
        public let at: Instant
        public let event: ID<Kind.Event>
    }

    /// Sex and age as they became known after the arrival: they hold for what was before too.
    public struct Traits: Hashable, Sendable, Codable {
        public let sex: Sex
        public let isMinor: Bool
        public let at: Instant
        public let event: ID<Kind.Event>
    }

    public let visitor: Visitor
    public internal(set) var traits: Traits?
    public internal(set) var kinds: [Turn]
    public internal(set) var steps: [Done] = []
    public internal(set) var clocks: [Clock] = []
    public internal(set) var entered: Mark?
    public internal(set) var exited: Mark?

    public struct Mark: Hashable, Sendable, Codable {
        public let at: Instant
        public let event: ID<Kind.Event>
    }

    init(_ visitor: Visitor, at arrival: Instant, event: ID<Kind.Event>) {
        self.visitor = visitor
        kinds = [Turn(kind: visitor.kind, at: arrival, event: event)]
    }

    public var sex: Sex { traits?.sex ?? visitor.sex }
    public var isMinor: Bool { traits?.isMinor ?? visitor.isMinor }

    public func kind(at moment: Instant) -> PersonKind {
        kinds.last { $0.at <= moment }?.kind ?? visitor.kind
    }

    /// Which of `steps` nobody had done by `moment`.
    public func missing(_ steps: [Step], at moment: Instant) -> [Step] {
        steps.filter { step in !done(step, as: moment).contains { $0.at <= moment } }
    }

    /// When the last of `steps` was done, for the kind that the person was at `moment`; nil while one is not.
    public func completed(_ steps: [Step], as moment: Instant) -> Done? {
        let done = steps.map { step in self.done(step, as: moment).min { $0.at < $1.at } }
        guard !done.contains(nil) else { return nil }
        return done.compactMap(\.self).max { $0.at < $1.at }
    }

    /// The doings of a step that count for the kind that the person was at `moment`: rights are told again to whoever
    /// becomes of another kind (H1).
    private func done(_ step: Step, as moment: Instant) -> [Done] {
        let turn = kinds.last { $0.at <= moment }
        let since = step == .rightsNotice && turn != kinds.first ? turn?.at : nil
        return steps.filter { $0.step == step && $0.at >= since ?? $0.at }
    }

    mutating func start(_ clock: Clock) {
        guard !clocks.contains(where: { $0.event == clock.event }) else { return }
        clocks.append(clock)
        clocks.sort { ($0.at, $0.event) < ($1.at, $1.event) }
        resolve(clock.ground, clock.duty)
    }

    /// The clock runs on to another time from its own start; until now it ran out at the one before.
    mutating func extend(_ ground: Ground, _ duty: ClockRule.Duty, to limit: Duration, by mark: Mark) {
        guard let clock = clocks.last(where: { $0.isSame(as: ground, duty) && $0.at <= mark.at }) else { return }
        start(
            Clock(
                ground: ground,
                duty: duty,
                at: mark.at,
                event: mark.event,
                runsFromArrival: clock.runsFromArrival,
                warnings: clock.warnings,
                start: clock.start,
                expires: clock.start + limit
            )
        )
    }

    /// The arrival was another: every version of a clock that counts from it, also of one that has ended, never ran out
    /// when it was said to. Which version held when stays as it was. Answers with the earliest moment that is different
    /// now.
    mutating func moveClocks(by span: Duration, because mark: Mark) -> Instant? {
        var since: Instant?
        for index in clocks.indices where clocks[index].runsFromArrival && !clocks[index].moves.contains(mark) {
            let before = clocks[index].expires
            clocks[index].start = clocks[index].start + span
            clocks[index].expires = before + span
            clocks[index].moves.append(mark)
            since = min(since ?? before, before, before + span)
        }
        return since
    }

    mutating func end(_ ground: Ground, _ duty: ClockRule.Duty, at moment: Instant) {
        for index in clocks.indices
        where clocks[index].isSame(as: ground, duty) && clocks[index].until == nil && clocks[index].at <= moment {
            clocks[index].until = moment
        }
    }

    /// Each version holds until the next of its ground.
    private mutating func resolve(_ ground: Ground, _ duty: ClockRule.Duty) {
        let own = clocks.indices.filter { clocks[$0].isSame(as: ground, duty) }
        for (index, next) in zip(own, own.dropFirst()) {
            clocks[index].until = min(clocks[index].until ?? clocks[next].at, clocks[next].at)
        }
    }
}
