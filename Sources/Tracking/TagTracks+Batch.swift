internal import Domain

/// Which kinds of readings count, for `track --evidence`.
public enum EvidenceChoice: String, Hashable, Sendable, CaseIterable {
    case rssi
    case toa
    case all

    /// What says no place (heartbeats, buttons) always counts.
    func takes(_ reading: Observation.Reading) -> Bool {
        switch reading {
        case .rssi: self != .toa
        case .timeOfArrival: self != .rssi
        case .range, .position: self == .all
        case .heartbeat, .button, .tamper, .battery, .card, .door, .epc, .climate: true
        }
    }
}

extension TagTracks {
    /// One second of one tag in a batch: what was said at once and what was said five seconds later.
    public struct Second: Hashable, Sendable {
        public let live: Row
        public let confirmed: Row
    }

    /// Tracks recorded observations as they would have been live, one row a second and tag, in order of time.
    public static func track(
        _ observations: [Observation],
        model: RadioModel,
        evidence: EvidenceChoice = .all,
        masksSilence: Bool = true
    ) -> [Second] {
        guard let first = observations.first, let last = observations.map(\.at).max() else { return [] }
        var tracks = TagTracks(model: model, masksSilence: masksSilence)
        var open: [Row] = []
        var done: [Second] = []
        var next = observations.startIndex
        let end = secondAfter(last)
        for second in secondAfter(first.at)...(max(secondAfter(first.at), end) + Int64(RoomFilter.lag)) {
            let now = Instant(seconds: second)
            while next < observations.endIndex, observations[next].at <= now {
                if evidence.takes(observations[next].reading) { tracks.observe(observations[next]) }
                next += 1
            }
            _ = tracks.advance(to: now)
            if second <= end { open += tracks.tagsHeard.compactMap { tracks.live($0) } }
            for confirmed in tracks.confirmedRows {
                guard let at = open.firstIndex(where: { $0.at == confirmed.at && $0.tag == confirmed.tag })
                else { continue }
                done.append(Second(live: open.remove(at: at), confirmed: confirmed))
            }
        }
        return done
    }
}
