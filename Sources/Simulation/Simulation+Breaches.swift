public import Domain
public import Premises
import Tracking

/// What somebody at the Stage does to the running shift.
public enum Intervention: Hashable, Sendable {
    case pressSOS(Code<Kind.Tag>)
    case cutStrap(Code<Kind.Tag>)
    case walk(Code<Kind.Tag>, into: Room.ID)
    /// Leaves the room for home, whatever the task.
    case officerLeaves(Code<Kind.Tag>)
    case forgetCard(Code<Kind.Tag>)
    case unplug(BaseStation.ID)
    case plugIn(BaseStation.ID)
    case swapTags(Code<Kind.Tag>, Code<Kind.Tag>)
}

extension Simulation {
    /// Takes effect in the next second; false: there is nobody, or nothing, of that name.
    @discardableResult
    public mutating func intervene(_ intervention: Intervention) -> Bool {
        switch intervention {
        case .pressSOS(let tag): return touch(tag) { $0.radio.extra.append((actor: $1, reading: .button)) }
        case .cutStrap(let tag): return touch(tag) { $0.radio.extra.append((actor: $1, reading: .tamper)) }
        case .walk(let tag, let room): return touch(tag) { $0.send($1, to: .room(room)) }
        case .officerLeaves(let tag):
            return touch(tag) { simulation, index in
                if let home = simulation.actors[index].home { simulation.send(index, to: .room(home)) }
            }
        case .forgetCard(let tag): return touch(tag) { $0.actors[$1].isOnAir = false }
        case .unplug(let id): return power(id, until: .max)
        case .plugIn(let id): return power(id, until: 0)
        case .swapTags(let one, let other):
            guard let first = index(of: one), let second = index(of: other) else { return false }
            let legs = actors[first].legs
            (actors[first].place, actors[second].place) = (actors[second].place, actors[first].place)
            (actors[first].side, actors[second].side) = (actors[second].side, actors[first].side)
            (actors[first].legs, actors[second].legs) = (actors[second].legs, legs)
            return true
        }
    }

    private func index(of tag: Code<Kind.Tag>) -> Int? { actors.firstIndex { $0.tag == tag && $0.isOnAir } }

    private mutating func touch(_ tag: Code<Kind.Tag>, _ body: (inout Self, Int) -> Void) -> Bool {
        guard let index = index(of: tag) else { return false }
        body(&self, index)
        return true
    }

    private mutating func power(_ id: BaseStation.ID, until: Int) -> Bool {
        guard let index = plan.baseStations.firstIndex(where: { $0.id == id }) else { return false }
        radio.unplugged[index] = until
        return true
    }

    /// The first hour lets the rooms fill; the last leaves time for what must follow.
    mutating func scheduleBreaches() {
        let live = configuration.breaches.filter {
            $0 != .stepSkipped && $0 != .clockWarning && $0 != .clockExpired
        }
        let from = 5_400
        let room = max(0, configuration.hours * 3_600 - from - 1_800)
        breaches = live.enumerated().map { (at: from + room * $0.offset / max(1, live.count), rule: $0.element) }
    }

    /// One that finds nobody suitable waits for the next second.
    mutating func plantDueBreaches() {
        guard let next = breaches.firstIndex(where: { $0.at <= second }) else { return }
        if stage(breaches[next].rule) { breaches.remove(at: next) }
    }

    /// Suspects at rest in a holding room whom nothing awaits in the next ten minutes.
    private func atRest() -> [Int] {
        people.indices.filter { index in
            let person = people[index]
            let actor = actors[person.actor]
            return person.phase == .inside && person.isSuspect && !actor.isBusy && actor.isOnAir && !actor.isWalking
                && (person.jobs.first?.due ?? .max) > second + 600
                && person.arriving.kind == .criminalSuspect && person.planted == nil
        }
    }

