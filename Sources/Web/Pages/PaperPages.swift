import Domain

/// What `sheet.mustache` may say: 办案区使用情况登记表, the same rows as the ledger.
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

    let title: String
    let rows: [Row]
    let lines: [Line]
    let dark: String
    let anchor: String

    init(_ stay: StayReading, _ setting: PageSetting) {
        title = setting.text("sheet", "title")
        let language = setting.language
        let entered = stay.clocks.compactMap(\.entered).min()
        let pairs = [
            ("name", stay.person.name ?? setting.text("stay", "unknownName")),
            ("kind", setting.text("kind", stay.person.kind.rawValue)),
            ("case", stay.caseCode.text), ("paper", language.of(stay.paper)),
            ("arrival", language.of(stay.arrival)), ("entry", entered.map { setting.time($0).text } ?? ""),
            ("exit", stay.left.map { setting.time($0).text } ?? setting.text("sheet", "inside")),
            ("officers", stay.officers.map(language.of).joined(separator: "、")),
        ].map { LabelledValue(label: setting.text("sheet", $0.0), value: $0.1) }
        rows = stride(from: 0, to: pairs.count, by: 2).map { Row(cells: Array(pairs[$0..<min($0 + 2, pairs.count)])) }
        lines = stay.ledger.enumerated().map { index, row in
            Line(
                no: index + 1,
                time: setting.time(row.at).text,
                text: language.of(row.text),
                by: row.by.map(language.of) ?? "",
                record: "#\(row.record)"
            )
        }
        dark = SiteTime.hours(stay.darkTime)
        anchor = "\(stay.logSize) \(stay.logRoot)"
    }
}

/// What `receipt.mustache` may say: the paper that the person takes home.
struct ReceiptPage: Equatable {
    let title: String
    let rows: [LabelledValue]
    let size: String
    let root: String

    init(_ stay: StayReading, _ setting: PageSetting) {
        title = setting.text("receipt", "title")
        let entered = stay.clocks.compactMap(\.entered).min()
        rows = [
            LabelledValue(label: setting.text("stay", "arrival"), value: setting.language.of(stay.arrival)),
            LabelledValue(
                label: setting.text("stay", "entry"),
                value: entered.map { setting.time($0).text } ?? ""
            ),
            LabelledValue(
                label: setting.text("sheet", "exit"),
                value: stay.left.map { setting.time($0).text } ?? setting.text("sheet", "inside")
            ),
            LabelledValue(label: setting.text("receipt", "dark"), value: SiteTime.hours(stay.darkTime)),
            LabelledValue(label: setting.text("receipt", "looked"), value: "\(stay.timesLookedAt)"),
        ]
        size = "\(stay.logSize)"
        root = stay.logRoot
    }
}
