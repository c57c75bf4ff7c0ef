import Domain
import Policy
import Premises

extension Simulation {
    /// Gives everybody who is free and has something due an errand, when staff and room are free as well.
    mutating func dispatch() {
        for index in people.indices {
            let person = people[index]
            guard !actors[person.actor].isBusy else { continue }
            switch person.phase {
            case .outside where second >= person.entersAt:
                if person.isSuspect { takeIn(index) } else { receive(index) }
            case .inside:
                guard let job = person.jobs.first, second >= job.due else { continue }
                if start(job, of: index) { people[index].jobs.removeFirst() }
            case .outside, .gone: continue
            }
        }
    }

    func free(_ role: Actor.Role, _ count: Int, sex: Sex? = nil) -> [Int]? {
        let found = actors.indices.lazy.filter { [actors] index in
            let actor = actors[index]
            return actor.role == role && !actor.isBusy && (sex == nil || actor.sex == sex)
        }.prefix(count)
        return found.count == count ? Array(found) : nil
    }

    private func freeRoom(_ matches: (RoomKind) -> Bool) -> Room.ID? {
        let taken = Set(errands.compactMap(\.room))
        return rooms(matches).first { !taken.contains($0) }
    }

    private func holding(for person: Person) -> Room.ID? {
        let own: RoomKind = person.arriving.sex == .female ? .holdingWomen : .holdingMen
        let choices = rooms { $0 == own }
        let others = rooms { $0 == .holding }
        let some = choices.isEmpty ? others.isEmpty ? rooms { $0.isHolding } : others : choices
        return some.isEmpty ? nil : some[person.arriving.person % some.count]
    }

    /// The room of its kind that is nearest to where somebody is.
    func nearest(_ found: [Room.ID], to side: Door.Side) -> Room.ID? {
        guard let here = side.roomID.flatMap({ plan.room($0) })?.outline.innermost else { return found.first }
        func distance(_ id: Room.ID) -> Double { plan.room(id)?.outline.innermost.distance(to: here) ?? .infinity }
        return found.min { (distance($0), $0) < (distance($1), $1) }
    }

    /// The kinds of room in which a session with such a person takes place.
    func sessionRooms(_ kind: PersonKind) -> (step: FlowStep, rooms: Set<RoomKind>) {
        let step: FlowStep = kind == .criminalSuspect ? .interrogation : .interview
        let asked = configuration.policy?.rooms(for: step == .interview ? .interview : .interrogation, of: kind) ?? []
        let usual: Set<RoomKind> = step == .interview ? [.interview] : [.interrogation]
        return (step, asked.isEmpty ? usual : asked.subtracting([.minorsRoom, .specialInterrogation]))
    }

    private func go(_ id: Room.ID?) -> [Errand.Stage] { id.map { [.go(.room($0))] } ?? [] }

    private mutating func takeIn(_ index: Int) {
        let person = people[index]
        guard let auxiliary = free(.auxiliary, 1, sex: person.arriving.sex), let police = free(.police, 1) else {
            return
        }
        let number = person.arriving.person
        let tag = actors[person.actor].tag
        let desk = freeDesk { $0 == .entryDesk }
        let check =
            freeDesk { $0 == (person.arriving.sex == .female ? .safetyCheckWomen : .safetyCheckMen) }
            ?? freeDesk { $0.isSafetyCheck }
        let holding = holding(for: person)
        var stages: [Errand.Stage] = go(desk) + [.dwell(60)] + clockPlants(person)
        stages += [.say(.arrival(person.arriving)), .dwell(40)]
        stages += [.say(.bindTag(person: number, tag: tag)), .bind, .dwell(5), .testPress, .dwell(20)]
        if desk != nil { stages.append(.say(.step(person: number, .rightsNotice))) }
        if person.planted == .stepSkipped {
            let may: [PlantedRule] = [.wrongRoom, .personUnwatched, .overstay]
            stages.append(.plant(Errand.Planting(rule: .stepSkipped, lasting: 900, may: may)))
            stages += go(holding) + [.dwell(180)]
        }
        let flow: [(FlowStep, Room.ID?, ClosedRange<Int>)] = [
            (.safetyCheck, check, 240...420),
            (.belongings, freeDesk { $0 == .belongings }, 200...400),
            (.informationCollection, freeDesk { $0 == .informationCollection }, 300...600),
        ]
        for (step, room, seconds) in flow {
            stages += go(room) + [.dwell(generator.whole(seconds))]
            if room != nil { stages.append(.say(.step(person: number, step))) }
        }
        if holding != nil { stages.append(.say(.step(person: number, .waiting))) }
        stages += go(holding)
        appear(person.actor, at: [.vehicleDock, .entryDesk])
        begin(Errand(members: [person.actor] + auxiliary + police, stages: [.gather] + stages, room: nil))
    }

    private func freeDesk(_ matches: (RoomKind) -> Bool) -> Room.ID? { rooms(matches).first }

    private func clockPlants(_ person: Person) -> [Errand.Stage] {
        let limits = configuration.limits
        switch person.planted {
        case .clockWarning:
            return [.plant(Errand.Planting(rule: .clockWarning, lasting: limits.warning, may: [.overstay]))]
        case .clockExpired:
            let may: [PlantedRule] = [.clockWarning, .overstay]
            return [.plant(Errand.Planting(rule: .clockExpired, lasting: 7_200, may: may))]
        case _: return []
        }
    }

