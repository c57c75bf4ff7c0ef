public import Domain
public import Policy

/// What has to happen next for a person, by whom and until when: the line that the board shows (H4).
public struct NextAct: Hashable, Sendable {
    public enum What: Hashable, Sendable {
        /// End the holding, or get it extended by this office to this limit.
        case releaseOrExtend(ClockTerms.Extension)
        /// Nobody can extend it any more.
        case release
        case deliver
        case tellFamily
        case interrogate
        /// A suspect without a ground.
        case nameGround
        /// The next step of the flow.
        case step(Step)
        /// Of the tag that is on the wrist but unproven.
        case testPress(Code<Kind.Tag>)
        /// After the exit.
        case owed(OwedDuty.Duty)
    }

    public enum Who: Hashable, Sendable {
        case officersOfCase
        case approver(Approver)
        case custodian
        case officer(Code<Kind.Officer>)
    }

    public let what: What
    public let who: Who
    /// Nil where the law names no time.
    public let until: Instant?
    /// The clock it comes from; with the policy it names the article.
    public let clock: ClockKey?
    /// The time has passed: it is to be done now.
    public let isLate: Bool
}

extension Stay {
    /// What next, most pressing first. What has a deadline comes by its deadline; an expired limit leads.
    public func next(policy: PolicyVersion, now: Instant) -> [NextAct] {
        if hasLeft {
            return owed.map {
                NextAct(
                    what: .owed($0.duty),
                    who: .officer($0.owner),
                    until: $0.deadline,
                    clock: nil,
                    isLate: $0.deadline <= now
                )
            }
        }
        var acts = clocks.filter(\.isRunning).map { act(of: $0, now: now) }
        if kind.isSuspect, grounds.isEmpty {
            acts.append(groundMissing(policy: policy, now: now))
        }
        acts.sort { ($0.until?.microseconds ?? .max) < ($1.until?.microseconds ?? .max) }
        // Wrist tags are for suspects only (SPEC §14).
        let returnsTag = wearsWristTag && !kind.isSuspect
        if case .pending(let tag, _) = tag, !returnsTag { acts.append(NextAct(.testPress(tag), by: .custodian)) }
        if returnsTag { acts.append(NextAct(.step(.tagReturn), by: .custodian)) }
        if let step = nextStep(policy: policy), !returnsTag || step != .tagReturn {
            acts.append(NextAct(.step(step), by: step.isInvestigative ? .officersOfCase : .custodian))
        }
        return acts
    }

    /// The first stage of the flow that nobody has done.
    public func nextStep(policy: PolicyVersion) -> Step? {
        policy.flow(of: kind)?.stages.map(\.step).first { !isDone($0) }
    }

    private func act(of clock: StatutoryClock, now: Instant) -> NextAct {
        let what: NextAct.What
        var who = NextAct.Who.officersOfCase
        switch clock.key.duty {
        case .release:
            // What can be extended must be extended before it runs out; afterwards there is only leaving.
            if let next = clock.nextExtension, now < clock.expiry {
                what = .releaseOrExtend(next)
                who = .approver(next.approver)
            } else {
                what = .release
            }
        case .deliver: what = .deliver
        case .tellFamily: what = .tellFamily
        case .interrogate: what = .interrogate
        }
        return NextAct(what: what, who: who, until: clock.expiry, clock: clock.key, isLate: clock.expiry <= now)
    }

    private func groundMissing(policy: PolicyVersion, now: Instant) -> NextAct {
        let grace = policy.rule(.noGround)?.duration(.grace) ?? .zero
        let until = (entry ?? arrival.at) + grace
        return NextAct(what: .nameGround, who: .officersOfCase, until: until, clock: nil, isLate: until <= now)
    }
}

extension NextAct {
    fileprivate init(_ what: What, by who: Who) {
        self.init(what: what, who: who, until: nil, clock: nil, isLate: false)
    }
}

extension Step {
    /// The officers of the case do these; the rest is the desk's.
    var isInvestigative: Bool {
        switch self {
        case .interrogation, .interview: true
        case .rightsNotice, .safetyCheck, .belongings, .informationCollection, .medical, .urineTest, .waiting,
            .belongingsReturn, .tagReturn:
            false
        }
    }
}
