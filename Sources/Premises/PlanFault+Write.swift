public import Domain

extension PlanFault {
    /// What to write instead.
    public var write: Bilingual {
        switch problem {
        case .featureMissing:
            Bilingual(zh: "写 room、wall、door、station、camera 之一", en: "write room, wall, door, station or camera")
        case .featureUnknown(_, let nearest): oneOf(nearest, PlanReading.featureNames)
        case .idMissing: Bilingual(zh: "给要素一个 id", en: "give the feature an id")
        case .idMalformed:
            Bilingual(zh: "1–64 字节，不含空格和斜杠", en: "1 to 64 bytes without blanks or slashes, not “outside”")
        case .idRepeated: Bilingual(zh: "每个要素用不同的 id", en: "give each feature its own id")
        case .shapeWrong(_, let needed): Bilingual(zh: "用 \(needed)", en: "draw it as a \(needed)")
        case .coordinateOutOfRange:
            Bilingual(zh: "以米为单位，绝对值不超过 10000", en: "write metres, at most 10000 from the corner")
        case .keyMisspelt(_, let nearest): Bilingual(zh: "写 \(nearest)", en: "write \(nearest)")
        case .valueMissing(_, let needed), .valueWrong(_, _, let needed):
            Bilingual(zh: "写 \(needed)", en: "write \(needed)")
        case .valueUnknown(_, _, let nearest, let known): oneOf(nearest, known)
        case .tooMany(_, let limit): Bilingual(zh: "最多 \(limit) 个", en: "keep to \(limit)")
        case .noRooms: Bilingual(zh: "至少画一个房间", en: "draw at least one room")
        case .outlineOpen: Bilingual(zh: "最后一点重复第一点", en: "repeat the first corner at the end")
        case .outlineTooFewCorners: Bilingual(zh: "至少三个角", en: "draw three corners or more")
        case .outlineTooManyCorners:
            Bilingual(zh: "最多 \(PlanLimits.corners) 个角", en: "keep to \(PlanLimits.corners) corners")
        case .outlineCrossesItself: Bilingual(zh: "按顺序沿墙描角", en: "follow the wall from corner to corner")
        case .outlineHasHoles:
            Bilingual(zh: "画成凹多边形，或拆成两间", en: "draw a concave outline, or two rooms")
        case .roomsOverlap: Bilingual(zh: "共用一堵墙，不要重叠", en: "let the two share a wall only")
        case .roomWithoutWayIn: Bilingual(zh: "加一扇通向它的门", en: "add a door that leads to it")
        case .roomWithoutWayOut: Bilingual(zh: "加一扇出来的门，或去掉 oneWay", en: "add a door out, or drop oneWay")
        case .watchMissing: Bilingual(zh: "写 \(PlanReading.watchForms)", en: "write watch: \(PlanReading.watchForms)")
        case .postUnknown(_, let nearest):
            nearest.map { Bilingual(zh: "写 fromPost:\($0)", en: "write fromPost:\($0)") }
                ?? Bilingual(zh: "写房间的 id", en: "write the id of a room")
        case .postIsTheRoomItself: Bilingual(zh: "写 inRoom", en: "write inRoom")
        case .statutoryWaitingInCountyCentre:
            Bilingual(
                zh: "改称等候室（holding）；候问室只设在派出所（继续盘问规定第26条）",
                en: "call it 等候室 (holding); 候问室 only at a 派出所 (Continued Questioning Provisions art. 26)"
            )
        case _: writeForDoorOrDevice
        }
    }

    private var writeForDoorOrDevice: Bilingual {
        switch problem {
        case .joinsNotTwo:
            Bilingual(zh: "写两个房间 id，或一个房间和 outside", en: "write two room ids, or one and outside")
        case .doorToNowhere(_, let nearest):
            nearest.map { Bilingual(zh: "写 \($0)", en: "write \($0)") }
                ?? Bilingual(zh: "写房间的 id 或 outside", en: "write the id of a room, or outside")
        case .doorJoinsOnePlace: Bilingual(zh: "写另一边的房间", en: "write the room on the other side")
        case .doorOffTheOutline:
            Bilingual(zh: "把门放在两间共用的墙上", en: "put the door on the wall that the two share")
        case .baseStationOutside: Bilingual(zh: "放进房间或放在墙上", en: "put it in a room or on its wall")
        case .seesNothing: Bilingual(zh: "在 sees 写房间 id", en: "name the rooms in sees")
        case .seesUnknownRoom(_, let nearest):
            nearest.map { Bilingual(zh: "写 \($0)", en: "write \($0)") }
                ?? Bilingual(zh: "写房间的 id", en: "write the id of a room")
        case .soundInLawyersRoom:
            Bilingual(
                zh: "写 sound: none（刑事诉讼法第39条）",
                en: "write sound: none; the meeting is not heard (Criminal Procedure Law art. 39)"
            )
        case .readablePictureInLawyersRoom:
            Bilingual(zh: "写 picture: masked 或 none", en: "write picture: masked or none")
        case .unmaskedCameraInToilet: Bilingual(zh: "写 picture: masked 或 none", en: "write picture: masked or none")
        case _: Bilingual(zh: "", en: "")
        }
    }

    private func oneOf(_ nearest: String?, _ known: [String]) -> Bilingual {
        if let nearest { return Bilingual(zh: "是不是 \(nearest)？", en: "write \(nearest)?") }
        let list = known.joined(separator: " ")
        return Bilingual(zh: "可用：\(list)", en: "one of: \(list)")
    }
}
