internal import Alarms
internal import Domain
internal import Engine
internal import Events
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Tracking
internal import Web

extension Desk {
    /// Everything on the board at this moment, as far as the reader may know it.
    @Sendable func board(_ reader: Reader) async throws -> BoardReading {
        try await willRead(.scope(.board), reader)
        let scene = try await scene(for: reader)
        let stays = scene.stays.filter { reader.knows($0) }
        return BoardReading(
            now: now,
            since: try max(now - PastReading.window, store.began() ?? now),
            people: stays.map { person($0, in: scene) },
            others: reader.role.isLimitedToOwnCases ? [] : others(in: scene),
            sessions: stays.compactMap { session($0, in: scene) },
            alarms: scene.alarms.map { reading($0, in: scene) },
            devicesLost: reader.may(.readDevices) ? try lost() : [],
            consolesLost: reader.may(.readDevices) ? try consolesLost() : []
        )
    }

    /// The people, places and alarms of one moment, read once for everything that is shown of it; of the alarms those
    /// that the reader may know of, so that no colour of a mark tells of another.
    struct Scene: Sendable {
        let stays: [Stay]
        let alarms: [Alarm]
        let rows: [Code<Kind.Tag>: TagTracks.Row]
        let carriers: [Code<Kind.Tag>: Carrier]
        /// Where each member of the staff is, of those whose room is certain.
        let officers: [Room.ID: [Code<Kind.Officer>]]
    }

    func scene(for reader: Reader) async throws -> Scene {
        let positions = await centre.engine.positions()
        let rows = Dictionary(positions.map { ($0.tag, $0) }) { first, _ in first }
        let carriers = try store.carriers()
        var officers: [Room.ID: [Code<Kind.Officer>]] = [:]
        for (tag, carrier) in carriers {
            if case .room(let room)? = rows[tag]?.place { officers[room, default: []].append(carrier.officer) }
        }
        return Scene(
            stays: try store.openStays(),
            alarms: try visible(store.openAlarms(), to: reader),
            rows: rows,
            carriers: carriers,
            officers: officers.mapValues { $0.sorted() }
        )
    }

    func person(_ stay: Stay, in scene: Scene) -> PersonReading {
        let row = stay.tag.worn.flatMap { scene.rows[$0] }
        let place = place(of: stay, row: row)
        var person = PersonReading(
            stay: stay.id,
            code: codes[stay],
            name: try? name(of: stay),
            kind: stay.kind,
            standing: standing(of: stay, place: place, in: scene),
            place: place,
            placeSince: nil,
            clock: clock(of: stay),
            watcher: watcher(of: stay, place: place, in: scene),
            isHeld: stay.kind.isSuspect,
            next: next(for: stay).first.map { said($0, of: stay) },
            task: next(for: stay).first { $0.isTask }.map { toDo($0, stay) }
        )
        person.isNameStated = stay.isNameStated
        return person
    }

    /// What next for a person, most pressing first; nothing where no policy says so.
    func next(for stay: Stay) -> [NextAct] {
        setting.policy(at: now).map { stay.next(policy: $0, now: now) } ?? []
    }

    /// What is next, in words; what is due when the person leaves says so.
    func said(_ act: NextAct, of stay: Stay) -> Bilingual {
        let next = words.next(act)
        guard isAtExit(act, of: stay) else { return next }
        return Bilingual(zh: "离区时：\(next.zh)", en: "When leaving: \(next.en)")
    }

    private func isAtExit(_ act: NextAct, of stay: Stay) -> Bool {
        guard case .step(let step) = act.what else { return false }
        return setting.policy(at: now)?.flow(of: stay.kind)?.atExit.contains(step) == true
    }

    private func toDo(_ act: NextAct, _ stay: Stay) -> PersonReading.ToDo {
        var urgency = act.isLate ? PersonReading.ToDo.Urgency.late : .now
        if isAtExit(act, of: stay) { urgency = .atExit }
        return PersonReading.ToDo(words.next(act), urgency, until: act.until)
    }

    /// Below this a belief says nothing that is worth drawing.
    private static let likely = 0.5
    /// From here on it is not the belief that is weak but the coverage (SPEC T3), and then there is no position.
    private static let determined = 0.9

