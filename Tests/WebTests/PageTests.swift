import Domain
import Foundation
import Testing

@testable import Web

struct PageTests {
    @Test(arguments: Language.allCases)
    func everyPageFillsEverySentence(_ language: Language) async throws {
        for (name, html) in try await PageGallery.pages(language, .light) {
            #expect(html.contains("<h1"), "\(name)")
            #expect(!html.contains("style=") && !html.contains("<script>"), "\(name) breaks the CSP")
        }
    }

    @Test func whoRunsOutFirstStandsFirst() {
        let sorted = BoardPage.sorted(Sample.board.people).compactMap(\.clock?.expires)

        #expect(sorted == sorted.sorted())
        #expect(sorted.count == Sample.board.people.count)
    }

    @Test func clearedButUnacknowledgedIsAStateOfItsOwn() {
        #expect(Sample.alarms.map(AlarmCard.state) == ["open", "acknowledged", "gone"])
    }

    @Test func theTakeOverIsNeverDrawnForACaseOfficer() throws {
        var board = Sample.board
        board.alarms = [Sample.alarm(0, rule: "sos", zh: "求助", en: "SOS", level: .special)]

        #expect(BoardPage(board, plan: Sample.plan, try Sample.setting(.custodian)).sos != nil)
        #expect(BoardPage(board, plan: Sample.plan, try Sample.setting(.caseOfficer)).sos == nil)
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
        let accounts = [AccountReading(name: "zhou", role: .custodian, lastSignIn: Sample.now, isLocked: false)]
        let record = RecordReading(
            number: 4_711,
            leaf: "{\"kind\":\"stay.arrived\",\"v\":1}",
            contents: [],
            proof: ["q83vEjRWeJA="],
            logSize: 48_211,
            logRoot: "kq3m",
            isVerified: true
        )
        var pressed = Sample.board
        pressed.alarms.append(Sample.alarm(5, rule: "sos", zh: "求助", en: "SOS", level: .special))
        return [
            ("sign-in", renderer.html(SignInPage(failed: true, stranger), template: "sign-in", stranger)),
            ("board", renderer.html(BoardPage(Sample.board, plan: plan, desk), template: "board", desk)),
            ("board-empty", renderer.html(BoardPage(Sample.emptyBoard, plan: plan, desk), template: "board", desk)),
            ("board-sos", renderer.html(BoardPage(pressed, plan: plan, desk), template: "board", desk)),
            ("stay", renderer.html(StayPage(Sample.stay, plan: plan, setting), template: "stay", setting)),
            ("alarm", renderer.html(AlarmPage(Sample.alarms[0], setting), template: "alarm", setting)),
            ("alarms", renderer.html(AlarmsPage(Sample.alarms, setting), template: "alarms", setting)),
            ("devices", renderer.html(DevicesPage(devices, setting), template: "devices", setting)),
            ("accounts", renderer.html(AccountsPage(accounts, setting), template: "accounts", setting)),
            ("record", renderer.html(RecordPage(record, setting), template: "record", setting)),
            ("entry", renderer.html(EntryPage(typed: [:], faults: ["at": "time"], desk), template: "entry", desk)),
            ("sheet", renderer.html(SheetPage(Sample.stay, setting), template: "sheet", setting)),
            ("receipt", renderer.html(ReceiptPage(Sample.stay, setting), template: "receipt", setting)),
        ]
    }

    /// Writes the gallery where a browser can look at it.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["GALLERY"] != nil))
    static func writeGallery() async throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["GALLERY"] ?? "")
        for language in Language.allCases {
            for theme in [Theme.light, .dark] {
                for (name, html) in try await pages(language, theme) {
                    let file = folder.appending(path: "\(name)-\(language.rawValue)-\(theme.rawValue).html")
                    try html.write(to: file, atomically: true, encoding: .utf8)
                }
            }
        }
    }
}
