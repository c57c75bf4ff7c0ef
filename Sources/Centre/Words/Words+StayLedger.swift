import Domain
import Policy
import Premises
import Stays

extension Words {
    /// Words that were given with an event: content of the person, so the event itself only names them.
    enum Told {
        case words(String)
        case erased
        /// The seal or the key of it is damaged; `check` says more.
        case unreadable

        var text: Bilingual {
            switch self {
            case .words(let text): Bilingual(zh: text, en: text)
            case .erased: Bilingual(zh: "已删除", en: "erased")
            case .unreadable: Bilingual(zh: "无法读取", en: "cannot be read")
            }
        }
    }

    /// What happened to a stay, for its ledger.
    ///
    /// - registered: when an arrival was registered, where that was later.
    func sentence(_ event: StayEvent, registered: Instant?, _ told: (ID<Kind.Content>) -> Told) -> Bilingual {
        switch event {
        case .arrived(_, let registration): arrived(registration, registered: registered, told)
        case .entered: Bilingual(zh: "入区", en: "Entry")
        case .tagIssued(_, let tag, _, _):
            Bilingual(zh: "戴上手环 \(tag)，待按键测试", en: "Tag \(tag) put on, test press awaited")
        case .tagBound(_, let tag, _):
            Bilingual(zh: "手环 \(tag) 测试按键已收到，绑定完成", en: "Test press of tag \(tag) received, binding complete")
        case .tagForgone(_, let reason, _, _):
            Bilingual(zh: "不戴手环：\(reason.words.zh)，改由人员看管", en: "No tag: \(reason.words.en), watched by people instead")
        case .tagReturned(_, let tag, _, _): Bilingual(zh: "归还手环 \(tag)", en: "Tag \(tag) returned")
        case .stepDone(_, let record): done(record)
        case .roomAllocated(_, let room, _, _): named("安排房间", "Room allocated", self.room(room))
        case .roomReleased(_, let room, _, _): named("退出房间", "Room given back", self.room(room))
        case .sessionStarted(_, let room, _, let officers):
            .clauses(named("讯问（询问）开始", "Session started", self.room(room)), self.officers(officers))
        case .sessionEnded: Bilingual(zh: "讯问（询问）结束", en: "Session ended")
        case .breachRecorded(_, let breach): breached(breach)
        case .kindChanged(_, let kind, let reason, _, _):
            .clauses(
                Bilingual(zh: "人员类别改为\(kind.words.zh)", en: "Kind changed to \(kind.words.en)"),
                named("原因", "reason", told(reason).text),
                Bilingual(zh: "须重新告知权利", en: "rights are to be told again")
            )
        case .traitsRecorded(_, let traits, _, _): recorded(traits)
        case .arrivalCorrected(_, let correction): corrected(correction, told)
        case .clockStarted(_, let key, let from, _, let terms, _): started(key, from: from, terms)
        case .clockExtended(_, let key, let grant): extended(key, grant, told)
        case .clockEnded(_, let key, _): Bilingual(zh: "\(key.words.zh)停止计算", en: "\(key.words.titled.en) ends")
        case .darkBegan(_, let cause, _, let holder): darkBegan(cause, holder: holder)
        case .darkEnded(_, let cause, _, _): named("监督空白结束", "Dark time ends", cause.words)
        case .exited(_, let exit): left(exit)
        case .dutyDone(_, let duty, _, _): named("欠办已补", "Owed duty done", duty.words)
        }
    }

    func named(_ zh: String, _ en: String, _ what: Bilingual) -> Bilingual {
        Bilingual(zh: "\(zh)：\(what.zh)", en: "\(en): \(what.en)")
    }

    private func arrived(
        _ registration: Registration,
        registered: Instant?,
        _ told: (ID<Kind.Content>) -> Told
    ) -> Bilingual {
        .clauses(
            named("到案", "Arrival", registration.arrival.mode.words),
            registered.map { Bilingual(zh: "\(time($0)) 登记", en: "registered at \(time($0))") },
            registration.kind.words,
            ground(of: registration),
            registration.arrival.document.map { named("文书", "document", told($0).text) },
            Bilingual(zh: "案件 \(registration.caseCode)", en: "case \(registration.caseCode)")
        )
    }

