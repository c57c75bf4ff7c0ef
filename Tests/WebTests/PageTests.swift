import Domain
import Foundation
import Testing

@testable import Web

struct PageTests {
    @Test(arguments: Language.allCases)
    func everyPageFillsEverySentence(_ language: Language) async throws {
        for (name, html) in try await PageGallery.pages(language, .light) {
            #expect(html.contains("<h1"), "\(name)")
            #expect(!html.contains(".notDetermined") && !html.contains("{{"), "\(name) has a hole")
            #expect(!html.contains("style=") && !html.contains("<script>"), "\(name) breaks the CSP")
        }
    }

    @Test func whoRunsOutFirstStandsFirst() {
        let sorted = BoardPage.sorted(Sample.board.people).compactMap(\.clock?.expires)

        #expect(sorted == sorted.sorted())
        #expect(sorted.count == Sample.board.people.count)
    }

    /// Whoever may not see the devices is not told that none is lost.
    @Test func theNumberOfLostDevicesIsForThoseWhoMaySeeThem() throws {
        func labels(_ role: Role) throws -> [String] {
            try Sample.page(Sample.emptyBoard, Sample.setting(role)).figures.map(\.label)
        }

        #expect(try labels(.custodian).contains("设备失联"))
        #expect(try labels(.caseOfficer) == labels(.custodian).filter { $0 != "设备失联" })
    }

    /// The first of a list would be taken for an answer, and an example for what was typed.
    @Test func nothingIsChosenOrFilledInBeforeSomebodyDoes() async throws {
        for (name, html) in try await PageGallery.pages(.chinese, .light) where name != "stay" {
            for select in html.matches(of: /<select[^>]* id="([\w-]+)"[^>]*><option value="([^"]*)"/) {
                let isFirst = ["paper", "sex", "age", "condition"].contains(select.1)
                #expect(select.2.isEmpty || isFirst, "\(name): \(select.1) begins with \(select.2)")
            }
            for field in html.matches(of: /placeholder="([^"]*)"/) { #expect(field.1.hasPrefix("如 "), "\(name)") }
        }
    }

    @Test func noTwoTitlesOfTheArrivalFormAreAlike() throws {
        let page = EntryPage(
            typed: [:],
            faults: [:],
            grounds: [],
            people: [],
            plan: Sample.plan,
            try Sample.setting()
        )
        let titles = page.groups.map(\.title)
        let labels = page.groups.last?.fields.map(\.label) ?? []

        #expect(Set(titles).count == titles.count)
        #expect(Set(titles.suffix(1)).isDisjoint(with: labels))
    }

    /// What is overdue first; what only the exit asks for hides nothing.
    @Test func theQueueOfTheDeskIsInTheOrderOfWhatIsDue() throws {
        let page = EntryPage(
            typed: [:],
            faults: [:],
            grounds: [],
            people: Sample.board.people,
            plan: Sample.plan,
            try Sample.setting()
        )

        #expect(page.queues.map(\.title) == ["已超时", "现在要办", "离区时办理"])
        #expect(page.queues.map(\.isOpen) == [true, true, false])
        #expect(page.queues.map { $0.people.map(\.code) }[1] == ["A01", "A07", "A13", "A19"])
    }

    /// Hours and minutes beside minutes and seconds: the units say which.
    @Test func aLengthOfTimeHasItsUnits() throws {
        let (zh, en) = (try Sample.setting(), try Sample.setting(language: .english))

        #expect(zh.hours(.minutes(125)) == "2 小时 05 分")
        #expect(en.hours(.minutes(-12)) == "−12 min")
    }

    @Test func clearedButUnacknowledgedIsAStateOfItsOwn() {
        #expect(Sample.alarms.map(AlarmCard.state) == ["open", "acknowledged", "gone"])
    }

    @Test func theTakeOverIsNeverDrawnForACaseOfficer() throws {
        let calls = [Sample.alarm(0, rule: "sos", zh: "求助", en: "SOS", level: .special)]

        #expect(TakeOverPage(calls, try Sample.setting(.custodian)).alarm != nil)
        #expect(TakeOverPage(calls, try Sample.setting(.caseOfficer)).alarm == nil)
        #expect(try takesOver(.supervisor))
        #expect(try !takesOver(.caseOfficer))
        #expect(SiteRoute.takeOver.access == .permission(.readSOS))
    }

    private func takesOver(_ role: Role) throws -> Bool { Chrome(try Sample.setting(role)).takesOver }

    @Test func theStripTurnsAmberAndRedAtTheSecondsThatThePolicyNames() throws {
        let states = [59, 60, 119, 120].map { seconds -> String in
            var board = Sample.board
            board.sessions[0].countChanged = Sample.now - .seconds(seconds)
            return (try? Sample.page(board))?.sessions[0].state ?? ""
        }

        #expect(states == ["few", "warning", "warning", "alarm"])
        #expect(try Sample.page(Sample.board).sessions[1].state == "normal")
    }

    @Test func whatIsUncertainIsARingAndWhatIsNotDeterminedIsNoMark() throws {
        let marks = PlanMarks.marks(Sample.board.people, [], Sample.plan)

        #expect(marks.first { $0.code == "A09" }?.at == [22, 8.2])
        #expect(!marks.contains { $0.code == "A10" || $0.code == "A15" })
        #expect(try Sample.page(Sample.board).live.notDetermined.map(\.code) == ["A10"])
    }

    /// A name that ran over its walls could be read as the next room's.
    @Test(arguments: Language.allCases)
    func aRoomsNameStaysBetweenItsWalls(_ language: Language) {
        for shape in PlanDrawing(Sample.plan, language).rooms {
            let box = shape.box.split(separator: " ").compactMap { Double($0) }
            #expect(box.count == 4 && box[1] < box[3], "\(shape.id) has no place for marks")
            for line in shape.labels {
                let ems = line.text.reduce(0.0) { $0 + ($1.isASCII ? 0.53 : 1) }
                #expect(ems * (Double(line.size) ?? 9) <= box[2] - box[0], "\(shape.id): \(line.text)")
            }
        }
    }

    @Test func aRowOfTheLedgerStandsInOnePartOfTheSheet() throws {
        let sheet = SheetPage(Sample.stay, try Sample.setting())

        let passages = Sample.stay.ledger.filter(\.isPassage)
        #expect(!passages.isEmpty)
        #expect(sheet.sections.flatMap(\.lines).count == Sample.stay.ledger.count - passages.count)
        #expect(sheet.sections.compactMap(\.leftOut).map { $0.contains("\(passages.count) 次") } == [true])
        #expect(sheet.weaknesses.count == 1)
        let isASCII = sheet.code.allSatisfy { $0.isASCII }
        #expect(isASCII)
    }

    @Test func hostileTextIsOnlyText() async throws {
        var stay = Sample.stay
        stay.person.name = "<script>alert(1)</script>"
        let renderer = try await PageRenderer(bundle: WebSite.resources)
        let setting = try Sample.setting()
        let html = renderer.html(StayPage(stay, plan: Sample.plan, setting), template: "stay", setting)

        #expect(html.contains("&lt;script&gt;alert(1)"))
        #expect(!html.contains("<script>alert"))
    }
}

