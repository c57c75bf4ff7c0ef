import Domain

/// What `sheet.mustache` may say: 办案区使用情况登记表, five sheets in one, with the same rows as the ledger.
struct SheetPage: Equatable {
    struct Row: Equatable {
        let cells: [LabelledValue]
    }

    struct Line: Equatable {
        let no: Int
        let time: String
        let text: String
        let by: String
        let record: String
    }

    struct Section: Equatable {
        let title: String
        let lines: [Line]
        let none: String?
        /// How many passages are not listed, and where they are.
        let leftOut: String?
    }

    let title: String
    let stayPath: String
    let centre: String
    /// ASCII, so that any scanner and any keyboard can read it: leads to the record.
    let code: String
    let qr: String?
    let printed: String
    let rows: [Row]
    let sections: [Section]
    let dark: String
    let weaknesses: [LabelledValue]
    let size: String
    let root: String

    /// The sections of the sheet, each with the marks of the rows that belong into it.
    private enum Part: String, CaseIterable {
        case entry, check, belongings, collection, activity, alarms

        /// Steps by their key; everything else follows from the row's mark.
        init(_ row: StayReading.LedgerRow) {
            switch (row.mark, row.step) {
            case (.alarm, _), (.breach, _): self = .alarms
            case (_, "safety-check"?), (_, "medical"?), (_, "urine-test"?): self = .check
            case (_, "belongings"?), (_, "belongings-return"?): self = .belongings
            case (_, "information-collection"?): self = .collection
            case (_, "rights-notice"?), (_, "arrival"?): self = .entry
            case (.step, _), (.fact, _): self = .activity
            }
        }
    }

    init(_ stay: StayReading, _ setting: PageSetting) {
        title = setting.text("sheet", "title")
        stayPath = SitePath.stay(stay.person.stay).string
        centre = setting.language.of(setting.centre)
        code = "RF-\(stay.person.stay)-\(stay.logSize)".uppercased()
        qr = QRCode(code)?.path
        printed = setting.time(stay.now).text
        rows = Self.rows(stay, setting)
        let parts = Dictionary(grouping: stay.ledger.filter { !$0.isPassage }) { Part($0) }
        let passages = stay.ledger.count(where: \.isPassage)
        let leftOut = setting.text("sheet", "leftOut").replacing("%", with: "\(passages)")
        sections = Part.allCases.map { part in
            let lines = (parts[part] ?? []).enumerated().map { Self.line($0.offset, $0.element, setting) }
            return Section(
                title: setting.text("sheet", part.rawValue + "Part"),
                lines: lines,
                none: lines.isEmpty ? setting.text("sheet", "nothing") : nil,
                leftOut: part == .activity && passages > 0 ? leftOut : nil
            )
        }
        dark = setting.hours(stay.darkTime)
        weaknesses = stay.weaknesses.map {
            LabelledValue(label: setting.language.of($0.what), value: setting.language.of($0.detail))
        }
        size = "\(stay.logSize)"
        root = stay.logRoot
    }

    private static func rows(_ stay: StayReading, _ setting: PageSetting) -> [Row] {
        let language = setting.language
        let pairs = [
            ("name", setting.name(of: stay.person)),
            ("kind", setting.text("kind", stay.person.kind.rawValue)),
            ("case", stay.caseCode.text), ("paper", language.of(stay.paper)),
            ("arrival", language.of(stay.arrival)),
            ("entry", stay.entered.map { setting.time($0).text } ?? setting.text("sheet", "notEntered")),
            ("exit", stay.left.map { setting.time($0).text } ?? setting.text("sheet", "inside")),
            ("end", stay.end.map(language.of) ?? "—"),
            ("officers", stay.officers.map(language.of).joined(separator: setting.text("site", "comma"))),
            (
                "limits",
                limits(stay, setting)
            ),
        ].map { LabelledValue(label: setting.text("sheet", $0.0), value: $0.1) }
        return stride(from: 0, to: pairs.count, by: 2).map {
            Row(cells: Array(pairs[$0..<min($0 + 2, pairs.count)]))
        }
    }

    /// Each limit with its article, and with the mark of law that a lawyer has not confirmed (P7).
    static func limits(_ stay: StayReading, _ setting: PageSetting) -> String {
        let limits = stay.clocks.map { clock in
            let (name, article) = (setting.language.of(clock.name), setting.language.of(clock.article))
            return "\(name) \(setting.time(clock.expires).text) · \(article)"
        }
        return limits.isEmpty ? "—" : limits.joined(separator: setting.text("site", "comma"))
    }

    private static func line(_ index: Int, _ row: StayReading.LedgerRow, _ setting: PageSetting) -> Line {
        Line(
            no: index + 1,
            time: setting.time(row.at).text,
            text: setting.language.of(row.text),
            by: row.by.map(setting.language.of) ?? "",
            record: "#\(row.record)"
        )
    }
}

/// What `receipt.mustache` may say: the paper that the person takes home.
struct ReceiptPage: Equatable {
    let title: String
    let stayPath: String
    let centre: String
    let printed: String
    let rows: [LabelledValue]
    let code: String
    let qr: String?
    let size: String
    /// In groups of eight, to be read out and compared.
    let root: [String]

    init(_ stay: StayReading, _ setting: PageSetting) {
        title = setting.text("receipt", "title")
        stayPath = SitePath.stay(stay.person.stay).string
        centre = setting.language.of(setting.centre)
        printed = setting.time(stay.now).text
        let end = stay.end.map { " · \(setting.language.of($0))" } ?? ""
        rows =
            [
                ("name", setting.name(of: stay.person)),
                ("arrival", setting.language.of(stay.arrival)),
                ("entry", stay.entered.map { setting.time($0).text } ?? setting.text("sheet", "notEntered")),
                ("exit", stay.left.map { setting.time($0).text + end } ?? setting.text("sheet", "inside")),
                ("limits", SheetPage.limits(stay, setting)),
                ("case", stay.caseCode.text),
            ].map { LabelledValue(label: setting.text("sheet", $0.0), value: $0.1) }
            + [
                LabelledValue(label: setting.text("receipt", "dark"), value: setting.hours(stay.darkTime)),
                LabelledValue(label: setting.text("receipt", "looked"), value: "\(stay.timesLookedAt)"),
            ]
        code = "RF-\(stay.person.stay)-\(stay.logSize)".uppercased()
        qr = QRCode(code)?.path
        size = "\(stay.logSize)"
        root = Self.grouped(stay.logRoot)
    }

    static func grouped(_ text: String) -> [String] {
        var rest = text[...]
        var groups: [String] = []
        while !rest.isEmpty {
            groups.append(String(rest.prefix(8)))
            rest = rest.dropFirst(8)
        }
        return groups
    }
}
