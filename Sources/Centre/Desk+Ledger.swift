internal import Alarms
internal import Domain
internal import Events
internal import Policy
internal import Stays
internal import Store
internal import Tracking
internal import Web

extension Desk {
    /// The generated ledger of a stay: one row for each record that the reader may see.
    func ledger(
        _ entries: [Store.Entry],
        of stay: Stay,
        for reader: Reader,
        sealed: UInt64,
        visible: Set<ID<Kind.Alarm>>
    ) throws -> [StayReading.LedgerRow] {
        let passages = Self.passages(entries)
        // A press is a call for help, perhaps against the case team (R3); the test press stands there as the binding.
        let seesPresses = reader.may(.readSOS) && !stay.officers.contains(reader.officer)
        return try entries.compactMap { entry in
            if case .tag(.button) = entry.leaf.event, !seesPresses { return nil }
            // A reader who may not see an alarm does not find it in the ledger either.
            if case .alarm(let event) = entry.leaf.event, !visible.contains(event.alarm) { return nil }
            guard let line = words.ledger(entry.leaf, alarm: { try? store.alarm($0) }) else { return nil }
            var row = StayReading.LedgerRow(
                at: entry.leaf.occurred,
                text: try said(line.text, of: entry),
                by: entry.leaf.by.map(words.officer),
                record: entry.record,
                mark: line.mark,
                step: entry.leaf.event.stepKey,
                isSealed: entry.record < sealed
            )
            row.isPassage = passages.contains(entry.record)
            return row
        }
    }

    /// What a row says beside its event: when an arrival that lies more than a minute back was registered, and the
    /// words that were given with it.
    private func said(_ text: Bilingual, of entry: Store.Entry) throws -> Bilingual {
        guard case .stay(let event) = entry.leaf.event else { return text }
        let told = try event.told.map { kind, id in
            words.told(kind, try store.content(id).map { String(decoding: $0, as: UTF8.self) })
        }
        let text = Bilingual.clauses(text, told)
        guard case .arrived = event, entry.leaf.recorded - entry.leaf.occurred > Self.late else { return text }
        let recorded = words.time(entry.leaf.recorded)
        return Bilingual(zh: "\(text.zh)（\(recorded) 登记）", en: "\(text.en) (registered at \(recorded))")
    }

    /// The records of rooms held for less than three seconds: no visits but passages (SPEC T3), however found.
    ///
    /// A room in which the signal was lost may have been held for longer: it is a visit.
    static func passages(_ entries: [Store.Entry]) -> Set<UInt64> {
        var found: Set<UInt64> = []
        var held: [Code<Kind.Tag>: [(record: UInt64, place: Place, at: Instant)]] = [:]
        for entry in entries {
            switch entry.leaf.event {
            case .presence(.passed): found.insert(entry.record)
            case .presence(.moved(let tag, _, let to, let at, _, _, _)):
                held[tag, default: []].append((entry.record, to, at))
            case .presence, .stay, .alarm, .tag, .device, .centre, .access: break
            }
        }
        for places in held.values {
            // What was recorded late happened before what stands in front of it.
            let inOrder = places.sorted { ($0.at, $0.record) < ($1.at, $1.record) }
            for (one, next) in zip(inOrder, inOrder.dropFirst())
            where one.place.isRoom && next.place.isKnown && next.at - one.at < visit {
                found.insert(one.record)
            }
        }
        return found
    }

    private static let visit = Duration.seconds(3)
}

extension StayEvent {
    /// The words that a row repeats: content of the person, so the event names them only.
    fileprivate var told: (Words.Told, ID<Kind.Content>)? {
        switch self {
        case .arrived(_, let registration): registration.arrival.document.map { (.document, $0) }
        case .clockExtended(_, _, let grant): grant.document.map { (.document, $0) }
        case .kindChanged(_, to: _, let reason, at: _, by: _): (.reason, reason)
        case .arrivalCorrected(_, let correction): (.reason, correction.reason)
        case .entered, .tagIssued, .tagBound, .tagForgone, .tagReturned, .stepDone, .roomAllocated, .roomReleased,
            .sessionStarted, .sessionEnded, .breachRecorded, .traitsRecorded, .clockStarted, .clockEnded, .darkBegan,
            .darkEnded, .exited, .dutyDone:
            nil
        }
    }
}

extension Event {
    /// The step that was done, or `arrival` for who came, how, and until when: the part of the sheet it goes into.
    fileprivate var stepKey: String? {
        switch self {
        case .stay(.stepDone(_, let record)): record.step.rawValue
        case .stay(.arrived), .stay(.arrivalCorrected), .stay(.kindChanged), .stay(.traitsRecorded), .stay(.entered),
            .stay(.clockStarted), .stay(.clockExtended), .stay(.clockEnded), .stay(.tagIssued), .stay(.tagBound),
            .stay(.tagForgone):
            "arrival"
        case .stay, .alarm, .presence, .tag, .device, .centre, .access: nil
        }
    }
}

extension Place {
    fileprivate var isRoom: Bool {
        if case .room = self { true } else { false }
    }

    /// Whether it says where the tag was.
    fileprivate var isKnown: Bool { isRoom || self == .outside }
}
