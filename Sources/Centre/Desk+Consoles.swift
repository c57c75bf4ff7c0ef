internal import Domain
internal import Events
internal import Store
internal import Web

extension Desk {
    /// A browser opened the feed: if a call for help takes its screens over, it is missed when silent from now on,
    /// whatever its socket does.
    func open(_ reader: Reader, session: String) {
        guard reader.may(.readSOS) else { return }
        centre.consoles.change { $0.open(session, at: moment) { console(reader) } }
    }

    /// A page answers what it heard, or says that it closes.
    @Sendable func answered(_ reader: Reader, session: String, isLeaving: Bool) {
        guard reader.may(.readSOS) else { return }
        centre.consoles.change { watch in
            if isLeaving {
                watch.leave(session, at: moment)
            } else {
                watch.hear(session, at: moment) { console(reader) }
            }
        }
    }

    private var moment: ConsoleWatch.Moment { ConsoleWatch.Moment(elapsed: centre.consoles.elapsed, at: now) }

    private func console(_ reader: Reader) -> Console {
        Console(id: ID(centre.clock.world.newID()), account: reader.account, role: reader.role)
    }

    /// The consoles of this moment, lost ones first; whose they are is told by the officer's name.
    @Sendable func consoles(_ reader: Reader) async throws -> ConsolesReading {
        try await willRead(.scope(.devices), reader)
        let state = centre.consoles.state
        return ConsolesReading(
            consoles: try state.consoles.values.map(reading).sorted { ($0.order, $0.id) < ($1.order, $1.id) },
            isUnattended: state.isUnattended,
            inArea: reader.may(.readBoard) ? try centre.peopleInArea() : nil
        )
    }

    /// Whose consoles are lost.
    func consolesLost() throws -> [Bilingual] {
        let lost = centre.consoles.state.consoles.values.filter(\.isLost)
        return try lost.sorted { $0.console.id < $1.console.id }.map { try reading($0).name }
    }

    private func reading(_ standing: ConsoleWatch.Standing) throws -> ConsoleReading {
        let account = try store.account(standing.console.account)
        return ConsoleReading(
            id: standing.console.id,
            role: standing.console.role,
            name: account.map { words.officer($0.officer) } ?? Bilingual(zh: "—", en: "—"),
            isLost: standing.isLost,
            lastHeard: standing.lastHeard.at
        )
    }
}

extension ConsoleReading {
    fileprivate var order: Int { isLost ? 0 : 1 }
}
