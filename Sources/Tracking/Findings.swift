import Domain
import Premises

/// Turns confirmed seconds into findings: a place counts when it holds three seconds, a shorter one is a passage.
struct Findings: Sendable {
    /// Metres a second that nobody runs (SPEC T3): the fastest sprinters ran 12.4.
    static let fastest = 12.5

    private let tag: Code<Kind.Tag>
    private let restoredUpTo: Instant?
    private var place: Place
    private var upTo: Instant?
    private var passing: (room: Room.ID, since: Instant)?
    private var lastFix: (room: Room.ID, at: Instant, point: Point)?

    init(tag: Code<Kind.Tag>, mark: TagTracks.Mark?) {
        self.tag = tag
        restoredUpTo = mark?.upTo
        place = mark?.place ?? .noSignal
    }

    var mark: TagTracks.Mark? {
        upTo.map { TagTracks.Mark(upTo: $0, place: place) }
    }

    /// Takes the oldest three smoothed seconds; decides the first of them.
    mutating func take(
        _ rows: [TagTracks.Row],
        _ model: RadioModel,
        alive: [Bool],
        into events: inout [PresenceEvent]
    ) {
        guard let row = rows.first else { return }
        if let restoredUpTo, row.at <= restoredUpTo { return }
        upTo = row.at
        flagJump(row, into: &events)
        guard row.place != place else {
            endPassing(at: row.at, into: &events)
            return
        }
        if rows.allSatisfy({ $0.place == row.place }) {
            endPassing(at: row.at, into: &events)
            move(to: row, model, alive: alive, into: &events)
        } else if case .room(let room) = row.place, passing?.room != room {
            endPassing(at: row.at, into: &events)
            passing = (room, row.at)
        }
    }

    private mutating func endPassing(at now: Instant, into events: inout [PresenceEvent]) {
        guard let passed = passing else { return }
        passing = nil
        events.append(.passed(tag: tag, through: passed.room, at: passed.since, until: now))
    }

    private mutating func move(
        to row: TagTracks.Row,
        _ model: RadioModel,
        alive: [Bool],
        into events: inout [PresenceEvent]
    ) {
        let index = model.plan.rooms.firstIndex { $0.id == row.room }
        let near = index.map { model.near[$0].filter { alive[$0] } } ?? []
        events.append(
            .moved(
                tag: tag,
                from: place,
                to: row.place,
                at: row.at,
                confidence: Int((row.probability * 1_000).rounded(.down)),
                coverage: Int((row.coverage * 1_000).rounded()),
                baseStations: near.map { model.plan.baseStations[$0].id }
            )
        )
        place = row.place
    }

    private mutating func flagJump(_ row: TagTracks.Row, into events: inout [PresenceEvent]) {
        guard case .room(let room) = row.place, let point = row.position else { return }
        if let last = lastFix, last.room != room {
            let speed = last.point.distance(to: point) / max(1, (row.at - last.at).inSeconds)
            if speed > Self.fastest {
                events.append(
                    .impossibleJump(
                        tag: tag,
                        from: last.room,
                        to: room,
                        at: row.at,
                        metresPerSecond: Int(speed.rounded())
                    )
                )
            }
        }
        lastFix = (room, row.at, point)
    }
}
