import Domain

@testable import Web

extension Sample {
    static var offers: StayReading.Offers {
        var offers = StayReading.Offers()
        offers.rooms = [
            .init(
                room: code("HM"),
                name: Bilingual(zh: "等候室男", en: "Holding men"),
                isSession: false,
                refusal: nil,
                caution: Bilingual(zh: "未成年人应与成年人分开", en: "minors apart from adults")
            ),
            .init(
                room: code("I1"),
                name: Bilingual(zh: "讯问室一", en: "Interrogation 1"),
                isSession: true,
                refusal: Bilingual(zh: "请先完成：随身财物登记。", en: "To be done first: listing of belongings.")
            ),
        ]
        offers.owed = [Bilingual(zh: "归还手环", en: "Return of the tag")]
        offers.tagReasons = [.init(value: "refused", name: Bilingual(zh: "本人拒绝佩戴", en: "The person refuses it"))]
        offers.kinds = [.init(value: "witness", name: Bilingual(zh: "证人", en: "Witness"))]
        offers.arrived = now - .hours(3)
        offers.grounds = [.init(value: "criminalDetention", name: Bilingual(zh: "刑事拘留", en: "Criminal detention"))]
        offers.extensions = [
            .init(
                value: "summons.release.departmentHead",
                name: Bilingual(zh: "传唤时限延长至 24 小时，办案部门负责人批准", en: "Summons limit to 24 h, approved by the head")
            )
        ]
        offers.duties = [
            .init(value: "arrest.tellFamily", name: Bilingual(zh: "逮捕后通知家属", en: "Notice to the family after arrest"))
        ]
        offers.ends = [.init(end: "released", name: Bilingual(zh: "释放", en: "Released"))]
        return offers
    }

    static var stay: StayReading {
        let arrived = now - .hours(5)
        let entered = arrived + .minutes(70)
        func span(_ from: Int64, _ to: Int64) -> Span {
            Span(from: entered + .minutes(from), until: entered + .minutes(to))
        }
        func row(_ minute: Int64, _ zh: String, _ en: String, _ mark: StayReading.LedgerRow.Mark)
            -> StayReading.LedgerRow
        {
            var row = StayReading.LedgerRow(
                at: arrived + .minutes(minute),
                text: Bilingual(zh: zh, en: en),
                by: Bilingual(zh: "周管理员", en: "Zhou"),
                record: UInt64(4_000 + minute),
                mark: mark,
                isSealed: minute < 290
            )
            row.isPassage = zh.hasPrefix("途经")
            return row
        }
        func open(_ step: String, zh: String, en: String, isAtExit: Bool, missing: Bilingual? = nil)
            -> StayReading.StepReading
        {
            var reading = StayReading.StepReading(step: step, name: Bilingual(zh: zh, en: en), state: .open, at: nil)
            reading.isAtExit = isAtExit
            reading.missing = missing
            return reading
        }
        let belongings = Bilingual(zh: "随身财物", en: "belongings")
        return StayReading(
            now: now,
            person: person(2),
            paper: Bilingual(zh: "居民身份证 999901**********15", en: "Resident id card 999901**********15"),
            caseCode: code("A3300002026030001"),
            officers: [Bilingual(zh: "陈警官", en: "Chen"), Bilingual(zh: "林警官", en: "Lin")],
            arrival: Bilingual(zh: "传唤到案 2026-03-01 22:06:00", en: "Summoned 2026-03-01 22:06:00"),
            clocks: [clock(hoursAgo: 5)],
            steps: [
                .init(
                    step: "rights-notice",
                    name: Bilingual(zh: "权利义务告知", en: "Rights notice"),
                    state: .done,
                    at: entered
                ),
                .init(
                    step: "safety-check",
                    name: Bilingual(zh: "人身安全检查", en: "Safety check"),
                    state: .done,
                    at: entered
                ),
                .init(step: "belongings", name: Bilingual(zh: "随身财物", en: "Belongings"), state: .next, at: nil),
                .init(
                    step: "interrogation",
                    name: Bilingual(zh: "讯问", en: "Interrogation"),
                    state: .open,
                    at: nil,
                    refusal: Bilingual(zh: "请先完成：随身财物登记。", en: "To be done first: listing of belongings.")
                ),
                open(
                    "information-collection",
                    zh: "信息采集",
                    en: "Information collection",
                    isAtExit: false,
                    missing: belongings
                ),
                open("tag-return", zh: "归还手环", en: "Return of the tag", isAtExit: true),
                open("belongings-return", zh: "财物返还", en: "Return of belongings", isAtExit: true, missing: belongings),
            ],
            stretches: [
                .init(
                    kind: .dark,
                    label: Bilingual(zh: "监督空白", en: "Dark time"),
                    span: Span(from: arrived, until: entered)
                ),
                .init(kind: .room, label: Bilingual(zh: "人身检查男", en: "Safety check men"), span: span(2, 20)),
                .init(kind: .room, label: Bilingual(zh: "等候室男", en: "Holding men"), span: span(22, 140)),
                .init(kind: .room, label: Bilingual(zh: "讯问室一", en: "Interrogation 1"), span: span(145, 230)),
                .init(kind: .session, label: Bilingual(zh: "讯问", en: "Interrogation"), span: span(150, 230)),
            ],
            alarms: alarms,
            ledger: [
                row(0, "传唤到案", "Arrived on a summons", .fact), row(70, "入区", "Entry", .fact),
                row(72, "权利义务告知", "Rights notice", .step), row(85, "人身安全检查", "Safety check", .step),
                row(100, "途经卫生间", "Passed through the toilet", .fact),
                row(101, "途经卫生间", "Passed through the toilet", .fact),
                row(215, "未经登记随身财物进入讯问室", "Interrogation before the belongings", .breach),
                row(297, "单人讯问报警", "Alarm: lone officer", .alarm),
            ],
            tag: "T0103",
            tagState: .pending,
            entered: entered,
            left: nil,
            next: [Bilingual(zh: "延长须办案部门负责人批准", en: "The extension needs the head")],
            offers: offers,
            weaknesses: [
                .init(
                    what: Bilingual(zh: "基站 S17 无信号", en: "Base station S17 silent"),
                    detail: Bilingual(zh: "00:10 至 今", en: "00:10 until now")
                )
            ],
            sex: .male,
            isMinor: true,
            darkTime: .minutes(70),
            timesLookedAt: 7,
            logSize: 48_211,
            logRoot: "kq3mS0y7mB1Y1d3p6kqk0q6cC3u8e1sK3n4nJ8n5F9M="
        )
    }
}
