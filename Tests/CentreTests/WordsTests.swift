import Alarms
import Domain
import Events
import Foundation
import Policy
import Premises
import Stays
import Testing
import Tracking
import Web

@testable import Centre

/// Every code has a sentence in both languages; the sentences of a small story stand here as a reader sees them.
struct WordsTests {
    private let words = Words.sample

    @Test func everyNameIsWordedInBothLanguagesAndUnlikeItsNeighbours() {
        let families: [[Bilingual]] = [
            Step.allCases.map(words.step), Ground.allCases.map(words.ground), ArrivalMode.allCases.map(words.mode),
            PersonKind.allCases.map(words.kind), PaperKind.allCases.map(words.paper),
            Exit.End.allCases.map(words.end), DarkTime.Cause.allCases.map(words.darkCause),
            TagBinding.Reason.allCases.map(\.words), Sex.allCases.map(\.words), RuleID.allCases.map(\.words),
            Urgency.allCases.map(\.words),
            AlarmLevel.allCases.map(\.words), Closing.Reason.allCases.map(\.words), Withdrawal.allCases.map(\.words),
            Ground.allCases.flatMap { ground in ClockRule.Duty.allCases.map { ClockKey(ground, $0).words } },
        ]
        for family in families { expectWorded(family) }
    }

    /// The forms of the desk have their own file of names; a person who registers and reads must not meet two.
    @Test(arguments: ["zh-Hans", "en"])
    func theFormsNameThingsAsTheLedgerDoes(_ language: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "Sources/Web/Strings/\(language).json")
        let strings = try JSONDecoder().decode([String: [String: String]].self, from: Data(contentsOf: file))
        func name(_ words: Bilingual) -> String { language == "en" ? words.en : words.zh }

