import Domain

/// What `entry.mustache` may say: the arrival form with everything that was typed and what is wrong with it.
struct EntryPage: Equatable {
    struct Group: Equatable {
        let title: String
        let fields: [Field]
    }

    struct Field: Equatable {
        let name: String
        let label: String
        let value: String
        let isChoice: Bool
        let choices: [Choice]
        let hint: String?
        let fault: String?
    }

    struct Fault: Equatable {
        let field: String
        let label: String
        let text: String
    }

    let title: String
    let hasFaults: Bool
    let faults: [Fault]
    let groups: [Group]
    /// - typed: what the form held, by field name.
    /// - faults: keys of `fault` sentences by field name.
    init(typed: [String: String], faults: [String: String], _ setting: PageSetting) {
        title = setting.text("entry", "title")
        func text(_ name: String, hint: String? = nil) -> Field {
            Field(
                name: name,
                label: setting.text("entry", name),
                value: typed[name] ?? "",
                isChoice: false,
                choices: [],
                hint: hint.map { setting.text("entry", $0) },
                fault: faults[name].map { setting.text("fault", $0) }
            )
        }
        func choice(_ name: String, _ options: [(String, String)]) -> Field {
            Field(
                name: name,
                label: setting.text("entry", name),
                value: "",
                isChoice: true,
                choices: options.map { Choice(value: $0.0, label: $0.1, isChosen: typed[name] == $0.0) },
                hint: nil,
                fault: faults[name].map { setting.text("fault", $0) }
            )
        }
        let kinds = PersonKind.allCases.map { ($0.rawValue, setting.text("kind", $0.rawValue)) }
        let papers =
            PaperKind.allCases.map { ($0.rawValue, setting.text("paper", $0.rawValue)) }
            + [("unknown", setting.text("entry", "unknown"))]
        let modes = ArrivalMode.allCases.map { ($0.rawValue, setting.text("mode", $0.rawValue)) }
        let grounds =
            Ground.allCases.map { ($0.rawValue, setting.text("ground", $0.rawValue)) }
            + [("", setting.text("entry", "noGround"))]
        groups = [
            Group(
                title: setting.text("entry", "person"),
                fields: [
                    choice("kind", kinds), text("name"), choice("paper", papers), text("number", hint: "numberHint"),
                ]
            ),
            Group(
                title: setting.text("entry", "arrival"),
                fields: [
                    choice("mode", modes), choice("ground", grounds), text("at", hint: "atHint"), text("document"),
                ]
            ),
            Group(
                title: setting.text("entry", "case"),
                fields: [text("case"), text("officers", hint: "officersHint")]
            ),
        ]
        self.faults = groups.flatMap(\.fields).compactMap { field in
            field.fault.map { Fault(field: field.name, label: field.label, text: $0) }
        }
        hasFaults = !self.faults.isEmpty
    }
}
