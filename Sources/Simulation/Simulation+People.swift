import Domain
import Premises

extension Simulation {
    func rooms(_ matches: (RoomKind) -> Bool) -> [Room.ID] {
        plan.rooms.filter { matches($0.kind) }.map(\.id)
    }

    func kind(of id: Room.ID?) -> RoomKind? {
        id.flatMap { plan.room($0)?.kind }
    }

    /// Where somebody without a task is.
    private func offices() -> [Room.ID] {
        let preferred = rooms { [.caseDesk, .dossiers, .legalReview, .controlRoom].contains($0) }
        return preferred.isEmpty ? rooms { $0.isCorridor } : preferred
    }

    /// Guards at each post and in each held person's room that is watched from inside; police and auxiliaries in the
    /// offices and at the desks.
    mutating func hireStaff() {
        var auxiliaries = configuration.staff.filter { $0.rank == .auxiliary }[...]
        func next() -> StaffMember? { auxiliaries.popFirst() }
        for room in plan.rooms {
            switch room.watch {
            case .inRoom where room.kind.isHolding: hire(next(), as: .guarding, in: room.id)
            case .fromPost(let post):
                let guards = actors.count { $0.home == post && $0.role == .guarding }
                if guards < 2 { hire(next(), as: .guarding, in: post) }
            case .inRoom, .interval, nil: break
            }
        }
        let offices = offices()
        let desks = rooms { [.entryDesk, .controlRoom, .reception].contains($0) }
        for (number, officer) in configuration.staff.filter({ $0.rank == .police }).enumerated() {
            hire(officer, as: .police, in: offices.isEmpty ? nil : offices[number % offices.count])
        }
        for (number, auxiliary) in auxiliaries.enumerated() {
            let homes = desks.isEmpty ? offices : desks
            hire(auxiliary, as: .auxiliary, in: homes.isEmpty ? nil : homes[number % homes.count])
        }
    }

    private mutating func hire(_ member: StaffMember?, as role: Actor.Role, in home: Room.ID?) {
        guard let member, let home = home ?? plan.rooms.first?.id else { return }
        var actor = Actor(
            role: role,
            sex: member.sex,
            tag: Code(checked: member.card.text),
            officer: member.code,
            pace: generator.number(1.0...1.4),
            traveller: .staff,
            home: home,
            place: spot(in: .room(home)),
            side: .room(home)
        )
        actor.isOnAir = true
        actors.append(actor)
    }

    mutating func invitePeople() {
        let shift = configuration.hours * 3_600
        let clocked = configuration.breaches.filter { !$0.isPlantedAtAnyTime }
        for number in 0..<configuration.people {
            let last = shift * configuration.arrivalsUntil / 100
            let enters = 60 + number * last / max(1, configuration.people) + generator.whole(0...120)
            // The planted ones are the suspects 2, 5, 8 …, early enough for what must follow.
            let planted = number % 3 == 2 && number / 3 < clocked.count ? clocked[number / 3] : nil
            invite(number, at: enters, planted: planted)
        }
    }

    /// So many suspects at the door at once; refused where there are not so many tags left.
    mutating func inviteBus(_ count: Int) -> Bool {
        let worn = Set(people.filter { $0.phase != .gone }.map { actors[$0.actor].tag })
        let free = configuration.tags.filter { !worn.contains($0) }
        guard count > 0, count <= free.count else { return false }
        for tag in free.prefix(count) { invite(people.count, at: second, planted: nil, isSuspect: true, tag: tag) }
        return true
    }

    /// - tag: one that nobody wears; nil gives the next of the stock.
    private mutating func invite(
        _ number: Int,
        at enters: Int,
        planted: PlantedRule?,
        isSuspect: Bool = false,
        tag: Code<Kind.Tag>? = nil
    ) {
        let dice = planted == nil && !isSuspect ? generator.whole(0...9) : 0
        let kind: PersonKind =
            dice < 6 ? .criminalSuspect : dice < 8 ? .administrativeSuspect : dice < 9 ? .witness : .victim
        let sex: Sex = generator.whole(0...3) == 0 ? .female : .male
        let limits = configuration.limits
        let ahead: Int =
            switch planted {
            case .clockExpired: limits.summons - 3_000
            case .clockWarning: limits.summons - limits.warning - 1_800
            case _: kind.isSuspect ? generator.whole(900...3_600) : 0
            }
        let arriving = Arriving(
            person: number,
            kind: kind,
            sex: sex,
            mode: kind.isSuspect ? (planted == nil && dice < 2 ? .brought : .summoned) : .voluntary,
            ground: kind == .criminalSuspect ? .summons : kind == .administrativeSuspect ? .administrativeSummons : nil,
            at: configuration.start + .seconds(Int64(enters - ahead)),
            caseCode: Code(checked: "A\(20_260_001 + number)"),
            officers: caseOfficers(number),
            name: InventedNames.one(sex, &generator),
            paper: inventedPaper(number, sex)
        )
        let stock = kind.isSuspect ? configuration.tags : configuration.visitorCards
        var actor = Actor(
            role: .person(number),
            sex: sex,
            tag: tag ?? (stock.isEmpty ? Code(checked: "none") : stock[number % stock.count]),
            pace: generator.number(0.8...1.2),
            traveller: kind.isSuspect ? .suspect : .visitor,
            place: spot(in: .outside),
            side: .outside
        )
        actor.nextFidget = enters
        actors.append(actor)
        let jobs = kind.isSuspect ? self.jobs(from: enters, planted: planted) : []
        people.append(
            Person(arriving: arriving, actor: actors.count - 1, entersAt: enters, jobs: jobs, planted: planted)
        )
    }

    /// Two police have the case.
    private func caseOfficers(_ number: Int) -> [Code<Kind.Officer>] {
        let police = configuration.staff.filter { $0.rank == .police }.map(\.code)
        guard !police.isEmpty else { return [] }
        return [police[2 * number % police.count], police[(2 * number + 1) % police.count]]
    }

    private mutating func jobs(from enters: Int, planted: PlantedRule?) -> [Person.Job] {
        let ready = enters + 2_400
        let leaves =
            switch planted {
            case .clockExpired: enters + 4_800
            case .clockWarning: enters + 6_000
            case _: enters + generator.whole(configuration.stays)
            }
        var jobs = [Person.Job(kind: .exit, due: leaves)]
        if planted != .clockExpired, planted != .clockWarning {
            jobs.append(Person.Job(kind: .session, due: ready + generator.whole(0...3_600)))
            jobs.append(Person.Job(kind: .meal, due: ready + generator.whole(1_800...6_000)))
        }
        jobs.append(Person.Job(kind: .toilet, due: ready + generator.whole(600...5_000)))
        return jobs.sorted { $0.due < $1.due }
    }

    /// An invented person: division 990000 is nobody's.
    private mutating func inventedPaper(_ number: Int, _ sex: Sex) -> CitizenIDNumber? {
        guard number % 10 != 9 else { return nil }
        let year = generator.whole(1960...2003)
        let month = generator.whole(11...12)
        let day = generator.whole(10...28)
        let sequence = 100 + number * 2 + (sex == .male ? 1 : 0)
        let digits = "990000\(year)\(month)\(day)\(sequence)"
        return try? CitizenIDNumber(digits + String(CitizenIDNumber.checkCharacter(of: digits.utf8)))
    }
}
