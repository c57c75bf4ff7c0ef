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
    /// Starts an interrogation or interview with the police who are in the room, by their cards.
    func startSession(in id: Room.ID, of stay: ID<Kind.Stay>, _ reader: Reader) async throws -> SiteReceipt {
        guard let room = setting.plan.room(id) else { throw SiteRefusal.unknown }
        let scene = try await scene(for: reader)
        // Whoever sits there already is questioned by those who are with them.
        let other = scene.stays.first { other in
            other.id != stay && other.kind.isSuspect
                && other.tag.worn.flatMap { scene.rows[$0]?.place } == .room(id)
        }
        if let other {
            let refusal = words.occupied(room.id, by: codes[other])
            throw SiteRefusal.rule(error: "stay.room-occupied", rule: "session", missing: [], message: refusal)
        }
        let police = police(in: id, scene)
        return try await act(on: stay, reader) { stay, _, now, _ in
            guard let policy = setting.policy(at: now) else { throw SiteRefusal.unknown }
            try Self.check(reader, outside: stay)
            return [try stay.startSession(in: room, police: police, policy: policy, now: now)]
        }
    }

    /// The strip of a session: who is in the room with a criminal suspect.
    func session(_ stay: Stay, in scene: Scene) -> SessionReading? {
        guard case .room(let id) = person(stay, in: scene).place, let room = setting.plan.room(id),
            room.kind.isInterrogation, stay.kind == .criminalSuspect
        else { return nil }
        let police = police(in: id, scene)
        let rule = setting.policy(at: now)?.rule(.loneOfficer)
        let since = stay.session?.span.start ?? entered(id, with: stay.tag.worn) ?? now
        return SessionReading(
            room: id,
            person: codes[stay],
            officers: police.map(words.officer),
            required: rule?.count(.officers) ?? 2,
            since: since,
            countChanged: countChanged(in: id, since: since, scene),
            warnsAfter: rule?.duration(.warning) ?? .zero,
            alarmsAfter: rule?.duration(.alarm) ?? .zero
        )
    }

    private func police(in room: Room.ID, _ scene: Scene) -> [Code<Kind.Officer>] {
        (scene.officers[room] ?? []).filter { setting.member($0)?.rank == .police }
    }

    /// Since when the tag has been in the room, by the confirmed places of the last hours.
    private func entered(_ room: Room.ID, with tag: Code<Kind.Tag>?) -> Instant? {
        guard let tag, let entries = try? store.places(of: tag, during: Span(from: now - Self.shift)) else {
            return nil
        }
        return Self.entered(room, by: entries, now: now)
    }

    /// Since when one tag has been in the room; nil where it never was, or has been away for longer than ``away``.
    ///
    /// What is doubtful or silent in between, or found anew after a start, is no leaving; and who was next door for a
    /// moment, in truth or by a wrong finding, has begun no new session.
    ///
    /// - entries: records of the tag's places.
    static func entered(_ room: Room.ID, by entries: [Store.Entry], now: Instant) -> Instant? {
        var since: Instant?
        var gone: Instant?
        // What was recorded late happened before what stands in front of it.
        for entry in entries.sorted(by: { ($0.leaf.occurred, $0.record) < ($1.leaf.occurred, $1.record) }) {
            guard case .presence(.moved(_, _, let to, let at, _, _, _)) = entry.leaf.event else { continue }
            switch to {
            case .room(room):
                if let left = gone, at - left > away { since = nil }
                since = since ?? at
                gone = nil
            case .room, .outside: gone = gone ?? at
            case .notDetermined, .noSignal: break
            }
        }
        return gone.map { now - $0 > away } == true ? nil : since
    }

    /// Longer than a wrong finding lasts or a look through the door, shorter than a way to the toilet and back.
    private static let away = Duration.seconds(60)

    /// Looked back for the last change of a session's officers.
    private static let shift = Duration.hours(12)

    /// When an officer last came into the room or left it.
    private func countChanged(in room: Room.ID, since: Instant, _ scene: Scene) -> Instant {
        let police = scene.carriers.filter { $0.value.rank == .police }.keys
        let changes = police.compactMap { tag -> Instant? in
            guard let entries = try? store.places(of: tag, during: Span(from: since)) else { return nil }
            return entries.filter { $0.leaf.event.touches(room) }.map(\.leaf.occurred).max()
        }
        return changes.max() ?? since
    }
}

extension Event {
    /// Whether a tag came into the room or left it.
    fileprivate func touches(_ room: Room.ID) -> Bool {
        guard case .presence(.moved(_, let from, let to, _, _, _, _)) = self else { return false }
        return from == .room(room) || to == .room(room)
    }
}