        for kind in PersonKind.allCases { #expect(strings["kind"]?[kind.rawValue] == name(words.kind(kind))) }
        for mode in ArrivalMode.allCases { #expect(strings["mode"]?[mode.rawValue] == name(words.mode(mode))) }
        for ground in Ground.allCases { #expect(strings["ground"]?[ground.rawValue] == name(words.ground(ground))) }
        for paper in PaperKind.allCases { #expect(strings["paper"]?[paper.rawValue] == name(words.paper(paper))) }
        for sex in Sex.allCases { #expect(strings["sex"]?[sex.rawValue] == name(sex.words.titled)) }
        for reason in Closing.Reason.allCases {
            #expect(strings["reason"]?[reason.rawValue] == name(reason.words.titled))
        }
    }

    @Test func aTimeIsTheSitesAndAnUnknownCodeStandsForItself() {
        #expect(words.time(.start) == "2026-11-22 22:05:09")
        #expect(words.room(.talk) == Bilingual(zh: "讯问室一", en: "Interrogation 1"))
        #expect(words.room(Code(checked: "R9")) == Bilingual(zh: "R9", en: "R9"))
        #expect(words.officer(.chen) == Bilingual(zh: "陈立群（P2001）", en: "Chen Liqun (P2001)"))
        #expect(words.officer(Code(checked: "P9")) == Bilingual(zh: "P9", en: "P9"))
        #expect(words.duration(.seconds(5_430)) == Bilingual(zh: "1 小时 30 分钟 30 秒", en: "1 h 30 min 30 s"))
        #expect(words.duration(.zero).en == "0 s")
    }

    @Test func everyEventOfAStayAnAlarmAPlaceAndATagIsOneSentence() {
        let lines = Event.samples.map {
            words.ledger(leaf($0)) { _ in
                .sample(.loneOfficer)
            } told: { _ in
                .erased
            }?.text
        }

        expectWorded(lines.compactMap(\.self))
        #expect(!lines.contains(nil))
    }

    @Test func whatIsNotOfThePersonStandsInNoLedger() {
        let account = ID<Kind.Account>(7)
        let events: [Event] = [
            .access(.signedIn(account, at: .start)),
            .access(.read(.stay(.stay), by: account, officer: .chen, at: .start)),
            .tag(.battery(.wrist, percent: 60, at: .start)), .tag(.carried(.wrist, by: .chen, .police, at: .start)),
            .tag(.handedBack(.wrist, at: .start)), .device(.revoked(Code(checked: "G1"), at: .start)),
            .centre(.clockStarted(.real, origin: .start, speedPerMille: 1_000)),
        ]
        for event in events {
            #expect(
                words.ledger(leaf(event)) { _ in
                    nil
                } told: { _ in
                    .erased
                } == nil
            )
        }
    }

    @Test(arguments: [
        (Words.Told.words("另有两人指认"), "，原因：另有两人指认，"), (.erased, "，原因：已删除，"), (.unreadable, "，原因：无法读取，"),
    ])
    func theWordsOfAnEventAreRepeatedOrSaidToBeGone(told: Words.Told, expected: String) throws {
        let event = Event.stay(.kindChanged(.stay, to: .witness, reason: ID(3), at: .start, by: .chen))
        let line = try #require(words.ledger(leaf(event), alarm: { _ in nil }, told: { _ in told }))
        #expect(line.text.zh.contains(expected), "\(line.text.zh)")
    }

    /// Who came, for what reason and in what words it was closed, and who confirmed it: a prosecutor asks for no less.
    @Test func theLifeOfAnAlarmTellsHowItWasClosed() throws {
        var alarm = Alarm.sample(.sos)
        let came = Attendance(officer: .zhou, room: .talk, at: .start + .seconds(30), evidence: ID(7))
        alarm.apply(.attended(.alarm, came), recordedAt: .start)
        let closing = Closing(by: .chen, at: .start + .minutes(5), reason: .mistake, words: ID(9), confirmedBy: .zhou)
        alarm.apply(.closed(.alarm, closing), recordedAt: .start)

        let life = words.life(of: alarm) { _ in .words("我按错了") }

        #expect(life.map(\.at) == [came.at, closing.at])
        #expect(life[0].text.zh.contains("P2002") && life[0].text.zh.contains("讯问室一"))
        for part in ["误报", "P2002", "复核", "本人原话：我按错了"] {
            #expect(life[1].text.zh.contains(part), "\(life[1].text.zh)")
        }
    }

    @Test func aSmallStoryReadsAsALedger() {
        let lines = Event.story.compactMap {
            words.ledger(leaf($0)) { _ in
                .sample(.loneOfficer)
            } told: { _ in
                .erased
            }
        }
        .map { "\($0.mark.rawValue) | \($0.text.zh)\n| \($0.text.en)" }

        #expect(lines.joined(separator: "\n") == ledgerOfTheStory)
    }

    @Test(arguments: RuleID.allCases)
    func everyAlarmSaysWhatToDoUntilItHasEnded(_ rule: RuleID) throws {
        var alarm = Alarm.sample(rule)
        var said: [Bilingual] = [try #require(words.next(for: alarm))]
        alarm.apply(.acknowledged(.alarm, by: .chen, at: .start), recordedAt: .start)
        said.append(try #require(words.next(for: alarm)))
        alarm.apply(.conditionGone(.alarm, at: .start), recordedAt: .start)
        said.append(try #require(words.next(for: alarm)))
        for sentence in said { #expect(isWorded(sentence), "\(sentence)") }
        #expect(said[0] != said[2])

        alarm.apply(.withdrawn(.alarm, .lateFact, because: ID(2), at: .start), recordedAt: .start)
        #expect(words.next(for: alarm) == nil)
        #expect(
            words.alarm(alarm, subject: Bilingual(zh: "A07", en: "A07")) { _ in nil }.closed?.by.zh == "撤回，迟到的数据表明并非如此"
        )
    }

    @Test func eachReadingAndEachQuietIsASentenceOfItsOwn() {
        let why = Alarm.sample(.loneOfficer).raising.explanation
        for room in [Room.ID.talk, nil] {
            expectWorded(
                Explanation.Reading.What.allCases.map {
                    words.sentence(.init($0, event: ID(1), at: .start, room: room, number: 1), of: why)
                }
            )
            expectWorded(
                Explanation.Quiet.By.allCases.map {
                    words.sentence(.init($0, number: 90, steps: [.safetyCheck], room: room))
                }
            )
        }
    }

    @Test func anAlarmTellsWhyItRangWithArticleAndRecordNumbers() {
        let subject = Bilingual(zh: "A07", en: "A07")
        let reading = words.alarm(.sample(.loneOfficer), subject: subject) { $0 == ID(1) ? 41 : nil }

        #expect(reading.title == Bilingual(zh: "规则：单人讯问", en: "Rule lone-officer interrogation"))
        #expect(
            reading.article
                == Bilingual(zh: "刑事诉讼法第118条（尚待法律确认）", en: "CPL 118 (awaits confirmation by a lawyer)")
        )
        #expect(reading.policy == "2026-01-01")
        #expect(reading.level == .first)
        #expect(reading.readings.map(\.record) == [41, nil])
        #expect(reading.readings.map(\.text.zh) == ["此人在讯问室一", "讯问室一内有 1 名民警"])
        #expect(
            reading.readings.map(\.text.en) == [
                "The person is in Interrogation 1", "1 police officer in Interrogation 1",
            ]
        )
        #expect(reading.quiet.zh == "讯问室一内有 2 名民警（不含辅警）")
        #expect(reading.footage == Span(from: .start, until: .start + .minutes(2)))
        #expect(reading.next?.zh == "办案民警补足 2 人到讯问室一，否则停止讯问")
    }

    @Test func anSOSIsForSomebodyOutsideTheCaseAndAnOfficersButtonForAnybodyNear() {
        #expect(words.next(for: .sample(.sos))?.zh == "本案以外的民警立即前往讯问室一；办案区管理员确认")
        #expect(words.next(for: .sample(.sos, stay: nil))?.zh == "附近民警立即到讯问室一支援；办案区管理员确认")
    }

    @Test func anAlarmOfNoPolicyHasItsOwnNameAndNoArticle() {
        let reading = words.alarm(.sample(.sos, policy: "none"), subject: Bilingual(zh: "A07", en: "A07")) { _ in nil }

        #expect(reading.title == Bilingual(zh: "求助", en: "SOS"))
        #expect(reading.article == Bilingual(zh: "规则未设", en: "not set by the policy"))
        #expect(reading.policy == "—")
    }

    @Test func aClockNamesTheOfficeThatMayExtendItUntilItHasRunOut() {
        let clock = StatutoryClock(.summons, start: .start, runsFromArrival: true, terms: .sample)
        func reading(after span: Duration) -> ClockReading {
            words.clock(clock, of: .sample, policy: .sample, now: .start + span)
        }

        let early = reading(after: .hours(1))
        #expect(early.name == Bilingual(zh: "传唤时限", en: "Summons limit"))
        #expect(early.article.zh == "刑事程序规定第200条")
        #expect(early.expires == .start + .hours(12))
        #expect(early.nextWarning == .start + .hours(10))
        #expect(reading(after: .hours(11)).nextWarning == .start + .minutes(690))
        #expect(reading(after: .hours(12)).nextWarning == nil)
    }

    /// P7: the mark goes wherever the article goes.
    @Test func aClockOfUnconfirmedLawSaysSo() {
        let clock = StatutoryClock(
            ClockKey(.continuedQuestioning, .release),
            start: .start,
            runsFromArrival: true,
            terms: .sample
        )
        let reading = words.clock(clock, of: .sample, policy: .sample, now: .start)

        #expect(reading.article.zh == "继续盘问规定第11条（尚待法律确认）")
        #expect(reading.article.en == "Continued Questioning Provisions art. 11 (awaits confirmation by a lawyer)")
    }

    @Test func anExtensionIsOfferedWithItsLimitAndOffice() throws {
        let clock = StatutoryClock(.summons, start: .start, runsFromArrival: true, terms: .sample)
        let offer = words.offer(try #require(clock.nextExtension), of: clock)

        #expect(offer.zh == "传唤时限延长至 24 小时（2026-11-23 22:05 止），办案部门负责人批准")
        #expect(
            offer.en == "Summons limit to 24 h (until 2026-11-23 22:05), approved by the head of the case department"
        )
    }

    @Test func aPressToldHoursLaterIsMarkedLateInTheLedger() {
        let press = Event.tag(.button(.wrist, baseStation: .b7, at: .start))
        let late = Leaf(
            id: ID(1),
            occurred: .start,
            recorded: .start + .hours(1),
            received: .start + .hours(1),
            by: nil,
            contents: [],
            event: press
        )

        #expect(
            words.ledger(late) { _ in
                nil
            } told: { _ in
                .erased
            }?.text.zh == "按下手环 T17 的按钮，迟报，2026-11-22 23:05:09 才收到"
        )
        #expect(
            words.ledger(leaf(press)) { _ in
                nil
            } told: { _ in
                .erased
            }?.text.zh == "按下手环 T17 的按钮"
        )
    }

    @Test func aClockThatThePolicyDoesNotHaveIsNotConfirmedLaw() {
        let clock = StatutoryClock(ClockKey(.arrest, .deliver), start: .start, runsFromArrival: false, terms: .sample)
        let reading = words.clock(clock, of: .sample, policy: .sample, now: .start)

        #expect(reading.article.zh == "规则未设")
    }

    @Test func whatNextNamesWhoAndUntilWhen() throws {
        let stay = Stay.sample
        let policy = PolicyVersion.sample
        let early = stay.next(policy: policy, now: .start + .hours(1)).map(words.next)
        #expect(
            early.map(\.zh) == [
                "延长至 24 小时须办案部门负责人批准，10:05 前；否则离区", "办案区管理员：请此人按手环 T17 测试",
                "办案区管理员：办理人身安全检查",
            ]
        )
        #expect(
            early.map(\.en) == [
                "Extension to 24 h needs the head of the case department before 10:05, or the person leaves",
                "Custodian: have tag T17 pressed as a test", "Custodian: do the safety check",
            ]
        )
        let late = try #require(stay.next(policy: policy, now: .start + .hours(13)).first.map(words.next))
        #expect(late.zh == "办案民警立即办理离区，10:05 已过")
        #expect(late.en == "Officers of the case: let the person leave now, 10:05 has passed")
    }

