import Domain
import Premises
import Testing
import Tracking

/// Two rooms of four metres on a corridor, a base station in each of the three.
struct Story {
    static func room(_ id: String, _ kind: RoomKind, _ x: Double, _ y: Double, _ wide: Double, _ deep: Double) -> Room {
        let corners = [Point(x, y), Point(x + wide, y), Point(x + wide, y + deep), Point(x, y + deep)]
        return Room(
            id: Code(checked: id),
            name: Bilingual(zh: id, en: id),
            kind: kind,
            outline: Polygon(corners),
            watch: .interval
        )
    }

    static func door(_ id: String, _ x: Double, _ y: Double, _ from: String, _ to: String) -> Door {
        Door(id: Code(checked: id), at: Point(x, y), from: .room(Code(checked: from)), to: .room(Code(checked: to)))
    }

    static let plan = FloorPlan(
        name: Bilingual(zh: "三间", en: "Three rooms"),
        rooms: [
            room("corridor", .corridor, 0, 0, 12, 2), room("west", .holding, 0, 2, 6, 5),
            room("east", .holding, 6, 2, 6, 5),
        ],
        doors: [door("d1", 3, 2, "corridor", "west"), door("d2", 9, 2, "corridor", "east")],
        walls: [],
        baseStations: [("B0", 6.0, 0.5), ("B1", 1.0, 6.0), ("B2", 11.0, 6.0), ("B3", 1, 3), ("B4", 11, 3)].map {
            BaseStation(id: Code(checked: $0.0), at: Point($0.1, $0.2), height: 2.5)
        },
        cameras: []
    )
    static let model = RadioModel(plan: plan)
    static let tag = Code<Kind.Tag>(checked: "T1")

    /// The lines of one second: what an honest radio hears of a tag at `point`, and heartbeats.
    ///
    /// - deaf: base stations that are alive and do not hear the tag.
    static func lines(
        _ second: Int64,
        at point: Point?,
        dead: Set<String> = [],
        deaf: Set<String> = []
    ) -> [Observation] {
        let at = Instant(seconds: second) - .milliseconds(400)
        return plan.baseStations.filter { !dead.contains($0.id.text) }.flatMap { station -> [Observation] in
            let beat = Observation(at: at, tag: nil, baseStation: station.id, reading: .heartbeat)
            guard let point, !deaf.contains(station.id.text) else { return [beat] }
            let distance = max(1, station.at.distance(to: point))
            let walls = plan.walls.filter { $0.line.crosses(Segment(station.at, point)) }.count
            let strength = -59 - 6 * distance.squareRoot() - 5 * Double(walls)
            let reading = Observation.Reading.rssi(dBm: strength, receiver: 1)
            return [beat, Observation(at: at, tag: tag, baseStation: station.id, reading: reading)]
        }
    }

    /// Where the person is: west until 40, through the corridor by 48, east from then on.
    static func walk(_ second: Int64) -> Point {
        let way =
            [Point(3, 5), Point(3, 3.5), Point(3, 2.2), Point(3, 1), Point(4.5, 1), Point(6, 1), Point(7.5, 1)]
            + [Point(9, 1), Point(9, 2.3), Point(9, 3.5), Point(9, 5)]
        return way[Int(min(max(0, second - 1_040), 10))]
    }
}

private func told(_ seconds: ClosedRange<Int64>, _ tracks: inout TagTracks) -> [PresenceEvent] {
    var events: [PresenceEvent] = []
    for second in seconds {
        for line in Story.lines(second, at: Story.walk(second)) { tracks.observe(line) }
        events += tracks.advance(to: Instant(seconds: second))
    }
    return events
}

private func places(_ events: [PresenceEvent]) -> [Place] {
    events.compactMap { event in
        if case .moved(_, _, .room(let room), _, _, _, _) = event { return .room(room) }
        return nil
    }
}

@Test func aPersonWhoWalksFromWestToEastIsFoundInBoth() {
    var tracks = TagTracks(model: Story.model)
    let events = told(1_000...1_100, &tracks)
    #expect(places(events).first == .room(Code(checked: "west")))
    #expect(places(events).last == .room(Code(checked: "east")))
    #expect(tracks.live(Story.tag)?.room?.text == "east")
}

/// A person's page may be opened in the very second in which their tag is heard for the first time.
@Test func aTagHeardForTheFirstTimeHasNoAnswerBeforeTheSecondIsOver() {
    var tracks = TagTracks(model: Story.model)
    for line in Story.lines(1_000, at: nil) { tracks.observe(line) }
    _ = tracks.advance(to: Instant(seconds: 1_001))
    tracks.observe(Observation(at: Instant(seconds: 1_001), tag: Story.tag, baseStation: nil, reading: .button))
    #expect(tracks.tagsHeard == [Story.tag])
    #expect(tracks.live(Story.tag) == nil)

    _ = tracks.advance(to: Instant(seconds: 1_004))
    #expect(tracks.live(Story.tag) != nil)
}

