public import Domain
import Policy

extension Stay {
    /// The stay that an arrival begins.
    public init(_ id: ID<Kind.Stay>, _ registration: Registration) {
        self.id = id
        self.registration = registration
        state = .arrived
        kind = registration.kind
        kindChanged = nil
        recordedTraits = nil
        arrival = registration.arrival
        tag = .none
        tagIssuedAs = nil
        steps = []
        allocations = []
        sessions = []
        breaches = []
        dark = []
        clocks = []
        corrections = []
        owed = []
    }

    /// The stay after its first event; nil where that is not an arrival.
    public init?(_ event: StayEvent) {
        guard case .arrived(let id, let registration) = event else { return nil }
        self.init(id, registration)
    }

    /// The only place where a stay changes.
    public mutating func apply(_ event: StayEvent) {
        precondition(event.stay == id, "an event is applied to the stay that it happened to")
        switch event {
        case .arrived: break
        case .entered(_, let at, _): state = .inArea(since: at)
        case .tagIssued(_, let tag, let at, _):
            self.tag = .pending(tag, since: at)
            tagIssuedAs = kind
        case .tagBound(_, let tag, let at): self.tag = .complete(tag, since: at)
        case .tagForgone(_, let reason, let at, _): tag = .forgone(reason, at: at)
        case .tagReturned(_, let tag, let at, _): self.tag = .returned(tag, at: at)
        case .stepDone(_, let record): steps.append(record)
        case .roomAllocated(_, let room, let at, let by):
            allocations.append(Allocation(room: room, by: by, span: Span(from: at)))
        case .roomReleased(_, let room, let at, _): release(room, at: at)
        case .sessionStarted(_, let room, let at, let officers):
            sessions.append(Session(room: room, officers: officers, span: Span(from: at)))
        case .sessionEnded(_, let at, _): endSession(at: at)
        case .breachRecorded(_, let breach): breaches.append(breach)
        case .kindChanged(_, let kind, _, let at, _):
            self.kind = kind
            kindChanged = at
        case .traitsRecorded(_, let traits, _, _): recordedTraits = traits
        case .arrivalCorrected(_, let correction): correct(correction)
        case .clockStarted(_, let key, let from, let runsFromArrival, let terms, _):
            clocks.append(StatutoryClock(key, start: from, runsFromArrival: runsFromArrival, terms: terms))
        case .clockExtended(_, let key, let grant): change(key) { $0.grants.append(grant) }
        case .clockEnded(_, let key, let at): change(key) { $0.ended = at }
        case .darkBegan(_, let cause, let at, let holder):
            dark.append(DarkTime(cause: cause, span: Span(from: at), lastHolder: holder, reason: nil))
        case .darkEnded(_, let cause, let at, let reason): close(cause, at: at, reason: reason)
        case .exited(_, let exit): leave(exit)
        case .dutyDone(_, let duty, _, _): owed.removeAll { $0.duty == duty }
        }
    }

    private mutating func release(_ room: Code<Kind.Room>, at moment: Instant) {
        guard let index = allocations.lastIndex(where: { $0.room == room && $0.span.end == nil }) else { return }
        allocations[index].span = allocations[index].span.ended(at: moment)
    }

    private mutating func endSession(at moment: Instant) {
        guard let index = sessions.lastIndex(where: { $0.span.end == nil }) else { return }
        sessions[index].span = sessions[index].span.ended(at: moment)
    }

    private mutating func close(_ cause: DarkTime.Cause, at moment: Instant, reason: ID<Kind.Content>?) {
        guard let index = dark.lastIndex(where: { $0.cause == cause && $0.span.end == nil }) else { return }
        let open = dark[index]
        dark[index] = DarkTime(
            cause: cause,
            span: open.span.ended(at: moment),
            lastHolder: open.lastHolder,
            reason: reason ?? open.reason
        )
    }

    private mutating func correct(_ correction: ArrivalCorrection) {
        corrections.append(correction)
        arrival = Arrival(
            mode: arrival.mode,
            ground: arrival.ground,
            at: correction.to,
            document: arrival.document
        )
        for index in clocks.indices where clocks[index].runsFromArrival {
            clocks[index].start = correction.to
        }
        if let index = dark.firstIndex(where: { $0.cause == .beforeEntry }) {
            let end = dark[index].span.end.map { max($0, correction.to) }
            dark[index].span = Span(from: correction.to, until: end)
        }
    }

    private mutating func change(_ key: ClockKey, _ change: (inout StatutoryClock) -> Void) {
        guard let index = clocks.lastIndex(where: { $0.key == key }) else { return }
        change(&clocks[index])
    }

    private mutating func leave(_ exit: Exit) {
        let since: Instant? = if case .inArea(let since) = state { since } else { nil }
        state = .left(since: since, exit)
        owed = exit.owed
        endSession(at: exit.at)
        for index in allocations.indices where allocations[index].span.end == nil {
            allocations[index].span = allocations[index].span.ended(at: exit.at)
        }
        for index in dark.indices where dark[index].span.end == nil {
            dark[index].span = dark[index].span.ended(at: exit.at)
        }
        for index in clocks.indices where clocks[index].isRunning && clocks[index].key.duty == .release {
            clocks[index].ended = exit.at
        }
    }
}

extension Span {
    /// An end before the start, as a corrected time can make it, ends it where it began.
    fileprivate func ended(at moment: Instant) -> Span {
        Span(from: start, until: max(start, moment))
    }
}
