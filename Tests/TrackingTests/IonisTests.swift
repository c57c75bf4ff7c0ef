import CZlib
import DeviceFormats
import Domain
import Premises
import Testing
import Tracking

/// The real flat of Examples/ionis-flat, of which `Scripts/bench-tracking` scores all folds.
private enum Ionis {
    static let folder =
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Examples/ionis-flat/"

    static func room(_ id: String, _ corners: [(Double, Double)]) -> Room {
        Room(
            id: Code(checked: id),
            name: Bilingual(zh: id, en: id),
            kind: .holding,
            outline: Polygon(corners.map { Point($0.0, $0.1) }),
            watch: nil
        )
    }

    static func door(_ id: String, _ x: Double, _ y: Double, _ to: Door.Side) -> Door {
        Door(id: Code(checked: id), at: Point(x, y), from: .room(Code(checked: "hall")), to: to)
    }

    static let plan = FloorPlan(
        name: Bilingual(zh: "公寓", en: "Flat"),
        rooms: [
            room("bedroom", [(0, 2.12), (2.64, 2.12), (2.64, 7.1), (0, 7.1)]),
            room("hall", [(0, 0), (3.97, 0), (3.97, 2.12), (0, 2.12)]),
            room("kitchen", [(3.97, 0), (6.22, 0), (6.22, 2.02), (3.97, 2.02)]),
            room(
                "living",
                [
                    (3.97, 2.02), (6.32, 2.02), (6.32, 4.19), (9.07, 4.19), (9.07, 7.1), (2.64, 7.1), (2.64, 2.12),
                    (3.97, 2.12),
                ]
            ),
        ],
        doors: [
            door("d1", 1.15, 2.12, .room(Code(checked: "bedroom"))),
            door("d2", 3.97, 1, .room(Code(checked: "kitchen"))),
            door("d3", 3.3, 2.12, .room(Code(checked: "living"))), door("d4", 1, 0, .outside),
        ],
        walls: [],
        baseStations: [
            (5.48, 2.41, 2.08), (0.79, 6.75, 2.62), (3.03, 0.14, 2.38), (3.79, 7.06, 1.85), (5.99, 0.43, 2.31),
            (8.66, 6.59, 2.41),
        ].enumerated().map { index, place in
            let id = Code<Kind.BaseStation>(checked: "S\(index + 1)")
            return BaseStation(id: id, at: Point(place.0, place.1), height: place.2)
        },
        cameras: []
    )

    static func lines(_ path: String) throws -> [String] {
        let file = try #require(gzopen(folder + path, "rb"))
        defer { gzclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Int(gzread(file, &part, UInt32(part.count)))
            guard count > 0 else { break }
            bytes += part[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    static func walk(_ run: Int) throws -> RadioMap.Walk {
        var decoder = ObservationDecoder()
        let observations = try lines("calib\(run).observations.ndjson.gz").map { line in
            try decoder.decode(Array(line.utf8)).get()
        }
        let truth = try lines("calib\(run).truth.csv").dropFirst().map { line in
            let fields = line.split(separator: ",")
            let point = Point(try #require(Double(fields[1])), try #require(Double(fields[2])))
            return RadioMap.Fix(at: try #require(Instant(rfc3339: fields[0])), point: point)
        }
        return RadioMap.Walk(observations: observations, truth: Array(truth))
    }

    /// The share of the true positions whose second names their room.
    static func right(_ rows: [TagTracks.Row], _ truth: [RadioMap.Fix]) -> Double {
        var bySecond: [Int64: Room.ID] = [:]
        for row in rows { bySecond[row.at.microseconds / 1_000_000] = row.room }
        let hits = truth.count { fix in
            plan.room(at: fix.point)?.id == bySecond[fix.at.microseconds / 1_000_000]
        }
        return Double(hits) / Double(truth.count)
    }
}

@Test func aRealFlatIsTrackedWithTheMapOfOtherWalks() throws {
    let third = try Ionis.walk(3)
    let map = RadioMap.calibrate(plan: Ionis.plan, walks: try [1, 2, 4].map(Ionis.walk))
    let model = RadioModel(plan: Ionis.plan, map: map)
    let radio = TagTracks.track(third.observations, model: model, evidence: .rssi)
    let light = TagTracks.track(third.observations, model: model, evidence: .toa)
    #expect(Ionis.right(radio.map(\.live), third.truth) >= 0.89)
    #expect(Ionis.right(radio.map(\.confirmed), third.truth) >= 0.95)
    #expect(Ionis.right(light.map(\.live), third.truth) >= 0.93)
    #expect(Ionis.right(light.map(\.confirmed), third.truth) >= 0.97)
}

@Test func howMuchMayBeCalledSureIsLearnedFromWalksHeldOut() throws {
    let walks = try [2, 3, 4].map(Ionis.walk)
    let sharpness = try #require(RadioMap.calibrate(plan: Ionis.plan, walks: walks).sharpness)
    #expect((1...2).contains(sharpness))
    #expect(RadioMap.calibrate(plan: Ionis.plan, walks: Array(walks.prefix(1))).sharpness == nil)
}