    private func place(of stay: Stay, row: TagTracks.Row?) -> PersonReading.Place {
        guard stay.isInArea else { return .notEntered }
        guard let row else { return .notDetermined }
        switch row.place {
        case .room(let room): return .room(room)
        case .notDetermined:
            guard let room = row.room, let at = row.position, row.probability >= Self.likely,
                row.probability < Self.determined
            else { return .notDetermined }
            return .uncertain(near: room, at: at)
        case .outside, .noSignal: return .notDetermined
        }
    }

    private func standing(
        of stay: Stay,
        place: PersonReading.Place,
        in scene: Scene
    ) -> PersonReading.Standing {
        let own = scene.alarms.filter { $0.raising.stay == stay.id && ($0.isConditionOn || $0.climbs) }
        if own.contains(where: { $0.raising.key.rule == .sos }) { return .special }
        if own.contains(where: { $0.urgency == .alarm }) { return .alarm }
        if !own.isEmpty { return .warning }
        return place == .notDetermined ? .unknown : .normal
    }

    private func clock(of stay: Stay) -> ClockReading? {
        guard let clock = stay.firstToExpire, let policy = setting.policy(at: stay.arrival.at) else { return nil }
        return words.clock(clock, of: stay, policy: policy, now: now)
    }

    /// Who is in the room with a held person, or at the post from which it is watched.
    private func watcher(of stay: Stay, place: PersonReading.Place, in scene: Scene) -> Bilingual? {
        guard stay.kind.isSuspect, case .room(let id) = place else { return nil }
        var rooms = [id]
        if case .fromPost(let post)? = setting.plan.room(id)?.watch { rooms.append(post) }
        let watchers = rooms.flatMap { scene.officers[$0] ?? [] }
        guard let first = watchers.first else { return nil }
        let name = words.officer(first)
        let more = watchers.count > 1 ? " +\(watchers.count - 1)" : ""
        return Bilingual(zh: name.zh + more, en: name.en + more)
    }

    func others(in scene: Scene) -> [OtherMark] {
        scene.carriers.sorted { $0.key < $1.key }.compactMap { tag, carrier in
            guard case .room(let room)? = scene.rows[tag]?.place else { return nil }
            return OtherMark(code: Self.code(of: carrier.officer), shape: .officer, room: room)
        }
    }

    /// `P01` of P2001: first letter and last digits, as on the card.
    static func code(of officer: Code<Kind.Officer>) -> String {
        String(officer.text.prefix(1) + officer.text.suffix(2))
    }

    /// What of the alarms a reader may know: an SOS never reaches the case team, devices are the administrator's too.
    func visible(_ alarms: [Alarm], to reader: Reader) throws -> [Alarm] {
        let officer = try officer(reader)
        return alarms.filter { alarm in
            if reader.role == .systemAdministrator { return alarm.audience == .technical }
            guard alarm.isVisible(to: officer, asCaseOfficer: reader.role == .caseOfficer) else { return false }
            return reader.knows(alarm.raising.caseCode, officers: alarm.raising.caseOfficers)
        }
    }

    /// - scene: where everybody is, to say who could help; nil where nobody asks.
    func reading(_ alarm: Alarm, in scene: Scene? = nil) -> AlarmReading {
        let isCall = alarm.raising.key.rule == .sos && alarm.isOpen
        var reading = words.alarm(
            alarm,
            subject: subject(of: alarm),
            limit: limit(of: alarm),
            nearby: isCall ? scene.map { nearby(alarm, $0) } ?? [] : []
        ) { try? store.record(of: $0) }
        guard isCall else { return reading }
        reading.organ = setting.centre.organToldOfSOS?.name
        let caller = alarm.raising.stay.flatMap { try? store.stay($0) }
        if let now = caller?.tag.worn.flatMap({ scene?.rows[$0]?.place.room }), now != alarm.raising.room {
            reading.whereabouts = words.room(alarm.raising.room, thenIn: now)
            reading.next = words.next(for: alarm, in: now)
        }
        return reading
    }

