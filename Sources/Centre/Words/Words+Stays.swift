import Domain
import Policy
import Stays
import Web

extension Words {
    /// A legal limit as board and person's page draw it.
    ///
    /// - policy: the version in force at the arrival, for terms whose own version is not in the book any more.
    /// - now: which mark is the next.
    func clock(_ clock: StatutoryClock, of stay: Stay, policy: PolicyVersion, now: Instant) -> ClockReading {
        let rule = rule(of: clock, policy)
        let isOpen = clock.isRunning && now < clock.expiry
        var reading = ClockReading(
            name: clock.key.words.titled,
            article: article(rule?.provision),
            arrived: clock.start,
            entered: stay.entry,
            expires: clock.expiry,
            nextWarning: isOpen ? clock.warnings.first { $0 > now } : nil
        )
        reading.ended = clock.ended
        return reading
    }

    /// What the policy says of a clock, by the version that its terms name.
    func rule(of clock: StatutoryClock, _ policy: PolicyVersion) -> ClockRule? {
        let rules = (version(clock.terms.policy) ?? policy).clocks(of: clock.key.ground)
        return rules.first { $0.duty == clock.key.duty }
    }

    /// An extension as the form offers it: how far, until when, and whose approval it needs.
    func offer(_ step: ClockTerms.Extension, of clock: StatutoryClock) -> Bilingual {
        let limit = duration(step.limit)
        let until = dayAndMinute(clock.start + step.limit)
        let title = step.approver.title
        return Bilingual(
            zh: "\(clock.key.words.zh)延长至 \(limit.zh)（\(until) 止），\(title.zh)批准",
            en: "\(clock.key.words.titled.en) to \(limit.en) (until \(until)), approved by the \(title.en)"
        )
    }

    /// What next, by whom and until when: the line of the board (H4).
    func next(_ act: NextAct) -> Bilingual {
        if case .releaseOrExtend(let step) = act.what { return extend(by: step, until: act.until) }
        let who = who(act.who)
        let what = what(act.what)
        guard let until = act.until.map({ deadline($0, of: act.what) }) else {
            return Bilingual(zh: "\(who.zh)：\(what.zh)", en: "\(who.en): \(what.en)").titled
        }
        if act.isLate {
            return Bilingual(
                zh: "\(who.zh)立即\(what.zh)，\(until) 已过",
                en: "\(who.en): \(what.en) now, \(until) has passed"
            )
            .titled
        }
        return Bilingual(zh: "\(who.zh)须在 \(until) 前\(what.zh)", en: "\(who.en): \(what.en) before \(until)").titled
    }

    private func extend(by step: ClockTerms.Extension, until: Instant?) -> Bilingual {
        let limit = duration(step.limit)
        let title = step.approver.title
        return Bilingual(
            zh: "延长至 \(limit.zh)须\(title.zh)批准\(until.map { "，\(minute($0)) 前" } ?? "")；否则离区",
            en: "Extension to \(limit.en) needs the \(title.en)\(until.map { " before \(minute($0))" } ?? "")"
                + ", or the person leaves"
        )
    }

    /// What is owed after the exit may wait for the next day; the rest falls due within hours.
    private func deadline(_ until: Instant, of what: NextAct.What) -> String {
        switch what {
        case .owed: dayAndMinute(until)
        case .releaseOrExtend, .release, .deliver, .tellFamily, .interrogate, .nameGround, .step, .testPress:
            minute(until)
        }
    }

    private func who(_ who: NextAct.Who) -> Bilingual {
        switch who {
        case .officersOfCase: Bilingual(zh: "办案民警", en: "officers of the case")
        case .approver(let approver): approver.title
        case .custodian: Bilingual(zh: "办案区管理员", en: "custodian")
        case .officer(let code): officer(code)
        }
    }

    private func what(_ what: NextAct.What) -> Bilingual {
        switch what {
        case .releaseOrExtend: Bilingual(zh: "办理离区或报批延长", en: "let the person leave or get an extension")
        case .release: Bilingual(zh: "办理离区", en: "let the person leave")
        case .deliver: Bilingual(zh: "送押", en: "deliver the person to detention")
        case .tellFamily: Bilingual(zh: "通知家属", en: "tell the family")
        case .interrogate: Bilingual(zh: "讯问", en: "interrogate")
        case .nameGround: Bilingual(zh: "登记依据", en: "name the ground")
        case .step(let step): Bilingual(zh: "办理\(step.words.zh)", en: "do the \(step.words.en)")
        case .testPress(let tag): Bilingual(zh: "请此人按手环 \(tag) 测试", en: "have tag \(tag) pressed as a test")
        case .owed(let duty): Bilingual(zh: "补办\(duty.words.zh)", en: "do the owed \(duty.words.en)")
        }
    }
}
