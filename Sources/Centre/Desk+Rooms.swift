internal import Domain
internal import Engine
internal import Events
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Web

extension Desk {
    /// Keeps a room for the person: a plan, and refused while a step is missing (P8).
    func allocate(_ id: Room.ID, for stay: ID<Kind.Stay>, _ reader: Reader) async throws -> SiteReceipt {
        guard let room = setting.plan.room(id) else { throw SiteRefusal.unknown }
        return try await act(on: stay, reader) { stay, officer, now, _ in
            guard let policy = setting.policy(at: now) else { throw SiteRefusal.unknown }
            try Self.check(reader, outside: stay)
            let old = stay.allocations.filter { $0.span.end == nil && $0.room != id }.map(\.room)
            let released = try old.map { try stay.release($0, by: officer, now: now) }
            return released + [try stay.allocate(room, by: officer, policy: policy, now: now)]
        }
    }

    /// A second account, whose holder confirms with name and password at the same desk.
    func confirming(_ second: SecondPerson?) async throws -> Account? {
        guard let second else { return nil }
        let entrance = try await store.signIn(
            name: second.name,
            password: second.password,
            browser: second.browser
        )
        guard let secret = entrance?.session, let signIn = try store.session(secret, now: now)
        else {
            throw SiteRefusal.field(
                SiteRefusal.secondPerson,
                message: Bilingual(zh: "第二人的账号或口令不对", en: "the second person's name or password is wrong")
            )
        }
        try await store.signOut(secret)
        return signIn.account
    }

    /// What can be done about a stay now, and why the rest cannot.
    func offers(for stay: Stay) -> StayReading.Offers {
        var offers = StayReading.Offers()
        // A doubt of the arrival is often found after the exit.
        offers.arrived = stay.arrival.at
        offers.duties = stay.owed.compactMap { owed in
            guard case .clock(let key) = owed.duty else { return nil }
            return .init(value: key.name, name: key.words.titled)
        }
        guard !stay.hasLeft, let policy = setting.policy(at: now) else { return offers }
        let steps: [Step] = [.waiting, .interrogation, .interview]
        let kinds = Set(steps.flatMap { policy.rooms(for: $0, of: stay.kind) })
        offers.rooms = setting.plan.rooms.filter { kinds.contains($0.kind) }.map { room in
            StayReading.RoomOffer(
                room: room.id,
                name: room.name,
                isSession: [.interrogation, .interview].contains {
                    policy.rooms(for: $0, of: stay.kind).contains(room.kind)
                },
                refusal: refusal { () throws(StayRefusal) in
                    _ = try stay.allocate(room, by: stay.registration.by, policy: policy, now: now)
                },
                caution: stay.traits.isMinor && room.kind.holdsAdults ? words.heldApart : nil
            )
        }
        offers.kinds = PersonKind.allCases.filter { $0 != stay.kind }.map {
            .init(value: $0.rawValue, name: $0.words.titled)
        }
        offers.session = stay.session.map { words.room($0.room) }
        if let atArrival = setting.policy(at: stay.arrival.at) { offerClocks(stay, atArrival, in: &offers) }
        if stay.tag.worn == nil {
            offers.tagReasons = TagBinding.Reason.allCases.map { .init(value: $0.rawValue, name: $0.words.titled) }
        }
        offers.owed = stay.openDuties(policy: policy, now: now).map { words.duty($0.duty) }
        offers.ends = Exit.End.allCases.filter { ($0 == .left) != stay.kind.isSuspect }.map {
            StayReading.Offers.End(end: $0.rawValue, name: words.end($0))
        }
        return offers
    }

    /// The steps in the order of the flow, with what has to come before those that are allocated ahead.
    func steps(_ stay: Stay) -> [StayReading.StepReading] {
        guard let policy = setting.policy(at: left(stay) ?? now) else { return [] }
        let next = stay.hasLeft ? nil : stay.nextStep(policy: policy)
        let flow = policy.flow(of: stay.kind)
        return (flow?.stages ?? []).map { stage in
            let isAtExit = flow?.atExit.contains(stage.step) == true
            var step = StayReading.StepReading(
                step: stage.step.rawValue,
                name: words.step(stage.step),
                state: stay.isDone(stage.step) ? .done : stage.step == next && !isAtExit ? .next : .open,
                // Rights told to the kind that the person was are not told.
                at: stay.isDone(stage.step) ? stay.at(stage.step) : nil,
                refusal: stage.step.isAllocation
                    ? refusal { () throws(StayRefusal) in try stay.plan(stage.step, policy: policy) } : nil
            )
            step.isArranged = stage.step.isAllocation
            step.isAtExit = isAtExit && !stay.hasLeft
            step.isOwed = stay.owed.contains { $0.duty == .step(stage.step) }
            // A tag is given back whatever came before.
            let missing = stage.step == .tagReturn ? [] : stay.stepsPresupposed(by: stage.step, policy: policy)
            step.missing = missing.isEmpty ? nil : .list(missing.map(\.words))
            if stage.step == .tagReturn { step.permission = .bindTags }
            return step
        }
    }

    /// Why the decision would be refused; nil where it would not.
    func refusal(_ decide: () throws(StayRefusal) -> Void) -> Bilingual? {
        do throws(StayRefusal) {
            try decide()
            return nil
        } catch {
            return words.refusal(error)
        }
    }
}

extension Stay {
    /// When a step was done last.
    fileprivate func at(_ step: Step) -> Instant? {
        if step == .tagReturn, case .returned(_, let at) = tag { return at }
        return steps.last { $0.step == step }?.at
    }
}