    /// The provision of the clock that an alarm is about, by the event that set it.
    private func limit(of alarm: Alarm) -> Provision? {
        let why = alarm.raising.explanation
        guard let reading = why.readings.first(where: { $0.what == .clockExpires }),
            let stay = alarm.raising.stay.flatMap({ try? store.stay($0) }),
            let policy = setting.policy(at: stay.arrival.at)
        else { return nil }
        let set = (try? store.record(of: reading.event).flatMap { try store.record($0) })?.leaf.event
        let clock = stay.clocks.first { $0.isSet(by: set, expiring: reading.at) }
        return clock.flatMap { words.rule(of: $0, policy)?.provision }
    }

    /// Police outside the case whose room is certain, fewest doors away first: who may go. Whoever sits with the caller
    /// is perhaps whom the call is against; whoever is alone with somebody held cannot leave, and comes last.
    private func nearby(_ alarm: Alarm, _ scene: Scene) -> [Bilingual] {
        let goal = alarm.raising.room
        let held = Set(
            scene.stays.filter(\.kind.isSuspect).compactMap { stay in
                stay.tag.worn.flatMap { scene.rows[$0]?.place.room }
            }
        )
        var ways: [(isBound: Bool, doors: Int, officer: Code<Kind.Officer>, room: Room.ID)] = []
        for (room, officers) in scene.officers where room != goal {
            let doors = goal.flatMap { setting.plan.way(from: .room(room), to: .room($0))?.count } ?? .max
            for officer in officers
            where setting.member(officer)?.rank == .police && !alarm.raising.caseOfficers.contains(officer) {
                ways.append((held.contains(room) && officers.count == 1, doors, officer, room))
            }
        }
        let order = ways.sorted {
            ($0.isBound ? 1 : 0, $0.doors, $0.officer) < ($1.isBound ? 1 : 0, $1.doors, $1.officer)
        }
        return order.prefix(Self.helpers).map {
            let name = words.officer($0.officer)
            let room = words.room($0.room)
            return Bilingual(zh: "\(name.zh) \(room.zh)", en: "\(name.en), \(room.en)")
        }
    }

    /// More names than these nobody reads in a hurry.
    private static let helpers = 3

    /// Whom an alarm is about, as the board names them.
    ///
    /// - isNamed: with the person's name beside the code.
    func subject(of alarm: Alarm, isNamed: Bool = true) -> Bilingual {
        if let stay = alarm.raising.stay.flatMap({ try? store.stay($0) }) {
            let code = codes[stay]
            guard isNamed, let name = try? name(of: stay) else { return both(code) }
            let marked = stay.isNameStated ? PersonReading.stated(name) : both(name)
            return Bilingual(zh: "\(code) \(marked.zh)", en: "\(code) \(marked.en)")
        }
        switch alarm.raising.key.subject {
        case .officer(let officer): return words.officer(officer)
        case .tag(let tag): return both(tag.text)
        case .baseStation(let station): return both(station.text)
        case .centre: return Bilingual(zh: "服务器", en: "the server")
        case .stay, .rule: return both("\(alarm.raising.key.subject)")
        }
    }

    private func both(_ text: String) -> Bilingual { Bilingual(zh: text, en: text) }

    /// The person's name, from the paper that was shown or as stated; nil where it is unknown or erased.
    func name(of stay: Stay) throws -> String? {
        // A paper may be recorded by its number alone.
        try identity(of: stay).flatMap { $0.name.isEmpty ? nil : $0.name }
    }
}

extension NextAct {
    /// Something the desk does, rather than a limit it watches.
    fileprivate var isTask: Bool {
        switch what {
        case .step(let step): !step.isAllocation
        case .testPress, .nameGround, .deliver, .tellFamily: true
        case .releaseOrExtend, .release, .interrogate, .owed: false
        }
    }
}

extension StatutoryClock {
    /// Whether the event made it run to that moment.
    fileprivate func isSet(by event: Event?, expiring at: Instant) -> Bool {
        switch event {
        case .stay(.clockStarted(_, let key, _, _, _, _)), .stay(.clockExtended(_, let key, _)): key == self.key
        case .stay, .alarm, .presence, .tag, .device, .centre, .access, nil: expiry == at
        }
    }
}
