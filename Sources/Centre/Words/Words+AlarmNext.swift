import Alarms
import Domain
import Policy
import Premises

extension Words {
    /// What to do about an alarm, and who must; nil when it has come to its end.
    /// - now: the room where the person is, where that is not the one of the alarm.
    func next(for alarm: Alarm, in now: Room.ID? = nil) -> Bilingual? {
        guard alarm.isOpen else { return nil }
        return alarm.isConditionOn || alarm.raising.key.rule == .sos ? remedy(alarm, in: now) : closing(alarm)
    }

    /// Over, and still on the list: acknowledged first, then closed with a reason.
    private func closing(_ alarm: Alarm) -> Bilingual {
        alarm.acknowledged == nil
            ? Bilingual(zh: "已消除：办案区管理员确认并办结", en: "Gone: the custodian acknowledges and closes it")
            : Bilingual(zh: "已消除：办案区管理员填写原因后办结", en: "Gone: the custodian closes it with a reason")
    }

    private func remedy(_ alarm: Alarm, in now: Room.ID?) -> Bilingual {
        let raising = alarm.raising
        let room = raising.room.map(room) ?? Bilingual(zh: "现场", en: "the place")
        return switch raising.key.rule {
        case .stepSkipped: doFirst(raising.explanation.quiet.steps)
        case .wrongRoom where raising.explanation.quiet.by == .sexRecorded:
            Bilingual(zh: "办案区管理员立即补录此人性别", en: "The custodian records the person's sex now")
        case .wrongRoom:
            Bilingual(zh: "看管人立即将此人带出\(room.zh)", en: "The watcher leads the person out of \(room.en) now")
        case .overstay:
            Bilingual(zh: "办案区管理员到\(room.zh)查看并带出", en: "The custodian goes to \(room.en) and leads the person on")
        case .loneOfficer: joinOrStop(raising, room)
        case .personUnwatched: watch(raising, room)
        case .meetsSuspect: Bilingual(zh: "看管人立即将两人分开", en: "The watcher parts them now")
        case .sos: raising.stay == nil ? support(alarm, room) : help(alarm, in: now)
        case .tagCut: Bilingual(zh: "办案区管理员立即找到此人，换手环", en: "The custodian finds the person now and binds another tag")
        case .tagSilent:
            Bilingual(zh: "办案区管理员立即找到此人，检查手环", en: "The custodian finds the person now and checks the tag")
        case .tagBattery: Bilingual(zh: "办案区管理员换手环", en: "The custodian changes the tag")
        case .stationSilent:
            Bilingual(zh: "系统管理员检查基站的电源和网络", en: "The system administrator checks its power and network")
        case .clockWarning: meet(raising)
        case .clockExpired:
            Bilingual(
                zh: "办案民警立即办理到期事项；须放人的立即离区，无须批准",
                en: "The officers of the case do now what is due; who is to be released leaves, no approval needed"
            )
        case .noGround:
            Bilingual(zh: "办案民警登记依据，否则此人离区", en: "The officers of the case name the ground, or the person leaves")
        case .ruleFailed:
            Bilingual(
                zh: "系统管理员修复；恢复前由办案区管理员人工查看",
                en: "The system administrator repairs it; until then the custodian looks"
            )
        case .clockJumped:
            Bilingual(
                zh: "系统管理员检查服务器的时间和授时",
                en: "The system administrator checks the server's time and where it comes from"
            )
        case .diskFull:
            Bilingual(
                zh: "系统管理员腾出磁盘空间；写满后不再接收位置，由办案区管理员人工查看",
                en: "The system administrator makes room; a full disk takes no positions, and then the custodian looks"
            )
        case .journalUnsigned:
            Bilingual(
                zh: "系统管理员检查签名密钥和数据目录；恢复前的新记录无法证明未被改动",
                en: "The system administrator checks key and data folder; what is written until then cannot be proved"
            )
        }
    }

    /// R3: somebody from outside the case goes there, and closes it with the person's own words.
    private func help(_ alarm: Alarm, in now: Room.ID?) -> Bilingual {
        let isAcknowledged = alarm.acknowledged != nil
        if isAcknowledged, !alarm.isConditionOn {
            return Bilingual(
                zh: "本案以外的办案区管理员或督察记下本人原话后办结",
                en: "The custodian or a supervisor outside the case closes it with the person's own words"
            )
        }
        let room = (now ?? alarm.raising.room).map(room)
        return Bilingual(
            zh: "本案以外的民警立即\(room.map { "前往\($0.zh)" } ?? "找到此人")\(isAcknowledged ? "" : "；办案区管理员确认")",
            en: "An officer outside the case \(room.map { "goes to \($0.en)" } ?? "finds the person") at once"
                + (isAcknowledged ? "" : "; the custodian acknowledges")
        )
    }

    /// The button of an officer's card, or of a tag that nobody wears: no track says when it is over.
    private func support(_ alarm: Alarm, _ room: Bilingual) -> Bilingual {
        alarm.acknowledged == nil
            ? Bilingual(
                zh: "附近民警立即到\(room.zh)支援；办案区管理员确认",
                en: "Officers near by go to \(room.en) and help at once; the custodian acknowledges"
            )
            : Bilingual(
                zh: "办案区管理员核实后写明情况后办结",
                en: "The custodian makes sure and closes it with a note"
            )
    }

    private func doFirst(_ steps: [Step]) -> Bilingual {
        let names = Bilingual.list(steps.map(\.words))
        return Bilingual(zh: "办案区管理员带回补办：\(names.zh)", en: "The custodian leads the person back for: \(names.en)")
    }

    private func joinOrStop(_ raising: Raising, _ room: Bilingual) -> Bilingual {
        let needed = raising.explanation.quiet.number ?? 2
        return Bilingual(
            zh: "办案民警补足 \(needed) 人到\(room.zh)，否则停止讯问",
            en: "The officers of the case make it \(needed) police in \(room.en), or stop the interrogation"
        )
    }

    /// Where the watcher must be may be another room: the post from which the person's room is seen.
    private func watch(_ raising: Raising, _ room: Bilingual) -> Bilingual {
        let post = raising.explanation.quiet.room.map(self.room) ?? room
        return Bilingual(zh: "办案区管理员立即派人到\(post.zh)看管", en: "The custodian sends a watcher to \(post.en) now")
    }

    private func meet(_ raising: Raising) -> Bilingual {
        let expiry = raising.explanation.readings.first { $0.what == .clockExpires }?.at
        let until = minute(expiry ?? raising.at)
        return Bilingual(
            zh: "办案民警须在 \(until) 前办结、离区或报批延长",
            en: "The officers of the case: finish, exit or get the extension approved before \(until)"
        )
    }
}
