import Alarms
import Domain
import Policy
import Premises
import Stays

extension Words {
    /// Why a plan about a stay is refused, and what to do.
    func refusal(_ refusal: StayRefusal) -> Bilingual {
        switch refusal {
        case .stepsMissing(let steps): stepsFirst(steps)
        case .roomUnfit(let id, let unfitness): unfit(room(id), unfitness)
        case .alreadyEntered: Bilingual(zh: "此人已入区。", en: "The person has entered already.")
        case .notInArea: Bilingual(zh: "此人不在区内，请先登记入区。", en: "The person is not in the area; record the entry first.")
        case .notAllocated(let id): notKept(room(id))
        case .custodianOfOwnCase: Self.custodianOfOwnCase
        case .selfApproval: Self.selfApproval
        case .alreadyLeft: Bilingual(zh: "此人已离区，不能再办理。", en: "The person has left; nothing more can be planned.")
        case .paperInvalid(let fault): invalid(fault)
        case .officersMissing: Bilingual(zh: "请填写至少一名办案民警。", en: "Name at least one officer of the case.")
        case .ownCaseApproval:
            Bilingual(
                zh: "办理本案的民警不能在本案中批准，请由本案以外的民警批准。",
                en: "Nobody of the case approves in it; ask an officer from outside."
            )
        case .approverNotPolice:
            Bilingual(zh: "辅警和医生不能批准，请由民警批准。", en: "Auxiliaries and doctors never approve; ask a police officer.")
        case .arrivalInFuture: Bilingual(zh: "到案时间不能晚于现在。", en: "The arrival cannot be later than now.")
        case .correctionUnapproved: Self.twoAnswerForLater
        case .arrivalAfterSighting(let seen):
            Bilingual(
                zh: "与记录矛盾：此人 \(time(seen)) 已在区内，到案不可能更晚。",
                en: "This contradicts the records: the person was here at \(time(seen)) already."
            )
        case .arrivalUnchanged: Bilingual(zh: "到案时间没有变化。", en: "The arrival is that time already.")
        case .arrivalAfterEntry(let other):
            Bilingual(
                zh: "到案不能晚于入区，请核对 \(time(other))。",
                en: "The arrival cannot lie after the entry; check \(time(other))."
            )
        case .tagAlreadyWorn(let tag):
            Bilingual(zh: "此人已戴手环 \(tag)，请先归还。", en: "The person wears tag \(tag) already; take it back first.")
        case .tagNotForKind(let kind): cardNeeded(by: kind)
        case .cardForSuspect(let tag): Self.cardForSuspect(tag)
        case .tagLow(let tag, let percent): Self.low(tag, percent)
        case .tagNotWorn: Bilingual(zh: "此人没有戴手环。", en: "The person wears no tag.")
        case .sessionRunning(let id):
            Bilingual(zh: "此人正在\(room(id).zh)讯问（询问），请先结束。", en: "A session runs in \(room(id).en); end it first.")
        case .noSession: Bilingual(zh: "没有正在进行的讯问（询问）。", en: "No session is running.")
        case .tooFewOfficers(let needed):
            Bilingual(zh: "须有 \(needed) 名民警（不含辅警）。", en: "\(Self.police(needed)) needed, auxiliaries not counted.")
        case .clockUnknown(let key):
            Bilingual(zh: "没有正在计算的\(key.words.zh)。", en: "No such limit is running: \(key.words.en).")
        case .groundKnown(let ground):
            Bilingual(zh: "\(ground.words.zh)的时限已在计算。", en: "The limits of \(ground.words.en) run already.")
        case .groundWithoutLimit(let ground):
            Bilingual(zh: "规则中没有\(ground.words.zh)的时限。", en: "The policy has no limit for \(ground.words.en).")
        case .groundUnfit(let ground, let kind): unfit(ground, for: kind)
        case .groundElsewhere(let ground, let only): elsewhere(ground, only)
        case .lastGround(let key):
            Bilingual(
                zh: "\(key.words.zh)是留置此人的唯一依据，请办理离区。",
                en: "Only this holds the person: \(key.words.en). Let the person leave."
            )
        case .noFurtherExtension:
            Bilingual(zh: "已不能再延长，到期须离区。", en: "No further extension; the person leaves at the limit.")
        case .wrongApprover(let needed):
            Bilingual(zh: "这一次延长须由\(needed.title.zh)批准。", en: "This extension needs the \(needed.title.en).")
        case .clockExpired(let at):
            Bilingual(
                zh: "时限已于 \(time(at)) 届满，不能再延长，请办理离区。",
                en: "The limit passed at \(time(at)); let the person leave."
            )
        case .kindUnchanged: Bilingual(zh: "人员类别没有变化。", en: "The kind of person is the same already.")
        case .dutyUnknown: Bilingual(zh: "没有这项欠办。", en: "No such duty is owed.")
        }
    }