    @Test func aDutyOwedAfterTheExitNamesItsOwnerAndTheDay() throws {
        var stay = Stay.sample
        stay.apply(
            try stay.exit(to: .released, by: .chen, identifiedBy: [], policy: .sample, now: .start + .hours(1))
        )
        let next = stay.next(policy: .sample, now: .start + .hours(2)).map(words.next)

        #expect(next.map(\.zh) == ["陈立群（P2001）须在 2026-11-23 23:05 前补办归还手环"])
        #expect(next.map(\.en) == ["Chen Liqun (P2001): do the owed return of the tag before 2026-11-23 23:05"])
    }

    @Test func everyRefusalSaysWhyInBothLanguages() {
        let stays = StayRefusal.samples
        // Three more for the rooms and three for the paper: no name is twice.
        #expect(Set(stays.map(\.code)).count == stays.count - 6)
        expectWorded(stays.map(words.refusal))

        let alarms: [AlarmRefusal] = [
            .alreadyClosed, .stillOn, .notAcknowledged, .ownCase, .nobodyAttended, .wordsMissing, .secondPersonMissing,
        ]
        expectWorded(alarms.map(words.refusal))
        #expect(words.refusal(StayRefusal.stepsMissing([.rightsNotice, .safetyCheck])).zh == "请先完成：权利义务告知、人身安全检查。")
    }

