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
    public func silences(during span: Span) throws -> [Silence] {
        let entries = try pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    select number, leaf from record where kind in ('device.silent', 'device.heard')
                    and occurred_us >= ? and occurred_us <= ? order by occurred_us, number
                    """,
                arguments: [span.start.microseconds, span.end?.microseconds ?? .max]
            ).map { try Self.entry($0) }
        }
        var open: [BaseStation.ID: Instant?] = [:]
        var heard: Set<BaseStation.ID> = []
        var found: [Silence] = []
        for entry in entries {
            switch entry.leaf.event {
            case .device(.silent(let id, _, let at)):
                heard.insert(id)
                open[id] = .some(at)
            case .device(.heard(let id, let at)):
                let from = open.removeValue(forKey: id)
                if from == nil, heard.contains(id) { continue }
                heard.insert(id)
                found.append(Silence(baseStation: id, from: from ?? nil, until: at))
            case .device, .stay, .alarm, .presence, .tag, .centre, .access: break
            }
        }
        found += open.map { Silence(baseStation: $0.key, from: $0.value, until: nil) }
        // Silent all the time: nothing happened to it in the stretch.
        if span.end == nil {
            let silent = try silentBaseStations()
            found += silent.keys.filter { !heard.contains($0) }.map { Silence(baseStation: $0, from: nil, until: nil) }
        }
        return found.sorted { ($0.from ?? span.start, $0.baseStation) < ($1.from ?? span.start, $1.baseStation) }
    }
}
