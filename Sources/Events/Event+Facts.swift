public import Alarms
public import Domain
import Stays
import Tracking

extension Event {
    /// What rules may know of it; most events tell them nothing.
    ///
    /// - id: the id of the leaf that holds the event.
    public func facts(id: ID<Kind.Event>) -> [Fact] {
        switch self {
        case .stay(let event): event.statement.map { [Fact(event: id, at: event.occurred, $0)] } ?? []
        case .presence(let event): event.fact(id: id).map { [$0] } ?? []
        case .tag(let event): [event.fact(id: id)]
        case .device(let event): event.fact(id: id).map { [$0] } ?? []
        case .centre(let event): event.fact(id: id).map { [$0] } ?? []
        case .alarm, .access: []
        }
    }
}

extension StayEvent {
    fileprivate var statement: Fact.Statement? {
        switch self {
        case .arrived(let stay, let registration): .arrived(Visitor(stay, registration))
        case .entered(let stay, _, _): .entered(stay)
        case .tagBound(let stay, let tag, _): .worn(tag, by: .person(stay))
        case .tagReturned(_, let tag, _, _): .returned(tag)
        case .stepDone(let stay, let record): .stepDone(stay, record.step)
        case .kindChanged(let stay, let kind, _, _, _): .kindChanged(stay, to: kind)
        case .traitsRecorded(let stay, let traits, _, _): .traits(stay, traits.sex, isMinor: traits.isMinor)
        case .clockStarted(let stay, let clock, let from, let runsFromArrival, let terms, _):
            .clock(
                stay,
                clock.ground,
                clock.duty,
                from: from,
                limit: terms.base,
                warnings: terms.warnings,
                runsFromArrival: runsFromArrival
            )
        case .clockExtended(let stay, let clock, let grant):
            .clockExtended(stay, clock.ground, clock.duty, limit: grant.limit)
        case .arrivalCorrected(let stay, let correction):
            .arrivalCorrected(stay, by: correction.to - correction.from)
        case .clockEnded(let stay, let clock, _): .clockEnded(stay, clock.ground, clock.duty)
        case .exited(let stay, _): .exited(stay)
        case .tagIssued, .tagForgone, .roomAllocated, .roomReleased, .sessionStarted, .sessionEnded, .breachRecorded,
            .darkBegan, .darkEnded, .dutyDone:
            nil
        }
    }
}

extension PresenceEvent {
    fileprivate func fact(id: ID<Kind.Event>) -> Fact? {
        switch self {
        case .moved(let tag, _, let to, let at, _, _, _):
            Fact(event: id, at: at, .moved(tag, to: Whereabouts(to)))
        case .passed(let tag, let room, let at, let until):
            Fact(event: id, at: at, .passed(tag, room, until: until))
        case .impossibleJump: nil
        }
    }
}

extension TagEvent {
    fileprivate func fact(id: ID<Kind.Event>) -> Fact {
        switch self {
        case .button(let tag, _, let at): Fact(event: id, at: at, .button(tag))
        case .tamper(let tag, let cut, let at): Fact(event: id, at: at, .tamper(tag, cut: cut))
        case .battery(let tag, let percent, let at): Fact(event: id, at: at, .battery(tag, percent: percent))
        case .carried(let tag, let officer, let rank, let at):
            Fact(event: id, at: at, .worn(tag, by: .officer(officer, rank)))
        case .handedBack(let tag, let at): Fact(event: id, at: at, .returned(tag))
        }
    }
}

extension DeviceEvent {
    fileprivate func fact(id: ID<Kind.Event>) -> Fact? {
        switch self {
        case .silent(let baseStation, let lastHeard, let at):
            Fact(event: id, at: at, .baseStationSilent(baseStation, lastHeard: lastHeard))
        case .heard(let baseStation, let at): Fact(event: id, at: at, .baseStationHeard(baseStation))
        case .added, .revoked, .booted: nil
        }
    }
}

extension CentreEvent {
    fileprivate func fact(id: ID<Kind.Event>) -> Fact? {
        switch self {
        case .clockStarted(_, let origin, _): Fact(event: id, at: origin, .serverStarted)
        case .clockJumped(let wallAhead, let at): Fact(event: id, at: at, .clocksDiffer(by: wallAhead))
        case .diskChanged(let state, let free, let at):
            Fact(event: id, at: at, .diskSpace(state, percentFree: free / 10))
        case .signingStopped(let at): Fact(event: id, at: at, .signing(isStopped: true))
        case .signingResumed(let at): Fact(event: id, at: at, .signing(isStopped: false))
        case .fileTaken, .consoleLost, .consoleBack, .consoleGone, .unattended, .attended, .chunkClosed, .erased: nil
        }
    }
}

extension Visitor {
    fileprivate init(_ stay: ID<Kind.Stay>, _ registration: Registration) {
        self.init(
            stay: stay,
            kind: registration.kind,
            sex: registration.sex,
            isMinor: registration.isMinor,
            caseCode: registration.caseCode,
            officers: registration.officers
        )
    }
}

extension Whereabouts {
    fileprivate init(_ place: Place) {
        switch place {
        case .room(let room): self = .room(room)
        case .outside: self = .outside
        case .notDetermined: self = .notDetermined
        case .noSignal: self = .noSignal
        }
    }
}
