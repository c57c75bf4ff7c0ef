public import Domain

extension PlanFault {
    /// What is wrong, in one sentence.
    public var wrong: Bilingual {
        switch problem {
        case .featureMissing, .featureUnknown, .idMissing, .idMalformed, .idRepeated, .shapeWrong,
            .coordinateOutOfRange, .keyMisspelt, .valueMissing, .valueWrong, .valueUnknown, .tooMany, .noRooms:
            wrongInAnyFeature
        case .outlineOpen, .outlineTooFewCorners, .outlineTooManyCorners, .outlineCrossesItself, .outlineHasHoles,
            .roomsOverlap, .roomWithoutWayIn, .roomWithoutWayOut, .watchMissing, .postUnknown, .postIsTheRoomItself,
            .statutoryWaitingInCountyCentre:
            wrongInRoom
        case .joinsNotTwo, .doorToNowhere, .doorJoinsOnePlace, .doorOffTheOutline, .baseStationOutside, .seesNothing,
            .seesUnknownRoom, .soundInLawyersRoom, .readablePictureInLawyersRoom, .unmaskedCameraInToilet:
            wrongInDoorOrDevice
        }
    }

    private var wrongInAnyFeature: Bilingual {
        switch problem {
        case .featureMissing: Bilingual(zh: "没有写明是什么要素", en: "the property “feature” is missing")
        case .featureUnknown(let name, _): Bilingual(zh: "未知要素“\(name)”", en: "unknown feature “\(name)”")
        case .idMissing: Bilingual(zh: "没有 id", en: "the id is missing")
        case .idMalformed(let id): Bilingual(zh: "id“\(id)”不合格式", en: "“\(id)” cannot be an id")
        case .idRepeated(let first):
            Bilingual(zh: "id 与第 \(first) 个要素重复", en: "duplicate id: feature \(first) has the same")
        case .shapeWrong(let found, let needed):
            Bilingual(zh: "几何类型是 \(found)，应为 \(needed)", en: "the geometry is \(found), not \(needed)")
        case .coordinateOutOfRange: Bilingual(zh: "坐标超出范围", en: "a coordinate is out of range")
        case .keyMisspelt(let key, _): Bilingual(zh: "未知属性“\(key)”", en: "unknown property “\(key)”")
        case .valueMissing(let key, _): Bilingual(zh: "缺少属性 \(key)", en: "the property “\(key)” is missing")
        case .valueWrong(let key, let found, _):
            Bilingual(zh: "属性 \(key) 的值 \(found) 无法读取", en: "“\(key)” cannot be \(found)")
        case .valueUnknown(let key, let found, _, _):
            Bilingual(zh: "属性 \(key) 的值“\(found)”未知", en: "unknown \(key) “\(found)”")
        case .tooMany(let what, let limit):
            Bilingual(zh: "\(what) 超过 \(limit) 个", en: "more than \(limit) of \(what)")
        case .noRooms: Bilingual(zh: "平面图没有房间", en: "the plan has no room")
        case _: Bilingual(zh: "", en: "")
        }
    }

    private var wrongInRoom: Bilingual {
        switch problem {
        case .outlineOpen: Bilingual(zh: "轮廓没有闭合", en: "the outline is not closed")
        case .outlineTooFewCorners(let count):
            Bilingual(zh: "轮廓只有 \(count) 个角", en: "the outline has only \(count) corners")
        case .outlineTooManyCorners(let count):
            Bilingual(zh: "轮廓有 \(count) 个角，过多", en: "the outline has \(count) corners, too many")
        case .outlineCrossesItself: Bilingual(zh: "轮廓与自身相交", en: "the outline crosses itself")
        case .outlineHasHoles: Bilingual(zh: "轮廓有孔", en: "the outline has a hole")
        case .roomsOverlap(let other, let area):
            Bilingual(
                zh: "与房间 \(other) 重叠 \(metres(area, per: 10_000)) 平方米",
                en: "overlaps room \(other) by \(metres(area, per: 10_000)) m²"
            )
        case .roomWithoutWayIn: Bilingual(zh: "从外面无路可入", en: "room without a way in from outside")
        case .roomWithoutWayOut: Bilingual(zh: "无路可出", en: "room without a way out")
        case .watchMissing:
            Bilingual(zh: "被看管人员的房间没有写明如何看管", en: "a held person's room without a watch rule")
        case .postUnknown(let post, _): Bilingual(zh: "看管岗位“\(post)”不是房间", en: "the post “\(post)” names no room")
        case .postIsTheRoomItself: Bilingual(zh: "看管岗位就是本房间", en: "the post is the watched room itself")
        case .statutoryWaitingInCountyCentre:
            Bilingual(zh: "县级办案中心不设候问室", en: "a 候问室 (statutoryWaiting) in a county centre")
        case _: Bilingual(zh: "", en: "")
        }
    }

    private var wrongInDoorOrDevice: Bilingual {
        switch problem {
        case .joinsNotTwo(let count): Bilingual(zh: "门连接 \(count) 处", en: "the door joins \(count) places")
        case .doorToNowhere(let side, _):
            Bilingual(zh: "门通向不存在的“\(side)”", en: "a door to nowhere: there is no room “\(side)”")
        case .doorJoinsOnePlace(let side): Bilingual(zh: "门两边都是 \(side)", en: "the door joins \(side) to itself")
        case .doorOffTheOutline(let room, let away):
            Bilingual(
                zh: "门距房间 \(room) 的轮廓 \(metres(away, per: 100)) 米",
                en: "the door is \(metres(away, per: 100)) m off the outline of \(room)"
            )
        case .baseStationOutside: Bilingual(zh: "基站在所有房间之外", en: "the base station is outside every room")
        case .seesNothing: Bilingual(zh: "摄像机没有照到任何房间", en: "the camera sees no room")
        case .seesUnknownRoom(let room, _):
            Bilingual(zh: "摄像机照到不存在的房间“\(room)”", en: "the camera sees “\(room)”, which is no room")
        case .soundInLawyersRoom(let room):
            Bilingual(zh: "律师会见室 \(room) 内有录音", en: "sound in the lawyer's room \(room)")
        case .readablePictureInLawyersRoom(let room):
            Bilingual(zh: "律师会见室 \(room) 内画面可辨", en: "a readable picture in the lawyer's room \(room)")
        case .unmaskedCameraInToilet(let room):
            Bilingual(zh: "卫生间 \(room) 内摄像机未遮挡", en: "an unmasked camera in the toilet \(room)")
        case _: Bilingual(zh: "", en: "")
        }
    }

    private func metres(_ count: Int, per whole: Int) -> String {
        let hundredths = count * 100 / whole
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
