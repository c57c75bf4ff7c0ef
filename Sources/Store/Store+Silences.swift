public import Domain
internal import Events
internal import GRDB
public import Premises

extension Store {
    /// A stretch in which a base station was not heard.
    public struct Silence: Hashable, Sendable {
        public let baseStation: BaseStation.ID
        /// Nil: it was silent before the stretch that was asked for.
        public let from: Instant?
        /// Nil: it is silent still, or was at the end.
        public let until: Instant?
    }

    /// The base stations that were silent within a stretch of time, in order of time.
    ///
    /// Which were silent when it began follows backwards from those that are silent now, so that one that was dead all
    /// the time is found although nothing happened to it.
    public func silences(during span: Span) throws -> [Silence] {
        let changes = try changesOfSilence(since: span.start)
        var silent = Set(try silentBaseStations().keys)
        for change in changes.reversed() {
            if change.isSilent { silent.remove(change.baseStation) } else { silent.insert(change.baseStation) }
        }
        var open: [BaseStation.ID: Instant?] = Dictionary(uniqueKeysWithValues: silent.map { ($0, nil) })
        var found: [Silence] = []
        for change in changes where span.end.map({ change.at <= $0 }) ?? true {
            if change.isSilent {
                open[change.baseStation] = .some(change.at)
            } else if let from = open.removeValue(forKey: change.baseStation) {
                found.append(Silence(baseStation: change.baseStation, from: from, until: change.at))
            }
        }
        found += open.map { Silence(baseStation: $0.key, from: $0.value, until: nil) }
        return found.sorted { ($0.from ?? span.start, $0.baseStation) < ($1.from ?? span.start, $1.baseStation) }
    }

    private struct ChangeOfSilence {
        let baseStation: BaseStation.ID
        let isSilent: Bool
        let at: Instant
    }

    private func changesOfSilence(since start: Instant) throws -> [ChangeOfSilence] {
        let entries = try pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    select number, leaf from record where kind in ('device.silent', 'device.heard')
                    and occurred_us >= ? order by occurred_us, number
                    """,
                arguments: [start.microseconds]
            ).map { try Self.entry($0) }
        }
        return entries.compactMap { entry in
            switch entry.leaf.event {
            case .device(.silent(let id, _, let at)): ChangeOfSilence(baseStation: id, isSilent: true, at: at)
            case .device(.heard(let id, let at)): ChangeOfSilence(baseStation: id, isSilent: false, at: at)
            case .device, .stay, .alarm, .presence, .tag, .centre, .access: nil
            }
        }
    }
}
