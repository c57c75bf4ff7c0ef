public import Domain
public import Policy
public import Premises

/// The rules' engine: a fold over the journal. Facts and time in, alarms out.
///
/// Its clock is *recorded* time, in the order of the journal; durations are measured in *occurred* time. The memory is
/// all its state: saved in the commit that saves the alarms, it makes a restart invisible.
public struct Watch: Sendable {
    /// What is settled when the centre starts, or when a plan or policy is taken into use.
    public struct Setting: Sendable {
        public let policy: PolicyBook
        public let building: Building
        /// How long after the deed a place may still become known: deadlines over places wait for it.
        public let confirmation: Duration
        /// So long before a change people's comings and goings are weighed again: longer than any interruption that
        /// a rule overlooks plus the time in which places are confirmed.
        let margin: Duration
        /// The judges of each version of the policy.
        let judges: [RuleID: [(inForce: Span, judge: any Judge)]]

        /// How far back the engine remembers what is over. A line that comes later than this corrects the record, but
        /// raises nothing: the replay of the day finds it. Longer than every span over which a rule compares people.
        let reach: Duration

        public init(policy: PolicyBook, rooms: [Room], confirmation: Duration = .seconds(6)) {
            self.init(
                policy: policy,
                rooms: rooms,
                confirmation: confirmation,
                reach: .hours(2),
                judges: Catalogue.judges
            )
        }

        init(
            policy: PolicyBook,
            rooms: [Room],
            confirmation: Duration,
            reach: Duration,
            judges: (PolicyVersion) -> [any Judge]
        ) {
            self.policy = policy
            building = Building(rooms: rooms)
            self.confirmation = confirmation
            self.reach = reach
            var all: [RuleID: [(inForce: Span, judge: any Judge)]] = [:]
            for version in policy.versions {
                for judge in judges(version) { all[judge.id, default: []].append((version.inForce, judge)) }
            }
            self.judges = all
            let interruptions = policy.versions.flatMap(\.rules).map { $0.duration(.ends) }
            margin = confirmation + max(interruptions.max() ?? .zero, MeetsSuspect.ends, Watch.attendance) + .seconds(1)
        }

        /// The rule as set by the version in force at the moment; nil where it is not judged.
        public func ruling(_ rule: RuleID, at moment: Instant) -> Ruling? {
            policy.ruling(rule, at: moment)
        }
    }

    public struct Memory: Hashable, Sendable, Codable {
        /// The name under which it is saved. Memory of another form has another name: the journal is folded anew.
        public static let cursor = "rules-memory-2"

        public internal(set) var site = Site()
        /// Open alarms, and closed ones until they are out of memory's reach.
        public internal(set) var alarms = AlarmBook()
        /// When each question must be asked again if nothing happens.
        var due: [Question: Instant] = [:]
        /// Questions that a rule failed to answer, with the event that made it fail.
        var failed: [Question: ID<Kind.Event>] = [:]
        /// The clock: the latest recorded time seen.
        public internal(set) var now = Instant(microseconds: .min / 2)

        public init() {}
    }

    public let setting: Setting
    public internal(set) var memory: Memory

    public init(_ setting: Setting, memory: Memory = Memory()) {
        self.setting = setting
        self.memory = memory
    }

    /// Takes a fact as the journal has it. Deadlines that were due before it fire first.
    public mutating func observe(_ fact: Fact, recordedAt: Instant) -> [AlarmEvent] {
        var events = advance(to: recordedAt)
        let touch = memory.site.apply(fact)
        let changed = min(touch.since ?? fact.at, fact.at)
        let reason = Reason(event: fact.event, isRetraction: fact.isRetraction, changed: changed)
        for question in questions(touched: touch, since: changed - setting.margin) {
            events += ask(question, because: reason)
        }
        return events
    }

