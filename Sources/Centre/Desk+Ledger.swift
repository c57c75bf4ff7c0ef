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
    ) -> [StayReading.LedgerRow] {
        let passages = Self.passages(entries)
        // A press is a call for help, perhaps against the case team (R3); the test press stands there as the binding.
        let seesPresses = reader.may(.readSOS) && !stay.officers.contains(reader.officer)
        return entries.compactMap { entry in
            if case .tag(.button) = entry.leaf.event, !seesPresses { return nil }
            // A reader who may not see an alarm does not find it in the ledger either.
            if case .alarm(let event) = entry.leaf.event, !visible.contains(event.alarm) { return nil }
            guard let line = words.ledger(entry.leaf, alarm: { try? store.alarm($0) }, told: told) else { return nil }
            var row = StayReading.LedgerRow(
                at: entry.leaf.occurred,
                text: line.text,
                by: entry.leaf.by.map(words.officer),
                record: entry.record,
                mark: line.mark,
                step: entry.leaf.event.stepKey,
                isSealed: entry.record < sealed
            )
            row.isPassage = passages.contains(entry.record)
            row.isFollowUp = entry.leaf.event.isFollowUp
            return row
        }
    }

    /// What a content says. One that is damaged costs the page its words, not the page.
    func told(_ content: ID<Kind.Content>) -> Words.Told {
        do {
            guard let bytes = try store.content(content) else { return .erased }
            return .words(String(decoding: bytes, as: UTF8.self))
        } catch {
            return .unreadable
        }
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

extension Event {
    /// News of an alarm that has its place on the time line already.
    fileprivate var isFollowUp: Bool {
        switch self {
        case .alarm(.raised), .stay, .presence, .tag, .device, .centre, .access: false
        case .alarm: true
        }
    }

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
