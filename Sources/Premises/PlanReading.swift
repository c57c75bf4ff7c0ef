import Domain

/// The work of turning features into a plan: what could be read so far, and every fault met.
///
/// What is faulty is still kept as far as it was understood, so that one mistake is told once: a room with an
/// unknown kind is a room for the doors that lead to it.
struct PlanReading {
    struct RoomDraft {
        let label: String
        let id: Room.ID
        let name: Bilingual
        let kind: RoomKind?
        let outline: Polygon?
        let watch: Room.Watch?
        let saysWatch: Bool
    }

    struct CameraDraft {
        let label: String
        let camera: Camera
    }

    static let featureNames = ["room", "wall", "door", "station", "camera", "furniture"]
    static let watchForms = "inRoom, interval, fromPost:ROOM"

    let features: [PlanFeature]
    /// Ids of features that are, or may have been meant to be, rooms.
    let roomIDs: Set<String>
    var faults: [PlanFault] = []
    var rooms: [RoomDraft] = []
    var doors: [Door] = []
    var walls: [Wall] = []
    var baseStations: [BaseStation] = []
    var cameras: [CameraDraft] = []
    var furniture: [Furniture] = []

    init(_ features: [PlanFeature]) {
        self.features = features
        let others = Self.featureNames.dropFirst()
        roomIDs = Set(
            features.compactMap { feature in
                others.contains(feature.properties["feature"]?.asText ?? "") ? nil : feature.id
            }
        )
    }

    mutating func readAll() {
        var first: [String: Int] = [:]
        for feature in features {
            guard let name = featureName(feature) else { continue }
            if let id = feature.id, let earlier = first[id] {
                fault(feature, .idRepeated(first: earlier))
                continue
            }
            if let id = feature.id { first[id] = feature.position }
            checkSpelling(feature)
            guard coordinatesAreInRange(feature) else { continue }
            switch name {
            case "room": readRoom(feature)
            case "wall": readWall(feature)
            case "door": readDoor(feature)
            case "station": readBaseStation(feature)
            case "camera": readCamera(feature)
            case _: readFurniture(feature)
            }
        }
        if roomIDs.isEmpty { faults.append(PlanFault(feature: nil, problem: .noRooms)) }
    }

    func plan(named name: Bilingual) -> FloorPlan {
        FloorPlan(
            name: name,
            rooms: rooms.compactMap { draft in
                guard let kind = draft.kind, let outline = draft.outline else { return nil }
                let byNature: Room.Watch? = kind.isWatchedInRoomByNature ? .inRoom : nil
                return Room(
                    id: draft.id,
                    name: draft.name,
                    kind: kind,
                    outline: outline,
                    watch: draft.watch ?? byNature
                )
            },
            doors: doors,
            walls: walls,
            baseStations: baseStations,
            cameras: cameras.map(\.camera),
            furniture: furniture
        )
    }

    mutating func fault(_ feature: PlanFeature, _ problem: PlanFault.Problem) {
        faults.append(PlanFault(feature: feature.label, problem: problem))
    }

    private mutating func featureName(_ feature: PlanFeature) -> String? {
        guard let value = feature.properties["feature"] else {
            fault(feature, .featureMissing)
            return nil
        }
        guard let name = value.asText else {
            fault(feature, .valueWrong(key: "feature", found: value.quoted, needed: "room"))
            return nil
        }
        guard Self.featureNames.contains(name) else {
            let nearest = Spelling.nearest(to: name, in: Self.featureNames)
            fault(feature, .featureUnknown(name, nearest: nearest))
            return nil
        }
        return name
    }

    private static let keys = [
        "feature", "name", "kind", "watch", "post", "joins", "oneWay", "width", "z", "sees", "picture", "sound",
        "material",
    ]

    /// Keys of others are let through; one that is nearly ours would be lost in silence.
    private mutating func checkSpelling(_ feature: PlanFeature) {
        for key in feature.properties.keys.sorted() where !Self.keys.contains(key) {
            guard key.count > 2, let nearest = Spelling.nearest(to: key, in: Self.keys) else { continue }
            let typed = Array(key.lowercased().unicodeScalars)
            guard Spelling.changes(from: typed, to: Array(nearest.lowercased().unicodeScalars)) <= 1 else { continue }
            fault(feature, .keyMisspelt(key, nearest: nearest))
        }
    }

    private mutating func coordinatesAreInRange(_ feature: PlanFeature) -> Bool {
        let points: [Point]
        switch feature.shape {
        case .point(let point): points = [point]
        case .line(let line): points = line
        case .rings(let rings): points = rings.flatMap { $0 }
        case .unreadable: points = []
        }
        let inRange = points.allSatisfy { abs($0.x) <= PlanLimits.reach && abs($0.y) <= PlanLimits.reach }
        if !inRange { fault(feature, .coordinateOutOfRange) }
        return inRange
    }
}

extension PlanFeature {
    /// How a fault names it.
    var label: String { id ?? "#\(position)" }
}