    /// Puts somebody into the building by the first of those rooms that has a door to the outside.
    private mutating func appear(_ index: Int, at kinds: [RoomKind]) {
        let places = kinds.compactMap { kind in plan.rooms.first { $0.kind == kind } }
        let doors = plan.doors.filter { $0.from == .outside || $0.to == .outside }
        for room in places {
            let side = Door.Side.room(room.id)
            if let door = doors.first(where: { $0.from == side || $0.to == side }) {
                actors[index].place = door.at
                actors[index].side = side
                return
            }
        }
        guard let door = doors.first else { return }
        actors[index].place = door.at
        actors[index].side = door.from == .outside ? door.to : door.from
    }

    /// Witness or victim: two police meet them in the room, the visitor goes by the witnesses' way.
    private mutating func receive(_ index: Int) {
        let person = people[index]
        guard let police = free(.police, 2) else { return }
        let isVictim = person.arriving.kind == .victim
        let oneStop = isVictim ? freeRoom { $0 == .victimOneStop } : nil
        guard let room = oneStop ?? freeRoom({ $0 == .interview }) else { return }
        let number = person.arriving.person
        let tag = actors[person.actor].tag
        let desk = freeDesk { $0 == (isVictim ? .victimOneStop : .reception) }
        var stages: [Errand.Stage] = go(desk) + [.dwell(60), .say(.arrival(person.arriving)), .dwell(30)]
        stages += [.say(.bindTag(person: number, tag: tag)), .bind, .dwell(5), .testPress, .dwell(60)]
        if desk != nil { stages.append(.say(.step(person: number, .rightsNotice))) }
        stages += go(room) + [.say(.step(person: number, .interview))]
        stages += [.dwell(generator.whole(1_800...3_600))] + go(desk)
        if desk != nil { stages.append(.say(.step(person: number, .tagReturn))) }
        stages += [.dwell(60), .say(.exit(person: number, tag: tag)), .unbind, .leave]
        appear(person.actor, at: isVictim ? [.victimOneStop] : [.reception])
        var errand = Errand(members: [person.actor] + police, stages: [.gather] + stages, room: room)
        errand.isLast = true
        begin(errand)
    }

    private mutating func start(_ job: Person.Job, of index: Int) -> Bool {
        let person = people[index]
        let back = actors[person.actor].side
        switch job.kind {
        case .session: return startSession(index, back: back)
        case .toilet: return startToilet(index, back: back)
        case .meal: return startMeal(index, back: back)
        case .exit: return startExit(index)
        }
    }

    private func isTaken(_ room: Room.ID) -> Bool { errands.contains { $0.room == room } }

    private mutating func startToilet(_ index: Int, back: Door.Side) -> Bool {
        let person = people[index]
        let toilets = rooms { $0 == .toilet }
        guard let room = nearest(toilets, to: back), !isTaken(room),
            let escort = free(.auxiliary, 1, sex: person.arriving.sex)
        else { return toilets.isEmpty }
        let stages: [Errand.Stage] = [.gather, .go(.room(room)), .dwell(generator.whole(120...300)), .go(back)]
        begin(Errand(members: [person.actor] + escort, stages: stages, room: room))
        return true
    }

    private mutating func startMeal(_ index: Int, back: Door.Side) -> Bool {
        let person = people[index]
        guard let room = rooms({ $0 == .dining }).first else { return true }
        guard !isTaken(room), let escort = free(.auxiliary, 1, sex: person.arriving.sex) else { return false }
        let stages: [Errand.Stage] = [.gather, .go(.room(room)), .dwell(generator.whole(600...1_000)), .go(back)]
        begin(Errand(members: [person.actor] + escort, stages: stages, room: nil, visits: room))
        return true
    }

    private mutating func startSession(_ index: Int, back: Door.Side) -> Bool {
        let person = people[index]
        let (step, kinds) = sessionRooms(person.arriving.kind)
        guard let police = free(.police, 2), let room = freeRoom({ kinds.contains($0) }) else { return false }
        let seconds = generator.whole(1_800...4_200)
        let said = Command.step(person: person.arriving.person, step)
        let stages: [Errand.Stage] = [.gather, .say(said), .go(.room(room)), .dwell(seconds), .go(back)]
        begin(Errand(members: [person.actor] + police, stages: stages, room: room))
        return true
    }

    private mutating func startExit(_ index: Int) -> Bool {
        let person = people[index]
        guard let escort = free(.auxiliary, 1, sex: person.arriving.sex) else { return false }
        let number = person.arriving.person
        let tag = actors[person.actor].tag
        var stages: [Errand.Stage] = [.gather]
        if let room = freeDesk({ $0 == .belongings }) {
            stages += [.go(.room(room)), .dwell(180), .say(.step(person: number, .belongingsReturn))]
        }
        stages += go(freeDesk { $0 == .entryDesk })
        stages.append(.dwell(90))
        if freeDesk({ $0 == .entryDesk }) != nil {
            stages.append(.say(.step(person: number, .tagReturn)))
        }
        stages += [.say(.exit(person: number, tag: tag)), .unbind, .leave]
        var errand = Errand(members: [person.actor] + escort, stages: stages, room: nil)
        errand.isLast = true
        begin(errand)
        return true
    }
}
