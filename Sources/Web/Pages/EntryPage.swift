import Domain
import Premises

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
        /// What it looks like when it is right.
        let example: String?
        let hint: String?
        let fault: String?
        /// A box to tick below the field, for what is only taken when somebody says that it is meant.
        var box: Box?
    }

    struct Box: Equatable {
        let name: String
        let label: String
        let value: String
        let isTicked: Bool
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
    /// Who is here and has something to be done next: the desk's queue, by how soon.
    let queues: [Queue]
    let hasQueue: Bool

    struct Queue: Equatable {
        let title: String
        let count: Int
        /// What waits for the exit is folded away: it must not hide what is due.
        let isOpen: Bool
        let people: [Waiting]
    }

    struct Waiting: Equatable {
        let code: String
        let name: String
        let path: String
        let standing: String
        let task: String
        let place: String
    }

    /// - typed: what the form held, by field name.
    /// - faults: what is wrong, by field name.
    /// - grounds: what may hold somebody who comes to this centre.
    init(
        typed: [String: String],
        faults: [String: String],
        grounds: [GroundOffer],
        people: [PersonReading],
        plan: FloorPlan,
        _ setting: PageSetting
    ) {
        title = setting.text("entry", "title")
        queues = Self.queues(people, plan, setting)
        hasQueue = !queues.isEmpty
        groups = Self.groups(typed, faults, grounds, setting)
        self.faults = groups.flatMap(\.fields).compactMap { field in
            field.fault.map { Fault(field: field.name, label: field.label, text: $0) }
        }
        hasFaults = !self.faults.isEmpty
    }

    private static func queues(
        _ people: [PersonReading],
        _ plan: FloorPlan,
        _ setting: PageSetting
    ) -> [Queue] {
        let waiting = people.compactMap { person in person.task.map { (person: person, task: $0) } }
        return PersonReading.ToDo.Urgency.allCases.compactMap { urgency in
            let own = waiting.filter { $0.task.urgency == urgency }.sorted { left, right in
                let (one, other) = (left.task.until?.microseconds ?? .max, right.task.until?.microseconds ?? .max)
                return (one, left.person.code) < (other, right.person.code)
            }
            guard !own.isEmpty else { return nil }
            return Queue(
                title: setting.text("entry", urgency.rawValue),
                count: own.count,
                isOpen: urgency != .atExit,
                people: own.map { person, task in
                    Waiting(
                        code: person.code,
                        name: setting.name(of: person),
                        path: SitePath.stay(person.stay).string,
                        standing: person.standing.rawValue,
                        task: setting.language.of(task.words),
                        place: BoardPage.place(person.place, plan, setting)
                    )
                }
            )
        }
    }

    private static func groups(
        _ typed: [String: String],
        _ faults: [String: String],
        _ grounds: [GroundOffer],
        _ setting: PageSetting
    ) -> [Group] {
        func text(_ name: String, example: String? = nil, hint: String? = nil) -> Field {
            Field(
                name: name,
                label: setting.text("entry", name),
                value: typed[name] ?? "",
                isChoice: false,
                choices: [],
                example: example.map(setting.example),
                hint: hint.map { setting.text("entry", $0) },
                fault: faults[name]
            )
        }
        // Nothing is chosen before somebody chooses: the first of a list would be taken for an answer.
        func choice(_ name: String, _ options: [(String, String)]) -> Field {
            let all = [("", setting.text("site", "choose"))] + options
            return pick(name, all.map { Choice(value: $0.0, label: $0.1, isChosen: typed[name] == $0.0) })
        }
        func pick(_ name: String, _ choices: [Choice]) -> Field {
            Field(
                name: name,
                label: setting.text("entry", name),
                value: "",
                isChoice: true,
                choices: choices,
                example: nil,
                hint: nil,
                fault: faults[name]
            )
        }
        var officers = text("officers", example: "P2001 P2002", hint: "officersHint")
        officers.box = Self.box("outsideOfficers", typed, setting)
        let kinds = PersonKind.allCases.map { ($0.rawValue, setting.text("kind", $0.rawValue)) }
        let modes = ArrivalMode.allCases.map { ($0.rawValue, setting.text("mode", $0.rawValue)) }
        let grounds =
            grounds.map { ($0.ground.rawValue, Self.label($0, setting)) }
            + [(ArrivalForm.noGround, setting.text("entry", "noGround"))]
        return [
            Group(
                title: setting.text("entry", "person"),
                fields: [
                    choice("kind", kinds), text("name"),
                    pick("paper", Self.papers(typed["paper"], setting)), text("number", hint: "numberHint"),
                    pick("sex", TraitsFields.sexes(chosen: typed["sex"], setting)),
                    text("birthDate", example: PageSetting.birthExample, hint: "birthHint"),
                    pick("age", TraitsFields.ages(chosen: typed["age"], setting)),
                    pick("condition", TraitsFields.conditions(chosen: typed["condition"], setting)),
                ]
            ),
            Group(
                title: setting.text("entry", "arrival"),
                fields: [
                    choice("mode", modes), choice("ground", grounds),
                    text("at", hint: "atHint"), text("document"),
                ]
            ),
            Group(
                title: setting.text("entry", "caseAndOfficers"),
                fields: [text("case", example: "A3300002026030001"), officers]
            ),
        ]
    }

    private static func box(_ name: String, _ typed: [String: String], _ setting: PageSetting) -> Box {
        Box(
            name: name,
            label: setting.text("entry", name),
            value: SiteForm.yes,
            isTicked: typed[name] == SiteForm.yes
        )
    }

    /// The usual one stands first: a wrong one fails its check.
    private static func papers(_ chosen: String?, _ setting: PageSetting) -> [Choice] {
        let known = PaperKind.allCases.map { ($0.rawValue, setting.text("paper", $0.rawValue)) }
        return (known + [("unknown", setting.text("entry", "unknown"))]).map {
            Choice(value: $0.0, label: $0.1, isChosen: $0.0 == chosen)
        }
    }

    /// With whom it may hold, so that nobody starts the limit of the other procedure.
    private static func label(_ offer: GroundOffer, _ setting: PageSetting) -> String {
        let name = setting.text("ground", offer.ground.rawValue)
        guard offer.persons.count == 1, let kind = offer.persons.first else { return name }
        return "\(name) · \(setting.text("kind", kind.rawValue))"
    }
}