    /// A desk that told the right check character would teach how to make up a number.
    @Test func aWrongNumberIsNotCorrectedByTheAnswer() {
        let answer = words.refusal(.paperInvalid(.checkCharacter(expected: "7")))

        #expect(!answer.zh.contains("7") && !answer.en.contains("7"))
    }
}

private func leaf(_ event: Event) -> Leaf {
    Leaf(id: ID(1), occurred: .start, recorded: .start, received: nil, by: .chen, contents: [], event: event)
}

/// Chinese in Chinese, English without; no code as the program or the policy file writes it.
private func isWorded(_ words: Bilingual) -> Bool {
    func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
    let both = words.zh + words.en
    return isChinese(words.zh) && !words.en.isEmpty && !isChinese(words.en)
        && !both.contains(/[a-z][A-Z]/)
        && !Step.allCases.contains { $0.rawValue.contains("-") && both.contains($0.rawValue) }
}

private func expectWorded(_ family: [Bilingual], sourceLocation: SourceLocation = #_sourceLocation) {
    for words in family { #expect(isWorded(words), "\(words)", sourceLocation: sourceLocation) }
    #expect(Set(family.map(\.zh)).count == family.count, "\(family.map(\.zh))", sourceLocation: sourceLocation)
    #expect(Set(family.map(\.en)).count == family.count, "\(family.map(\.en))", sourceLocation: sourceLocation)
}

/// What somebody sees who opens the page of this person.
private let ledgerOfTheStory = """
    fact | 到案：传唤到案，犯罪嫌疑人，依据：传唤，案件 LG2026-17
    | Arrival: summoned, criminal suspect, ground: summons, case LG2026-17
    fact | 监督空白开始：到案后未入区，最后看管人：陈立群（P2001）
    | Dark time begins: between arrival and entry, last holder: Chen Liqun (P2001)
    fact | 传唤时限：自 2026-11-22 22:05:09 起 12 小时，至 2026-11-23 10:05:09
    | Summons limit: 12 h from 2026-11-22 22:05:09, until 2026-11-23 10:05:09
    fact | 入区
    | Entry
    fact | 监督空白结束：到案后未入区
    | Dark time ends: between arrival and entry
    fact | 戴上手环 T17，待按键测试
    | Tag T17 put on, test press awaited
    fact | 按下手环 T17 的按钮
    | Button of tag T17 pressed
    fact | 手环 T17 测试按键已收到，绑定完成
    | Test press of tag T17 received, binding complete
    fact | 在安检室
    | In Safety check room
    fact | 从安检室到讯问室一，附近基站仅 75% 在线并收到
    | From Safety check room to Interrogation 1, only 75% of the base stations near by alive and hearing it
    breach | 违规：规则：程序缺步，讯问室一，尚未完成：权利义务告知、人身安全检查，刑事程序规定第198条
    | Breach: Rule step skipped, Interrogation 1, not done: rights notice, safety check, Criminal Provisions art. 198
    alarm | 报警：规则：单人讯问（一级），讯问室一
    | Alarm: Rule lone-officer interrogation (level 1), Interrogation 1
    alarm | 规则：单人讯问：已确认
    | Rule lone-officer interrogation: acknowledged
    step | 完成：人身安全检查，安检室，拒签
    | Done: safety check, Safety check room, refusal to sign
    fact | 讯问（询问）开始：讯问室一，陈立群（P2001）、P2002
    | Session started: Interrogation 1, Chen Liqun (P2001), P2002
    fact | 传唤时限延长至 24 小时，P2002以办案部门负责人身份批准
    | Summons limit extended to 24 h, approved by P2002 as head of the case department
    alarm | 规则：单人讯问：办结（误报），P2002复核
    | Rule lone-officer interrogation: closed (mistake), confirmed by P2002
    fact | 离区：取保候审，身份未经两人确认，欠办：归还手环由陈立群（P2001）在 2026-11-23 22:05 前办理
    | Exit: bail, identity not confirmed by two, owed: return of the tag by Chen Liqun (P2001) before 2026-11-23 22:05
    fact | 欠办已补：归还手环
    | Owed duty done: return of the tag
    """