    private mutating func stage(_ rule: PlantedRule) -> Bool {
        if rule == .stationSilent { return silenceBaseStation() }
        let resting = atRest()
        guard !resting.isEmpty else { return false }
        let index = resting[generator.whole(0...(resting.count - 1))]
        let actor = people[index].actor
        let tag = actors[actor].tag.text
        let limits = configuration.limits
        switch rule {
        case .sos:
            radio.extra.append((actor: actor, reading: .button))
            plant(rule, tag, lasting: 120)
        case .tagCut:
            radio.extra.append((actor: actor, reading: .tamper))
            plant(rule, tag, lasting: 120)
        case .tagBattery:
            radio.extra.append((actor: actor, reading: .battery(percent: 5)))
            plant(rule, tag, lasting: 300)
        case .tagSilent:
            actors[actor].silentUntil = second + 3 * limits.tagSilent + 60
            plant(rule, tag, lasting: 3 * limits.tagSilent + 240, may: [.personUnwatched])
        case .wrongRoom, .overstay, .loneOfficer, .personUnwatched, .meetsSuspect:
            return stageWalk(rule, actor)
        case .stepSkipped, .clockWarning, .clockExpired, .stationSilent:
            return true
        }
        return true
    }

    private mutating func silenceBaseStation() -> Bool {
        guard !plan.baseStations.isEmpty else { return true }
        let index = generator.whole(0...(plan.baseStations.count - 1))
        let seconds = 4 * configuration.limits.baseStationSilent + 60
        radio.unplugged[index] = second + seconds
        plant(.stationSilent, plan.baseStations[index].id.text, lasting: seconds + 60)
        return true
    }

    /// Breaches for which somebody must walk.
    private mutating func stageWalk(_ rule: PlantedRule, _ lead: Int) -> Bool {
        let limits = configuration.limits
        let back = actors[lead].side
        let sessions = rule == .loneOfficer
        guard
            let staff = free(sessions ? .police : .auxiliary, sessions ? 2 : 1, sex: sessions ? nil : actors[lead].sex),
            let room = scene(of: rule)
        else { return false }
        var stages: [Errand.Stage] = [.gather]
        if sessions, let person = person(of: lead) {
            let cards: [Code<Kind.Card>] = staff.map { Code(checked: actors[$0].tag.text) }
            stages.append(.say(.step(person: person, .interrogation, room: room, officers: cards)))
        }
        stages.append(.go(.room(room)))
        switch rule {
        case .overstay:
            let seconds = limits.toilet + 240
            stages += [.plant(rule, lasting: seconds + 300, may: []), .dwell(seconds)]
        case .loneOfficer:
            let seconds = 2 * limits.loneOfficer + 90
            stages += [.dwell(300), .plant(rule, lasting: seconds + 120, may: []), .away(member: 2, seconds: seconds)]
            stages += [.go(.room(room)), .dwell(300)]
        case .personUnwatched:
            let seconds = 2 * limits.unwatched + 60
            stages += [.dwell(120), .plant(rule, lasting: seconds + 120, may: [.overstay])]
            stages += [.away(member: 1, seconds: seconds), .go(.room(room)), .dwell(60)]
        case .wrongRoom, .meetsSuspect:
            let may: [PlantedRule] = [.wrongRoom, .personUnwatched, .meetsSuspect, .stepSkipped]
            stages += [.plant(rule, lasting: 420, may: may.filter { $0 != rule }), .dwell(150)]
        case .stepSkipped, .sos, .tagCut, .tagSilent, .tagBattery, .stationSilent, .clockWarning, .clockExpired:
            return true
        }
        begin(Errand(members: [lead] + staff, stages: stages + [.go(back)], room: rule == .wrongRoom ? nil : room))
        return true
    }

    /// Where the breach happens; nil: not now.
    private func scene(of rule: PlantedRule) -> Room.ID? {
        let taken = Set(errands.compactMap(\.room))
        func first(_ kinds: [RoomKind]) -> Room.ID? {
            kinds.lazy.compactMap { kind in plan.rooms.first { $0.kind == kind && !taken.contains($0.id) }?.id }.first
        }
        switch rule {
        case .overstay: return first([.toilet])
        case .loneOfficer: return first([.interrogation])
        case .personUnwatched: return plan.rooms.first { $0.kind == .dining && $0.watch == .inRoom }?.id
        case .wrongRoom: return first([.storeGeneral, .dossiers, .propertyReception, .equipment, .legalReview])
        case .meetsSuspect:
            return people.lazy.compactMap { person -> Room.ID? in
                let actor = actors[person.actor]
                guard !person.isSuspect, actor.isOnAir, !actor.isWalking else { return nil }
                return kind(of: actor.side.roomID) == .interview || kind(of: actor.side.roomID) == .victimOneStop
                    ? actor.side.roomID : nil
            }.first
        case .stepSkipped, .sos, .tagCut, .tagSilent, .tagBattery, .stationSilent, .clockWarning, .clockExpired:
            return nil
        }
    }
}
