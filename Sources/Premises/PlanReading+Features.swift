import Domain

extension PlanReading {
    mutating func readRoom(_ feature: PlanFeature) {
        let kind = choice(feature, "kind", RoomKind.self, default: nil)
        let name = self.name(feature)
        let watch = self.watch(feature)
        let outline = self.outline(feature)
        guard let id: Room.ID = code(feature) else { return }
        rooms.append(
            RoomDraft(
                label: feature.label,
                id: id,
                name: name ?? Bilingual(zh: id.text, en: id.text),
                kind: kind,
                outline: outline,
                watch: watch,
                saysWatch: feature.properties["watch"] != nil
            )
        )
    }

    mutating func readWall(_ feature: PlanFeature) {
        let material = choice(feature, "material", Wall.Material.self, default: .solid)
        guard case .line(let points) = feature.shape, points.count >= 2, points.count <= PlanLimits.corners else {
            return fault(feature, .shapeWrong(found: feature.shape.typeName, needed: "LineString"))
        }
        guard let material else { return }
        for (a, b) in zip(points, points.dropFirst()) where a != b {
            walls.append(Wall(line: Segment(a, b), material: material))
        }
    }

    mutating func readDoor(_ feature: PlanFeature) {
        let width = number(feature, "width", in: 0.4...20, default: 0.9, needed: "0.4 … 20 (m)")
        let oneWay = flag(feature, "oneWay")
        let sides = joins(feature)
        let id: Door.ID? = code(feature)
        guard let point = self.point(feature), let id, let width, let oneWay, let sides else { return }
        doors.append(Door(id: id, at: point, from: sides.from, to: sides.to, oneWay: oneWay, width: width))
    }

    mutating func readBaseStation(_ feature: PlanFeature) {
        let height = number(feature, "z", in: 0...20, default: 2.5, needed: "0 … 20 (m)")
        let id: BaseStation.ID? = code(feature)
        guard let point = self.point(feature), let id, let height else { return }
        baseStations.append(BaseStation(id: id, at: point, height: height))
    }

    mutating func readCamera(_ feature: PlanFeature) {
        let picture = choice(feature, "picture", Camera.Recording.self, default: nil)
        let sound = choice(feature, "sound", Camera.Recording.self, default: nil)
        let name = self.name(feature)
        let sees = self.sees(feature)
        let id: Camera.ID? = code(feature)
        guard let point = self.point(feature), let id, let picture, let sound else { return }
        let camera = Camera(
            id: id,
            name: name ?? Bilingual(zh: id.text, en: id.text),
            at: point,
            sees: sees,
            picture: picture,
            sound: sound
        )
        cameras.append(CameraDraft(label: feature.label, camera: camera))
    }

    mutating func readFurniture(_ feature: PlanFeature) {
        let piece = choice(feature, "kind", Furniture.Piece.self, default: nil)
        guard let outline = self.outline(feature), let piece else { return }
        furniture.append(Furniture(piece: piece, outline: outline))
    }

    private mutating func outline(_ feature: PlanFeature) -> Polygon? {
        guard case .rings(let rings) = feature.shape, let ring = rings.first else {
            fault(feature, .shapeWrong(found: feature.shape.typeName, needed: "Polygon"))
            return nil
        }
        let isClosed = ring.count > 1 && ring.first == ring.last
        var corners: [Point] = []
        for corner in isClosed ? ring.dropLast() : ring[...] where corner != corners.last { corners.append(corner) }
        let problem: PlanFault.Problem? =
            if rings.count > 1 {
                .outlineHasHoles
            } else if corners.count > PlanLimits.corners {
                .outlineTooManyCorners(corners.count)
            } else if corners.count < 3 {
                .outlineTooFewCorners(corners.count)
            } else if !isClosed {
                .outlineOpen
            } else if Polygon(corners).crossesItself || Polygon(corners).area < 0.01 {
                .outlineCrossesItself
            } else {
                nil
            }
        if let problem {
            fault(feature, problem)
            return nil
        }
        return Polygon(corners)
    }

    private mutating func joins(_ feature: PlanFeature) -> (from: Door.Side, to: Door.Side)? {
        guard let value = feature.properties["joins"] else {
            fault(feature, .valueMissing(key: "joins", needed: "[\"room\", \"outside\"]"))
            return nil
        }
        guard case .list(let values) = value, values.allSatisfy({ $0.asText != nil }) else {
            fault(feature, .valueWrong(key: "joins", found: value.quoted, needed: "[\"room\", \"outside\"]"))
            return nil
        }
        let texts = values.compactMap(\.asText)
        guard texts.count == 2 else {
            fault(feature, .joinsNotTwo(texts.count))
            return nil
        }
        if texts[0] == texts[1] {
            fault(feature, .doorJoinsOnePlace(texts[0]))
            return nil
        }
        // A side that is no room counts as outside, so that the room behind the door is not called shut off as well.
        let sides = texts.map { text -> Door.Side in
            if text == "outside" { return .outside }
            guard roomIDs.contains(text), let id = Room.ID(text) else {
                fault(feature, .doorToNowhere(text, nearest: Spelling.nearest(to: text, in: roomIDs.sorted())))
                return .outside
            }
            return .room(id)
        }
        return (sides[0], sides[1])
    }

    private mutating func sees(_ feature: PlanFeature) -> [Room.ID] {
        guard let value = feature.properties["sees"] else {
            fault(feature, .seesNothing)
            return []
        }
        guard case .list(let values) = value, values.allSatisfy({ $0.asText != nil }) else {
            fault(feature, .valueWrong(key: "sees", found: value.quoted, needed: "[\"room\"]"))
            return []
        }
        if values.isEmpty { fault(feature, .seesNothing) }
        return values.compactMap(\.asText).compactMap { text in
            if roomIDs.contains(text) { return Room.ID(text) }
            fault(feature, .seesUnknownRoom(text, nearest: Spelling.nearest(to: text, in: roomIDs.sorted())))
            return nil
        }
    }
}