    private static let twoAnswerForLater = Bilingual(
        zh: "到案时间改晚须由两名民警共同确认，均不办理本案，其中一人为法制督察；第二人填写本人的办案区管理员或法制督察账号和口令。",
        en: "To later: two police officers, neither of the case, one of them a supervisor. "
            + "The second gives name and password of a custodian's or supervisor's account."
    )

    private static let custodianOfOwnCase = Bilingual(
        zh: "您是本案民警，不能同时管理此人，请由本案以外的管理员办理。",
        en: "You are an officer of this case; a custodian from outside it decides here."
    )

    private static let selfApproval = Bilingual(
        zh: "不能自己批准自己的申请，请由批准人以外的人登记。",
        en: "Nobody approves for oneself; let somebody else record it."
    )

    private func notKept(_ room: Bilingual) -> Bilingual {
        Bilingual(zh: "\(room.zh)没有安排给此人。", en: "\(room.en) is not kept for the person.")
    }

    private func cardNeeded(by kind: PersonKind) -> Bilingual {
        Bilingual(
            zh: "手环只给嫌疑人戴，\(kind.words.zh)用访客卡。",
            en: "Tags are for suspects; give the \(kind.words.en) a card."
        )
    }

    private static func low(_ tag: Code<Kind.Tag>, _ percent: Int) -> Bilingual {
        Bilingual(
            zh: "\(tag) 电量只有 \(percent)%，请充电，另选一个。",
            en: "\(tag) has \(percent) % of its charge left; charge it and take another."
        )
    }

    private static func cardForSuspect(_ tag: Code<Kind.Tag>) -> Bilingual {
        Bilingual(
            zh: "\(tag) 是访客卡，嫌疑人须戴手环，请换一个手环。",
            en: "\(tag) is a visitor's card; a suspect wears a wrist tag, take one."
        )
    }

    private func unfit(_ ground: Ground, for kind: PersonKind) -> Bilingual {
        Bilingual(
            zh: "\(ground.words.zh)不适用于\(kind.words.zh)。请改选依据；人员类别不对的，先更正类别。",
            en: "A ground of \(ground.words.en) does not hold a person of this kind (\(kind.words.en)). "
                + "Choose another; where the kind is wrong, change that first."
        )
    }

    private func elsewhere(_ ground: Ground, _ only: CentreKind) -> Bilingual {
        Bilingual(
            zh: "\(ground.words.zh)只能在\(only.words.zh)适用，本中心不得使用。请改选依据。",
            en: "Only \(only.words.en) may use \(ground.words.en), not this centre. Choose another ground."
        )
    }

    /// Why an alarm is not acknowledged or closed so, and what to do.
    func refusal(_ refusal: AlarmRefusal) -> Bilingual {
        switch refusal {
        case .alreadyClosed: Bilingual(zh: "该报警已办结。", en: "The alarm is closed already.")
        case .stillOn: Bilingual(zh: "情况尚未消除，不能办结。", en: "The condition is still on; remedy it before closing.")
        case .notAcknowledged: Bilingual(zh: "请先确认，再办结。", en: "Acknowledge the alarm before closing it.")
        case .ownCase: Bilingual(zh: "本案民警不能处理本案的求助，请由本案以外的人处理。", en: "An SOS of the own case is for others to handle.")
        case .nobodyAttended:
            Bilingual(zh: "本案以外的民警尚未到场，请先派人前往。", en: "Nobody from outside the case was there yet; send somebody.")
        case .wordsMissing: Bilingual(zh: "请记下本人原话，再办结。", en: "Write down the person's own words before closing.")
        case .secondPersonMissing:
            Bilingual(
                zh: "须由另一名本案以外的办案区管理员或督察复核，并输入其账号和口令。",
                en: "Another custodian or supervisor outside the case must confirm it with name and password."
            )
        }
    }

