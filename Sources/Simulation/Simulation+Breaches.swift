import Domain
import Premises
import Tracking

extension PlantedRule {
    /// The others are planted at somebody's intake.
    public var isPlantedAtAnyTime: Bool {
        switch self {
        case .stepSkipped, .clockWarning, .clockExpired: false
        case .wrongRoom, .overstay, .loneOfficer, .personUnwatched, .meetsSuspect, .sos, .tagCut, .tagSilent,
            .tagBattery, .stationSilent:
            true
        }
    }
}

extension Simulation {
    /// dB that a body takes from a tag on all sides.
    static let lainUpon = 26.0

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
        case .fetchCard(let tag):
            // Of people who come and go only the desk decides whether they wear a tag.
            guard let index = actors.firstIndex(where: { $0.tag == tag && $0.home != nil }) else { return false }
            actors[index].isOnAir = true
            return true
        case .unplug(let id): return power(id, until: .max)
        case .plugIn(let id): return power(id, until: 0)
        case .swapTags(let one, let other):
            guard let first = index(of: one), let second = index(of: other) else { return false }
            let legs = actors[first].legs
            (actors[first].place, actors[second].place) = (actors[second].place, actors[first].place)
            (actors[first].side, actors[second].side) = (actors[second].side, actors[first].side)
            (actors[first].legs, actors[second].legs) = (actors[second].legs, legs)
            return true
        case .breach(let rule):
            guard rule.isPlantedAtAnyTime else { return false }
            breaches.insert(Appointment(second: second, rule: rule), at: 0)
            return true
        case .bus(let count): return inviteBus(count)
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
        let live = configuration.breaches.filter(\.isPlantedAtAnyTime)
        let from = 5_400
        let room = max(0, configuration.hours * 3_600 - from - 1_800)
        breaches = live.enumerated().map { index, rule in
            Appointment(second: from + room * index / max(1, live.count), rule: rule)
        }
        breaches = (breaches + configuration.appointments).sorted { $0.second < $1.second }
    }

    /// One that finds nobody suitable waits for the next second; those behind it do not wait for it.
    mutating func plantDueBreaches() {
        if second == configuration.weakTag?.lowerBound { muffle() }
        guard let last = breaches.lastIndex(where: { $0.second <= second }) else { return }
        if let next = breaches[...last].firstIndex(where: { stage($0) }) { breaches.remove(at: next) }
    }

    private mutating func muffle() {
        guard let index = atRest().first, let weak = configuration.weakTag else { return }
        let actor = people[index].actor
        actors[actor].muffled = Self.lainUpon
        // Nobody comes for them meanwhile.
        for job in people[index].jobs.indices {
            people[index].jobs[job].due = max(people[index].jobs[job].due, weak.upperBound)
        }
        begin(Errand(members: [actor], stages: [.dwell(weak.count), .clear], room: nil))
    }

    /// Suspects at rest in a holding room whom nothing awaits in the next ten minutes.
    private func atRest() -> [Int] {
        people.indices.filter { index in
            let person = people[index]
            let actor = actors[person.actor]
            return person.phase == .inside && person.isSuspect && !actor.isBusy && actor.isOnAir && !actor.isWalking
                && actor.silentUntil <= second && actor.muffled == 0
                && (person.jobs.first?.due ?? .max) > second + 600
                && person.arriving.kind == .criminalSuspect && person.planted == nil
        }
    }

    private mutating func stage(_ appointment: Appointment) -> Bool {
        let rule = appointment.rule
        if rule == .stationSilent { return silenceBaseStation(lasting: appointment.lasting) }
        let resting = atRest()
        guard !resting.isEmpty else { return false }
        let actor = people[resting[generator.whole(0...(resting.count - 1))]].actor
        let limits = configuration.limits
        switch rule {
        case .sos:
            radio.extra.append((actor: actor, reading: .button))
            plant(Errand.Planting(rule: rule, lasting: 120), about: actor)
            // Somebody outside the case goes and looks.
            if let helper = free(.auxiliary, 1) {
                begin(Errand(members: [actor] + helper, stages: [.gather, .dwell(90)], room: nil))
            }
        case .tagCut:
            radio.extra.append((actor: actor, reading: .tamper))
            plant(Errand.Planting(rule: rule, lasting: 120), about: actor)
        case .tagBattery:
            radio.extra.append((actor: actor, reading: .battery(percent: Double(limits.battery / 4))))
            plant(Errand.Planting(rule: rule, lasting: 300), about: actor)
        case .tagSilent:
            let seconds = 3 * limits.tagSilent + 60
            actors[actor].silentUntil = second + seconds
            plant(Errand.Planting(rule: rule, lasting: seconds + 180, may: [.personUnwatched]), about: actor)
        case .wrongRoom, .overstay, .loneOfficer, .personUnwatched, .meetsSuspect:
            return stageWalk(rule, actor)
        case .stepSkipped, .clockWarning, .clockExpired, .stationSilent:
            return true
        }
        return true
    }

    private mutating func silenceBaseStation(lasting given: Int?) -> Bool {
        guard !plan.baseStations.isEmpty else { return true }
        let index = generator.whole(0...(plan.baseStations.count - 1))
        let seconds = given ?? 4 * configuration.limits.baseStationSilent + 60
        radio.unplugged[index] = second + seconds
        plant(
            Errand.Planting(rule: .stationSilent, lasting: min(seconds, 600) + 60),
            subject: plan.baseStations[index].id.text
        )
        return true
    }

    /// Breaches for which somebody must walk.
    private mutating func stageWalk(_ rule: PlantedRule, _ lead: Int) -> Bool {
        let sessions = rule == .loneOfficer
        guard
            let staff = free(sessions ? .police : .auxiliary, sessions ? 2 : 1, sex: sessions ? nil : actors[lead].sex),
            let scene = scene(of: rule, for: lead)
        else { return false }
        var stages: [Errand.Stage] = [.gather]
        if sessions, let person = person(of: lead) {
            stages.append(.say(.step(person: person, .interrogation)))
        }
        stages += walk(of: rule, to: scene) + [.go(actors[lead].side)]
        let isAlone = rule != .wrongRoom && rule != .meetsSuspect
        begin(Errand(members: [lead] + staff, stages: stages, room: isAlone ? scene.room : nil))
        return true
    }

    private func walk(of rule: PlantedRule, to scene: Scene) -> [Errand.Stage] {
        let limits = configuration.limits
        let there = Errand.Stage.go(.room(scene.room))
        func plant(_ lasting: Int, may: [PlantedRule] = []) -> Errand.Stage {
            .plant(Errand.Planting(rule: rule, lasting: lasting, may: may))
        }
        switch rule {
        case .overstay:
            let seconds = limits.toilet + 240
            return [there, plant(seconds + 300), .dwell(seconds)]
        case .loneOfficer:
            let seconds = limits.loneOfficer + limits.loneOfficerConfirmed + 120
            return [there, .dwell(300), plant(seconds + 120), .away(member: 2, seconds: seconds), there, .dwell(300)]
        case .personUnwatched:
            let seconds = 2 * limits.unwatched + 60
            let may: [PlantedRule] = [.overstay]
            return [
                there, .dwell(120), plant(seconds + 120, may: may), .away(member: 1, seconds: seconds), there,
                .dwell(60),
            ]
        case .wrongRoom:
            // On the way there and back are more rooms that are not for them.
            return [plant(900, may: [.personUnwatched, .stepSkipped]), there, .dwell(150)]
        case .meetsSuspect:
            let may: [PlantedRule] = [.personUnwatched, .stepSkipped]
            let wrong = Errand.Planting(rule: rule, lasting: 900, must: [.wrongRoom], may: may)
            let met = Errand.Planting(rule: rule, lasting: 900, actor: scene.other)
            return [.plant(wrong), .plant(met), there, .dwell(150)]
        case .stepSkipped, .sos, .tagCut, .tagSilent, .tagBattery, .stationSilent, .clockWarning, .clockExpired:
            return []
        }
    }

    /// Where a breach happens, and who else is there.
    private struct Scene {
        let room: Room.ID
        var other: Int?
    }

    /// Nil: not now.
    private func scene(of rule: PlantedRule, for lead: Int) -> Scene? {
        let taken = Set(errands.compactMap(\.room))
        func first(_ kinds: [RoomKind]) -> Scene? {
            kinds.lazy.compactMap { kind in plan.rooms.first { $0.kind == kind && !taken.contains($0.id) }?.id }.first
                .map { Scene(room: $0) }
        }
        switch rule {
        case .overstay:
            let toilet = nearest(rooms { $0 == .toilet }, to: actors[lead].side)
            return toilet.flatMap { taken.contains($0) ? nil : Scene(room: $0) }
        case .loneOfficer: return first([.interrogation])
        case .personUnwatched:
            let dining = plan.rooms.first { $0.kind == .dining && $0.watch == .inRoom }?.id
            guard let dining, !taken.contains(dining), !errands.contains(where: { $0.visits == dining }) else {
                return nil
            }
            return Scene(room: dining)
        case .wrongRoom: return first([.storeGeneral, .dossiers, .propertyReception, .equipment, .legalReview])
        case .meetsSuspect: return meeting()
        case .stepSkipped, .sos, .tagCut, .tagSilent, .tagBattery, .stationSilent, .clockWarning, .clockExpired:
            return nil
        }
    }

    /// A witness or victim in the room of their interview, for long enough.
    private func meeting() -> Scene? {
        for errand in errands {
            guard let index = errand.members.first, let person = person(of: index), !people[person].isSuspect else {
                continue
            }
            let actor = actors[index]
            let kind = kind(of: actor.side.roomID)
            guard actor.isOnAir, !actor.isWalking, errand.until > second + 600, let room = actor.side.roomID,
                kind == .interview || kind == .victimOneStop
            else { continue }
            return Scene(room: room, other: index)
        }
        return nil
    }
}
