internal import Domain
internal import Engine
internal import Events
internal import Premises
internal import Stays
internal import Store
internal import Tracking
internal import Web

extension Desk {
    /// Where everybody was at a past minute; sliding from minute to minute goes on being one reading (P9).
    ///
    /// A place is the last confirmed one. Where that is none, the person stands in the tray, as on the live board.
    @Sendable func past(_ reader: Reader, at moment: Instant) async throws -> PastReading {
        try await willRead(.scope(.replay), reader)
        let found = try store.whereabouts(at: moment)
        let people = found.people.filter { reader.knows($0.stay) }
        // Heard since without having fallen silent since: it was silent then.
        let silent = try store.silences(during: Span(from: moment)).filter { $0.from == nil }
        var past = PastReading(
            at: moment,
            people: people.map { person($0, at: moment) },
            others: reader.role.isLimitedToOwnCases ? [] : others(found.staff),
            sessions: Set(people.compactMap { $0.stay.session(at: moment) }),
            silent: reader.may(.readDevices) ? silent.map(\.baseStation.text) : []
        )
        // What was recorded later may still tell of earlier.
        if let began = try store.began(), moment < began, try !store.knowsAnybody(upTo: moment) {
            past.firstRecord = began
        }
        return past
    }

    private func person(_ one: Store.Whereabouts.Person, at moment: Instant) -> PersonReading {
        let place = place(of: one, at: moment)
        return PersonReading(
            stay: one.stay.id,
            code: codes.code(of: one.stay, wearing: one.tag),
            name: nil,
            kind: one.stay.kind,
            standing: place == .notDetermined ? .unknown : .normal,
            place: place,
            placeSince: nil,
            clock: nil,
            watcher: nil,
            isHeld: one.stay.kind.isSuspect
        )
    }

    private func place(of one: Store.Whereabouts.Person, at moment: Instant) -> PersonReading.Place {
        guard let entry = one.stay.entry, entry <= moment else { return .notEntered }
        guard case .room(let room)? = one.place else { return .notDetermined }
        return .room(room)
    }

    private func others(_ staff: [Code<Kind.Officer>: Place]) -> [OtherMark] {
        staff.sorted { $0.key < $1.key }.compactMap { officer, place in
            guard case .room(let room) = place else { return nil }
            return OtherMark(code: Self.code(of: officer), shape: .officer, room: room)
        }
    }
}

extension Stay {
    /// The room of the session that ran at a moment.
    fileprivate func session(at moment: Instant) -> Room.ID? {
        sessions.first { $0.span.contains(moment) }?.room
    }
}