    /// What is wrong with an identity number as typed; never what would be right.
    func fault(_ fault: CitizenIDNumber.Fault) -> Bilingual {
        switch fault {
        case .length(let count):
            Bilingual(zh: "应为 18 位，现有 \(count) 位", en: "18 characters are needed, there are \(count)")
        case .character(let position): Bilingual(zh: "第 \(position) 位不对", en: "character \(position) cannot be there")
        case .birthDate: Bilingual(zh: "出生日期不存在", en: "there is no such date of birth")
        case .checkCharacter: Bilingual(zh: "校验码不符，请逐位核对", en: "the check character does not fit, compare each digit")
        }
    }
}

extension Words {
    private func stepsFirst(_ steps: [Step]) -> Bilingual {
        let names = Bilingual.list(steps.map(\.words))
        return Bilingual(zh: "请先完成：\(names.zh)。", en: "To be done first: \(names.en).")
    }

    /// Only the centre's own staff have accounts.
    func notOnList(_ officer: Code<Kind.Officer>) -> Bilingual {
        Bilingual(zh: "人员名单中没有 \(officer)。", en: "The staff list has no \(officer).")
    }

    /// What a form says beside the field that is wrong.
    func unknown(_ officers: [Code<Kind.Officer>]) -> Bilingual {
        let codes = Bilingual.list(officers.map { Bilingual(zh: $0.text, en: $0.text) })
        return Bilingual(
            zh: "人员名单中没有警号 \(codes.zh)。请核对；确为外单位民警的，请勾选“有外单位民警”后再登记。",
            en: "The staff list has no \(codes.en). Check it; if they are of another unit, say so and record again."
        )
    }

    /// Why no session begins where somebody else sits.
    func occupied(_ room: Room.ID, by code: String) -> Bilingual {
        let name = self.room(room)
        return Bilingual(
            zh: "\(name.zh)里有 \(code)，讯问（询问）应当个别进行；请另选房间。",
            en: "\(code) is in \(name.en), and people are questioned one by one; choose another room."
        )
    }

    /// Why a ground is not taken, and how the arrival is recorded all the same: facts are never refused (P8).
    func withoutGround(_ refusal: Bilingual, for kind: PersonKind) -> Bilingual {
        guard kind.isSuspect else {
            return Bilingual(zh: refusal.zh + "请选“无”。", en: refusal.en + " Choose “none”.")
        }
        return Bilingual(
            zh: refusal.zh + "没有其他依据的，请选“无”：到案照实登记，缺少法律依据即报警。",
            en: refusal.en
                + " With no other ground choose “none”: the arrival is recorded, and the missing lawful ground rings."
        )
    }

    private func unfit(_ room: Bilingual, _ unfitness: StayRefusal.Unfitness) -> Bilingual {
        switch unfitness {
        case .kind:
            Bilingual(zh: "\(room.zh)不供此类人员使用，请另选房间。", en: "\(room.en) is not for this kind of person; choose another.")
        case .sex: Bilingual(zh: "\(room.zh)供另一性别使用，请另选房间。", en: "\(room.en) is for the other sex; choose another.")
        case .sexUnknown:
            Bilingual(
                zh: "\(room.zh)按性别使用，此人性别未登记，请先登记性别。",
                en: "\(room.en) is for one sex; record the person's sex first."
            )
        case .age: Bilingual(zh: "\(room.zh)只供未成年人使用，请另选房间。", en: "\(room.en) is for minors; choose another.")
        }
    }

    private func invalid(_ fault: CitizenIDNumber.Fault) -> Bilingual {
        let why = self.fault(fault)
        return Bilingual(zh: "身份证号码不对：\(why.zh)。", en: "The identity card number is not right: \(why.en).")
    }
}
