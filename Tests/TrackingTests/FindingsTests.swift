import Domain
import Premises
import Testing

@testable import Tracking

private func row(_ second: Int64, _ room: String, _ point: Point) -> TagTracks.Row {
    TagTracks.Row(
        at: Instant(seconds: second),
        tag: Story.tag,
        room: Code(checked: room),
        probability: 0.99,
        place: .room(Code(checked: room)),
        position: point,
        coverage: 1
    )
}

/// What is found when each second in turn is decided with the two after it in sight.
private func findings(_ rows: [TagTracks.Row]) -> [PresenceEvent] {
    var findings = Findings(tag: Story.tag, mark: nil)
    var events: [PresenceEvent] = []
    let alive = [Bool](repeating: true, count: Story.plan.baseStations.count)
    for index in 0..<(rows.count - 2) {
        findings.take(Array(rows[index..<index + 3]), Story.model, alive: alive, into: &events)
    }
    return events
}

@Test func aVisitOfTwoSecondsIsAPassageAndNotAPresence() {
    let rooms = ["west", "west", "west", "corridor", "corridor", "east", "east", "east", "east"]
    let events = findings(rooms.enumerated().map { row(1_000 + Int64($0), $1, Point(6, 2)) })
    let corridor = Code<Kind.Room>(checked: "corridor")
    #expect(
        events.contains(
            .passed(
                tag: Story.tag,
                through: corridor,
                at: Instant(seconds: 1_003),
                until: Instant(seconds: 1_005)
            )
        )
    )
    let entered = events.contains { event in
        if case .moved(_, _, .room(corridor), _, _, _, _) = event { return true }
        return false
    }
    #expect(!entered)
}

@Test func aStepOfFourteenMetresInOneSecondIsImpossible() {
    let rows = [row(1_000, "west", Point(0, 7)), row(1_001, "east", Point(12, 0)), row(1_002, "east", Point(12, 0))]
    let events = findings(rows + [row(1_003, "east", Point(12, 0))])
    let jumps = events.compactMap { event -> Int? in
        if case .impossibleJump(_, _, _, _, let speed) = event { return speed }
        return nil
    }
    #expect(jumps == [14])
}

@Test func deadBaseStationsMoveNobody() throws {
    func stand(masked: Bool) throws -> TagTracks.Row {
        var tracks = TagTracks(model: Story.model, masksSilence: masked)
        for second in Int64(1_000)...1_060 {
            let dead: Set<String> = second > 1_030 ? ["B1", "B3"] : []
            for line in Story.lines(second, at: Point(3, 5), dead: dead) { tracks.observe(line) }
            _ = tracks.advance(to: Instant(seconds: second))
        }
        return try #require(tracks.live(Story.tag))
    }
    let west = Code<Kind.Room>(checked: "west")
    let masked = try stand(masked: true)
    let unmasked = try stand(masked: false)
    #expect(masked.room == west)
    #expect(unmasked.room != west || unmasked.probability < masked.probability)
}
