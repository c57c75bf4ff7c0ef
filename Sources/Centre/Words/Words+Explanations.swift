import Alarms
import Domain
import Policy
import Premises

extension Words {
    /// One thing that was read from the journal.
    ///
    /// - why: the explanation it stands in; it names the steps that a reading only counts.
    func sentence(_ reading: Explanation.Reading, of why: Explanation) -> Bilingual {
        let room = place(reading.room)
        let number = reading.number ?? 0
        return switch reading.what {
        case .personInRoom: Bilingual(zh: "此人在\(room.zh)", en: "The person is in \(room.en)")
        case .sexUnknown: Bilingual(zh: "此人性别未登记", en: "The person's sex is not recorded")
        case .officersPresent:
            Bilingual(zh: "\(room.zh)内有 \(number) 名民警", en: "\(Self.police(number)) in \(room.en)")
        case .officerLeft: Bilingual(zh: "一名民警离开\(room.zh)", en: "A police officer leaves \(room.en)")
        case .watchersPresent: watchers(number, in: room)
        case .stepsMissing: missing(number, why.quiet.steps)
        case .stepDone: Bilingual(zh: "步骤完成", en: "The step is done")
        case .suspectInRoom: Bilingual(zh: "嫌疑人在\(room.zh)", en: "A suspect is in \(room.en)")
        case .tagWorn: Bilingual(zh: "手环已佩戴", en: "The tag is worn")
        case .tagUnheard: Bilingual(zh: "从此收不到手环信号", en: "The tag is not heard from here on")
        case .strapOpen: Bilingual(zh: "手环表带断开", en: "The strap of the tag is open")
        case .charge: Bilingual(zh: "手环电量 \(number)%", en: "The tag has \(number)% of its charge")
        case .stationUnheard: Bilingual(zh: "从此收不到基站信号", en: "The base station is not heard from here on")
        case .buttonPressed: pressed(in: reading.room)
        case .clockExpires: Bilingual(zh: "法定时限在此时到期", en: "The statutory limit is reached at this time")
        case .groundMissing: Bilingual(zh: "从此没有登记依据", en: "No ground is named from here on")
        case .failure: Bilingual(zh: "规则从此不能得出结论", en: "The rule gives no answer from here on")
        case .clocksDiffer: sentence(ofDifference: .seconds(number))
        case .diskSpace: Bilingual(zh: "磁盘剩余 \(number)%", en: "\(number)% of the disk is free")
        case .signingStopped: Bilingual(zh: "从此没有新的签名检查点", en: "No new signed checkpoint from here on")
        }
    }

    /// What would have kept the alarm quiet.
    func sentence(_ quiet: Explanation.Quiet) -> Bilingual {
        let room = place(quiet.room)
        let number = quiet.number ?? 0
        let span = duration(.seconds(number))
        return switch quiet.by {
        case .officersInRoom:
            Bilingual(
                zh: "\(room.zh)内有 \(number) 名民警（不含辅警）",
                en: "\(Self.police(number)) in \(room.en), auxiliaries not counted"
            )
        case .watcherInRoom:
            Bilingual(
                zh: "看管人在\(room.zh)内，离开不超过 \(span.zh)",
                en: "A watcher in \(room.en), away for \(span.en) at most"
            )
        case .watcherAtPost:
            Bilingual(
                zh: "看管人在\(room.zh)值守，离开不超过 \(span.zh)",
                en: "A watcher at the post \(room.en), away for \(span.en) at most"
            )
        case .visitWithin: Bilingual(zh: "每 \(span.zh)内有人到\(room.zh)巡查", en: "A round to \(room.en) every \(span.en)")
        case .stepsFirst:
            Bilingual(zh: "先完成：\(names(quiet.steps).zh)", en: "Done first: \(names(quiet.steps).en)")
        case .roomAllowed:
            Bilingual(zh: "不进入\(room.zh)：该房间不供此人使用", en: "Not being in \(room.en): it is not for this person")
        case .sexRecorded:
            Bilingual(zh: "进入\(room.zh)前登记性别", en: "The sex recorded before being in \(room.en)")
        case .leftWithin: Bilingual(zh: "\(span.zh)内离开\(room.zh)", en: "Leaving \(room.en) within \(span.en)")
        case .apart:
            Bilingual(zh: "与嫌疑人同处\(room.zh)不超过 \(span.zh)", en: "No more than \(span.en) with a suspect in \(room.en)")
        case .strapWhole: Bilingual(zh: "手环表带完好", en: "A whole strap")
        case .heardWithin: Bilingual(zh: "\(span.zh)内收到信号", en: "A signal within \(span.en)")
        case .chargeAtLeast: Bilingual(zh: "电量不低于 \(number)%", en: "A charge of \(number)% or more")
        case .exitOrExtensionBefore: metBefore(expiry: number == 0 ? nil : span)
        case .groundNamedWithin: Bilingual(zh: "\(span.zh)内登记依据", en: "A ground named within \(span.en)")
        case .noPress: Bilingual(zh: "没有人按下按钮", en: "No press of the button")
        case .ruleRepaired: Bilingual(zh: "规则恢复运行", en: "A rule that answers again")
        case .clocksAgree:
            Bilingual(
                zh: "系统时间与站内时钟相差不超过 \(span.zh)",
                en: "Wall time and site clock within \(span.en) of each other"
            )
        case .diskFreeAtLeast: Bilingual(zh: "磁盘剩余不低于 \(number)%", en: "\(number)% of the disk or more free")
        case .journalSigned: Bilingual(zh: "新记录按时签署", en: "New records signed in time")
        }
    }

    /// A reading without a room says *the room*.
    private func place(_ room: Room.ID?) -> Bilingual {
        room.map(self.room) ?? Bilingual(zh: "房间", en: "the room")
    }

    private func names(_ steps: [Step]) -> Bilingual { .list(steps.map(\.words)) }

    static func police(_ number: Int) -> String {
        number == 1 ? "1 police officer" : "\(number) police officers"
    }

    private func watchers(_ number: Int, in room: Bilingual) -> Bilingual {
        guard number > 0 else { return Bilingual(zh: "\(room.zh)内无人看管", en: "Nobody watches in \(room.en)") }
        return Bilingual(
            zh: "\(room.zh)内有 \(number) 名看管人",
            en: "\(number) \(number == 1 ? "watcher" : "watchers") in \(room.en)"
        )
    }

    private func missing(_ number: Int, _ steps: [Step]) -> Bilingual {
        guard !steps.isEmpty else {
            return Bilingual(zh: "有 \(number) 个步骤尚未完成", en: "Steps not done: \(number)")
        }
        return Bilingual(zh: "尚未完成：\(names(steps).zh)", en: "Not done: \(names(steps).en)")
    }

    private func pressed(in room: Room.ID?) -> Bilingual {
        guard let room = room.map(self.room) else {
            return Bilingual(zh: "求助按钮被按下，位置未确定", en: "The button is pressed, place not determined")
        }
        return Bilingual(zh: "求助按钮被按下，位置：\(room.zh)", en: "The button is pressed in \(room.en)")
    }

    private func metBefore(expiry span: Bilingual?) -> Bilingual {
        guard let span else {
            return Bilingual(zh: "到期前离区、办结或经批准延长", en: "Exit, duty done or approved extension before the limit")
        }
        return Bilingual(
            zh: "到期 \(span.zh)以前离区、办结或经批准延长",
            en: "Exit, duty done or approved extension \(span.en) or more before the limit"
        )
    }
}