    /// Only suspects need one.
    private func ground(of registration: Registration) -> Bilingual? {
        if let ground = registration.arrival.ground { return named("依据", "ground", ground.words) }
        return registration.kind.isSuspect ? Bilingual(zh: "尚未登记依据", en: "no ground named yet") : nil
    }

    private func done(_ record: StepRecord) -> Bilingual {
        .clauses(
            record.step.isAllocation
                ? named("安排", "Arranged", record.step.words) : named("完成", "Done", record.step.words),
            record.room.map(room),
            record.refusedToSign ? Bilingual(zh: "拒签", en: "refusal to sign") : nil
        )
    }

    private func breached(_ breach: Breach) -> Bilingual {
        let version = policy.version(inForceAt: breach.at)
        let rule = RuleID(rawValue: breach.rule.text)
        let title =
            rule.map { self.title(of: $0, in: version) } ?? Bilingual(zh: breach.rule.text, en: breach.rule.text)
        return .clauses(
            named("违规", "Breach", title),
            breach.room.map(room),
            breach.missing.isEmpty ? nil : named("尚未完成", "not done", .list(breach.missing.map(\.words))),
            rule.flatMap { version?.rule($0)?.provision }.map(article)
        )
    }

    private func recorded(_ traits: Traits) -> Bilingual {
        .clauses(
            named("补录性别", "Sex recorded", traits.sex.words),
            traits.isMinor
                ? Bilingual(zh: "按未成年人对待", en: "treated as a minor")
                : Bilingual(zh: "按成年人对待", en: "treated as an adult"),
            traits.isProtected ? Bilingual(zh: "受特别保护", en: "protected by a shorter limit") : nil
        )
    }

    private func corrected(
        _ correction: ArrivalCorrection,
        _ told: (ID<Kind.Content>) -> Told
    ) -> Bilingual {
        .clauses(
            Bilingual(
                zh: "到案时间由 \(time(correction.from)) 更正为 \(time(correction.to))",
                en: "Arrival corrected from \(time(correction.from)) to \(time(correction.to))"
            ),
            named("原因", "reason", told(correction.reason).text),
            correction.approvedBy.isEmpty ? nil : named("批准", "approved by", officers(correction.approvedBy)),
            Bilingual(zh: "自到案起算的时限（如有）一并改算", en: "limits counted from the arrival, if any, move with it")
        )
    }

    private func started(_ key: ClockKey, from start: Instant, _ terms: ClockTerms) -> Bilingual {
        let base = duration(terms.base)
        return Bilingual(
            zh: "\(key.words.zh)：自 \(time(start)) 起 \(base.zh)，至 \(time(start + terms.base))",
            en: "\(key.words.titled.en): \(base.en) from \(time(start)), until \(time(start + terms.base))"
        )
    }

    private func extended(_ key: ClockKey, _ grant: Grant, _ told: (ID<Kind.Content>) -> Told) -> Bilingual {
        let limit = duration(grant.limit)
        let title = grant.approver.title
        return .clauses(
            Bilingual(
                zh: "\(key.words.zh)延长至 \(limit.zh)，\(officer(grant.by).zh)以\(title.zh)身份批准",
                en: "\(key.words.titled.en) extended to \(limit.en), approved by \(officer(grant.by).en) as \(title.en)"
            ),
            grant.document.map { named("文书", "document", told($0).text) }
        )
    }

    private func darkBegan(_ cause: DarkTime.Cause, holder: Code<Kind.Officer>?) -> Bilingual {
        .clauses(
            named("监督空白开始", "Dark time begins", cause.words),
            holder.map { named("最后看管人", "last holder", officer($0)) }
        )
    }

    private func left(_ exit: Exit) -> Bilingual {
        .clauses(
            named("离区", "Exit", exit.end.words),
            exit.isIdentityConfirmed
                ? named("身份由两人确认", "identity confirmed by two", officers(exit.identifiedBy))
                : Bilingual(zh: "身份未经两人确认", en: "identity not confirmed by two"),
            exit.owed.isEmpty ? nil : named("欠办", "owed", .list(exit.owed.map(owed)))
        )
    }

    private func owed(_ duty: OwedDuty) -> Bilingual {
        let owner = officer(duty.owner)
        return Bilingual(
            zh: "\(duty.duty.words.zh)由\(owner.zh)在 \(dayAndMinute(duty.deadline)) 前办理",
            en: "\(duty.duty.words.en) by \(owner.en) before \(dayAndMinute(duty.deadline))"
        )
    }
}