/// Every page with the sample shift, by name.
enum PageGallery {
    static func pages(_ language: Language, _ theme: Theme) async throws -> [(String, String)] {
        let renderer = try await PageRenderer(bundle: WebSite.resources)
        let setting = try Sample.setting(.supervisor, language: language, theme: theme)
        let desk = try Sample.setting(.custodian, language: language, theme: theme)
        let stranger = try Sample.setting(nil, language: language, theme: theme)
        let plan = Sample.plan
        let devices = [Sample.device("S01", .working), Sample.device("S17", .silent)]
        let accounts = [
            AccountReading(
                name: "zhou",
                officer: Bilingual(zh: "P2009", en: "P2009"),
                role: .custodian,
                lastSignIn: Sample.now,
                isLocked: false
            )
        ]
        let record = RecordReading(
            number: 4_711,
            kind: "stay.arrived",
            at: Sample.now,
            leaf: "{\"kind\":\"stay.arrived\",\"v\":1}",
            contents: [],
            proof: ["q83vEjRWeJA="],
            logSize: 48_211,
            logRoot: "kq3m",
            isVerified: true
        )
        let call = Sample.alarm(5, rule: "sos", zh: "求助", en: "SOS", level: .special)
        let board = try Sample.page(Sample.board, desk)
        let past = try Sample.page(Sample.board, past: Sample.past, desk)
        let people = Sample.board.people
        let fault = setting.text("fault", "time")
        let grounds = [
            GroundOffer(.summons, holds: [.criminalSuspect]),
            GroundOffer(.administrativeSummons, holds: [.administrativeSuspect]),
        ]
        let entry = EntryPage(
            typed: [:],
            faults: ["at": fault],
            grounds: grounds,
            people: people,
            plan: plan,
            desk
        )
        return [
            ("sign-in", renderer.html(SignInPage(failed: true, stranger), template: "sign-in", stranger)),
            ("board", renderer.html(board, template: "board", desk)),
            ("board-past", renderer.html(past, template: "board", desk)),
            ("board-empty", renderer.html(try Sample.page(Sample.emptyBoard, desk), template: "board", desk)),
            ("take-over", renderer.html(TakeOverPage([call], desk), template: "take-over", desk)),
            ("take-over-none", renderer.html(TakeOverPage([], desk), template: "take-over", desk)),
            ("stay-desk", renderer.html(StayPage(Sample.stay, plan: plan, desk), template: "stay", desk)),
            ("error", renderer.html(ErrorPage(message: "409", setting), template: "error", setting)),
            ("stay", renderer.html(StayPage(Sample.stay, plan: plan, setting), template: "stay", setting)),
            ("alarm", renderer.html(AlarmPage(Sample.alarms[0], setting), template: "alarm", setting)),
            ("alarms", renderer.html(AlarmsPage(Sample.alarms, setting), template: "alarms", setting)),
            ("devices", renderer.html(DevicesPage(devices, Sample.consoles, setting), template: "devices", setting)),
            ("accounts", renderer.html(AccountsPage(accounts, setting), template: "accounts", setting)),
            ("record", renderer.html(RecordPage(record, setting), template: "record", setting)),
            ("entry", renderer.html(entry, template: "entry", desk)),
            ("sheet", renderer.html(SheetPage(Sample.stay, setting), template: "sheet", setting)),
            ("receipt", renderer.html(ReceiptPage(Sample.stay, setting), template: "receipt", setting)),
        ]
    }
}

extension Sample {
    static func page(
        _ board: BoardReading,
        past: PastReading? = nil,
        _ setting: PageSetting? = nil
    ) throws -> BoardPage {
        let setting = try setting ?? self.setting()
        return BoardPage(board, past: past, plan: plan, drawing: PlanDrawing(plan, setting.language), setting)
    }
}