@Test func theSameLinesGiveTheSameFindings() {
    var one = TagTracks(model: Story.model)
    var two = TagTracks(model: Story.model)
    #expect(told(1_000...1_100, &one) == told(1_000...1_100, &two))
}

@Test(arguments: [1_030, 1_044, 1_052, 1_060] as [Int64])
func aRestartRepeatsNothingAndLosesNothing(at stop: Int64) {
    var whole = TagTracks(model: Story.model)
    let expected = told(1_000...1_100, &whole)
    var first = TagTracks(model: Story.model)
    let before = told(1_000...stop, &first)
    let mark = first.mark(Story.tag)
    var second = TagTracks(model: Story.model, marks: mark.map { [Story.tag: $0] } ?? [:])
    let after = told(1_000...1_100, &second)
    #expect(before + after == expected)
}

@Test func aTagThatFallsSilentInARoomHasNoSignalAndHasNotLeftTheBuilding() {
    var tracks = TagTracks(model: Story.model)
    var found: [Place] = []
    for second in Int64(1_000)...1_200 {
        let isHeard = second <= 1_020 || second > 1_180
        for line in Story.lines(second, at: isHeard ? Point(3, 5) : nil) { tracks.observe(line) }
        for event in tracks.advance(to: Instant(seconds: second)) {
            if case .moved(_, _, let place, _, _, _, _) = event { found.append(place) }
        }
    }
    #expect(!found.contains(.outside))
    #expect(found.contains(.noSignal))
    #expect(found.last == .room(Code(checked: "west")))
}

/// A tag that somebody lies upon is heard by one base station of the five that are alive: belief is no knowledge then.
struct FaintTagTests {
    private static let west = Place.room(Code(checked: "west"))
    private static let faint = Int64(1_031)...1_070

    /// Somebody stands in the west for a hundred seconds, and lies upon the tag in the middle of them.
    ///
    /// - ranging: base stations that measure how far the tag is, all the time.
    private func told(
        _ seconds: ClosedRange<Int64>,
        _ tracks: inout TagTracks,
        ranging: Bool = false
    ) -> [PresenceEvent] {
        let point = Point(3, 5)
        var events: [PresenceEvent] = []
        for second in seconds {
            let deaf: Set<String> = Self.faint.contains(second) ? ["B0", "B2", "B3", "B4"] : []
            for line in Story.lines(second, at: point, deaf: deaf) { tracks.observe(line) }
            for station in Story.plan.baseStations where ranging {
                let metres = station.at.distance(to: point)
                let at = Instant(seconds: second) - .milliseconds(300)
                let line = Observation(
                    at: at,
                    tag: Story.tag,
                    baseStation: station.id,
                    reading: .range(metres: metres)
                )
                tracks.observe(line)
            }
            events += tracks.advance(to: Instant(seconds: second))
        }
        return events
    }

    @Test func itIsNowhereForCertainAsLongAsItIsFaint() throws {
        var tracks = TagTracks(model: Story.model)
        var events = told(1_000...1_060, &tracks)
        let row = try #require(tracks.live(Story.tag))
        #expect(row.room?.text == "west" && row.probability > 0.9, "the belief itself is as sure as ever")
        #expect(row.place == .notDetermined && row.position == nil && row.coverage < 0.5)
        events += told(1_061...1_100, &tracks)

        var moves: [(place: Place, at: Instant, coverage: Int)] = []
        for case .moved(_, _, let place, let at, _, let coverage, _) in events { moves.append((place, at, coverage)) }
        #expect(moves.map(\.place) == [Self.west, .notDetermined, Self.west])
        #expect(moves[1].coverage < 500 && moves[2].coverage == 1_000, "the record says what weakened it")
        // Not a moment that was faint is called certain afterwards.
        #expect(moves[2].at > Instant(seconds: Self.faint.upperBound))
        #expect(moves[1].at < Instant(seconds: Self.faint.lowerBound + 3))
    }

    @Test func aRestartWhileItIsFaintRepeatsNothingAndLosesNothing() {
        var whole = TagTracks(model: Story.model)
        let expected = told(1_000...1_100, &whole)
        var first = TagTracks(model: Story.model)
        let before = told(1_000...1_055, &first)
        var second = TagTracks(model: Story.model, marks: first.mark(Story.tag).map { [Story.tag: $0] } ?? [:])
        #expect(before + told(1_000...1_100, &second) == expected)
    }

    /// What is measured in metres needs no other base station to hear it.
    @Test func rangesSayWhereItIsHoweverFaint() {
        var tracks = TagTracks(model: Story.model)
        let places = told(1_000...1_100, &tracks, ranging: true).compactMap { event -> Place? in
            if case .moved(_, _, let place, _, _, _, _) = event { place } else { nil }
        }
        #expect(places == [Self.west])
    }
}
