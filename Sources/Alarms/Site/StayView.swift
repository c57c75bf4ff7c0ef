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
        public let expires: Instant
        public let warnings: [Duration]
        public internal(set) var until: Instant?
        /// The corrected arrival by which it never was so.
        public internal(set) var voidBy: ID<Kind.Event>?

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

    /// The clocks as they were set, without what a correction took back.
    public var validClocks: [Clock] { clocks.filter { $0.voidBy == nil } }

    /// - isCorrection: it was never otherwise; what was set before is void.
    mutating func start(_ clock: Clock, isCorrection: Bool = false) {
        guard !clocks.contains(where: { $0.event == clock.event && $0.isSame(as: clock.ground, clock.duty) }) else {
            return
        }
        if isCorrection {
            for index in clocks.indices where clocks[index].isSame(as: clock.ground, clock.duty) {
                if clocks[index].voidBy == nil, clocks[index].at <= clock.at { clocks[index].voidBy = clock.event }
            }
        }
        clocks.append(clock)
        clocks.sort { ($0.at, $0.event) < ($1.at, $1.event) }
        resolve(clock.ground, clock.duty)
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