    /// Takes what people did to alarms, and the SOS that the ingest raised. The engine's own events change nothing:
    /// it made them.
    public mutating func observe(_ event: AlarmEvent, recordedAt: Instant) -> [AlarmEvent] {
        var events = advance(to: recordedAt)
        switch event {
        case .raised(let id, let raising):
            guard memory.alarms[id] == nil, raising.key.rule == .sos else { break }
            memory.alarms.put(Alarm(id, raising, recordedAt: recordedAt))
            events += ask(Question(rule: .sos, subject: raising.key.subject), because: nil)
        case .announced(let id, _, _):
            memory.alarms.apply(event, recordedAt: recordedAt)
            if let subject = memory.alarms[id]?.raising.key.subject {
                events += ask(Question(rule: .sos, subject: subject), because: nil)
            }
        case .acknowledged, .closed: memory.alarms.apply(event, recordedAt: recordedAt)
        case .urgencyChanged, .conditionGone, .conditionBack, .escalated, .attended, .withdrawn: break
        }
        return events
    }

    /// Lets time pass. Each deadline fires at its own moment, so that it does not matter how often this is called.
    public mutating func advance(to moment: Instant) -> [AlarmEvent] {
        var events: [AlarmEvent] = []
        while let next = nextDeadline, next <= moment {
            forget(at: next)
            memory.now = max(memory.now, next)
            events += fire()
        }
        forget(at: moment)
        memory.now = max(memory.now, moment)
        return events
    }

    /// When to call ``advance(to:)`` next if no fact comes.
    public var nextDeadline: Instant? {
        let escalations = memory.alarms.sounding.lazy.compactMap { id in
            self.memory.alarms[id].flatMap { self.escalationDue($0) }
        }
        return [memory.due.values.min(), escalations.min()].compactMap(\.self).min()
    }

    private mutating func fire() -> [AlarmEvent] {
        var events: [AlarmEvent] = []
        let now = memory.now
        for question in memory.due.filter({ $0.value <= now }).keys.sorted() {
            events += ask(question, because: nil)
        }
        for alarm in memory.alarms.stillSounding {
            guard let due = escalationDue(alarm), due <= now else { continue }
            events.append(record(.escalated(alarm.id, step: alarm.escalation + 1, at: due)))
        }
        return events
    }

    /// When the next post hears of it; nil while nobody has to.
    private func escalationDue(_ alarm: Alarm) -> Instant? {
        guard alarm.climbs,
            let steps = setting.ruling(alarm.raising.key.rule, at: alarm.raising.began)?.rule.escalation,
            alarm.escalation < steps.count
        else { return nil }
        return alarm.sounded + steps[alarm.escalation]
    }

    private func questions(touched touch: Touch, since: Instant) -> [Question] {
        let scene = Scene(site: memory.site, building: setting.building, since: since)
        var questions: Set<Question> = []
        for (rule, judges) in setting.judges {
            // All versions of a rule ask about the same subjects; only their figures differ.
            for subject in judges.last?.judge.subjects(touched: touch, in: scene) ?? [] {
                questions.insert(Question(rule: rule, subject: subject))
            }
        }
        let stays = Set(scene.staysAround(touch))
        for alarm in memory.alarms.stillSounding
        where alarm.raising.key.rule == .sos && stays.contains(alarm.raising.key.subject) {
            questions.insert(alarm.question)
        }
        return questions.sorted()
    }

    /// Applies an event of the engine to its own memory and hands it on.
    mutating func record(_ event: AlarmEvent) -> AlarmEvent {
        if case .raised(let id, let raising) = event {
            memory.alarms.put(Alarm(id, raising, recordedAt: memory.now))
        } else {
            memory.alarms.apply(event, recordedAt: memory.now)
        }
        return event
    }
}

/// What made a question be asked again.
struct Reason {
    let event: ID<Kind.Event>
    let isRetraction: Bool
    /// Nothing that was over before this moment is different now.
    let changed: Instant

    var withdrawal: Withdrawal { isRetraction ? .retraction : .lateFact }
}

extension Fact {
    var isRetraction: Bool {
        if case .retracted = statement { true } else { false }
    }
}
