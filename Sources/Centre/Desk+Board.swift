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
        let scene = try await scene()
        let stays = scene.stays.filter { reader.knows($0.caseCode) }
        return BoardReading(
            now: now,
            people: stays.map { person($0, in: scene) },
            others: reader.role.isLimitedToOwnCases ? [] : others(in: scene),
            sessions: stays.compactMap { session($0, in: scene) },
            alarms: try visible(scene.alarms, to: reader).map(reading),
            devicesLost: reader.may(.readDevices) ? try lost() : []
        )
    }

    /// The people, alarms and places of one moment, read once for everything that is shown of it.
    struct Scene: Sendable {
        let stays: [Stay]
        let alarms: [Alarm]
        let rows: [Code<Kind.Tag>: TagTracks.Row]
        let carriers: [Code<Kind.Tag>: Carrier]
        /// Where each member of the staff is, of those whose room is certain.
        let officers: [Room.ID: [Code<Kind.Officer>]]
    }

    func scene() async throws -> Scene {
        let positions = await centre.engine.positions()
        let rows = Dictionary(positions.map { ($0.tag, $0) }) { first, _ in first }
        let carriers = try store.carriers()
        var officers: [Room.ID: [Code<Kind.Officer>]] = [:]
        for (tag, carrier) in carriers {
            if case .room(let room)? = rows[tag]?.place { officers[room, default: []].append(carrier.officer) }
        }
        return Scene(
            stays: try store.openStays(),
            alarms: try store.openAlarms(),
            rows: rows,
            carriers: carriers,
            officers: officers.mapValues { $0.sorted() }
        )
    }

    func person(_ stay: Stay, in scene: Scene) -> PersonReading {
        let row = stay.tag.worn.flatMap { scene.rows[$0] }
        let place = place(of: stay, row: row)
        return PersonReading(
            stay: stay.id,
            code: Self.code(of: stay),
            name: try? name(of: stay),
            kind: stay.kind,
            standing: standing(of: stay, place: place, in: scene),
            place: place,
            placeSince: nil,
            clock: clock(of: stay),
            watcher: watcher(of: stay, place: place, in: scene),
            isHeld: stay.kind.isSuspect
        )
    }

    /// `A07`: S for suspects, V for others, and the last digits of the tag or of the stay.
    static func code(of stay: Stay) -> String {
        let digits = stay.tag.worn?.text.suffix(2) ?? "\(stay.id)".suffix(2)
        return (stay.kind.isSuspect ? "A" : "V") + digits.uppercased()
    }

    private func place(of stay: Stay, row: TagTracks.Row?) -> PersonReading.Place {
        guard stay.isInArea else { return .notEntered }
        switch row?.place {
        case .room(let room): return .room(room)
        case .outside, .notDetermined, .noSignal, nil: return .notDetermined
        }
    }

    private func standing(
        of stay: Stay,
        place: PersonReading.Place,
        in scene: Scene
    ) -> PersonReading.Standing {
        let own = scene.alarms.filter { $0.raising.stay == stay.id && $0.isConditionOn }
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
            return OtherMark(code: String(carrier.officer.text.suffix(3)), shape: .officer, room: room)
        }
    }

    /// The strip of a session: who is in the room with a criminal suspect.
    private func session(_ stay: Stay, in scene: Scene) -> SessionReading? {
        guard case .room(let id) = person(stay, in: scene).place, let room = setting.plan.room(id),
            room.kind.isInterrogation, stay.kind == .criminalSuspect
        else { return nil }
        let police = (scene.officers[id] ?? []).filter { setting.member($0)?.rank == .police }
        let since = stay.session?.span.start ?? now
        return SessionReading(
            room: id,
            person: Self.code(of: stay),
            officers: police.map(words.officer),
            required: setting.policy(at: now)?.rule(.loneOfficer)?.count(.officers) ?? 2,
            since: since,
            countChanged: since
        )
    }

    /// What of the alarms a reader may know: an SOS never reaches the case team, devices are the administrator's too.
    func visible(_ alarms: [Alarm], to reader: Reader) throws -> [Alarm] {
        let officer = try officer(reader)
        return alarms.filter { alarm in
            if reader.role == .systemAdministrator { return alarm.audience == .technical }
            guard alarm.isVisible(to: officer, asCaseOfficer: reader.role == .caseOfficer) else { return false }
            return alarm.raising.caseCode.map { reader.knows($0) } ?? !reader.role.isLimitedToOwnCases
        }
    }

    func reading(_ alarm: Alarm) -> AlarmReading {
        words.alarm(alarm, subject: subject(of: alarm)) { try? store.record(of: $0) }
    }

    /// Whom an alarm is about, as the board names them.
    private func subject(of alarm: Alarm) -> String {
        if let stay = alarm.raising.stay.flatMap({ try? store.stay($0) }) {
            return ([Self.code(of: stay)] + [try? name(of: stay)].compactMap(\.self)).joined(separator: " ")
        }
        switch alarm.raising.key.subject {
        case .officer(let officer): return words.officer(officer).zh
        case .tag(let tag): return tag.text
        case .baseStation(let station): return station.text
        case .stay, .rule: return "\(alarm.raising.key.subject)"
        }
    }

    /// The person's name, from the paper that was shown; nil where it is unknown or erased.
    func name(of stay: Stay) throws -> String? { try identity(of: stay)?.name }
}
