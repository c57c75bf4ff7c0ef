import Domain

/// What surrounds every page: who reads, in which language, where the links go.
struct Chrome {
    struct Who: Equatable {
        let name: String
        let role: String
    }

    struct Link: Equatable {
        let path: String
        let label: String
        let isHere: Bool
    }

    let languageTag: String
    let otherLanguage: String
    let theme: String
    let nextTheme: String
    let centre: String
    /// Said on every screen of a demonstration: its times are not real ones.
    let demonstration: String?
    /// Whether a call for help takes this reader's screen over.
    let takesOver: Bool
    let now: SiteTime
    let zoneOffset: Int
    let speed: Int
    let path: String
    let bodyClass: String
    let reader: Who?
    let links: [Link]
    /// Where the name of the site leads: the first page that the reader may open.
    let home: String
    let formToken: String
    let feed = SitePath.feed.string
    /// Where a page says that it hears the feed.
    let feedAnswer = SitePath.feedAnswer.string
    /// Where the page's feed begins.
    let newest: String

    init(_ setting: PageSetting) {
        let language = setting.language
        languageTag = language.tag
        otherLanguage = language.other.rawValue
        theme = setting.theme.rawValue
        nextTheme = setting.theme.next.rawValue
        centre = language.of(setting.centre)
        demonstration = setting.demonstration.map { speed in
            let text = setting.text("site", "demo")
            return speed == 1 ? text : "\(text) ×\(Int(speed))"
        }
        takesOver = setting.may(.readSOS)
        now = SiteTime(setting.now, in: setting.zone)
        zoneOffset = setting.zone.offset(at: setting.now)
        speed = Int(setting.demonstration ?? 1)
        path = setting.path
        reader = setting.session.map {
            Who(name: $0.reader.name, role: setting.text("role", $0.reader.role.rawValue))
        }
        bodyClass = setting.session.map { "role-\($0.reader.role.rawValue)" } ?? "stranger"
        links = setting.session.map { Self.links(for: $0.reader, setting) } ?? []
        home = links.first?.path ?? SitePath.signIn.string
        formToken = setting.session?.formToken ?? ""
        newest = setting.session?.newest.map { "\($0)" } ?? ""
    }

    private static func links(for reader: Reader, _ setting: PageSetting) -> [Link] {
        let all: [(SitePath, String, Permission)] = [
            (.board, "board", .readBoard), (.entryDesk, "entry", .registerArrivals), (.alarms, "alarms", .readAlarms),
            (.devices, "devices", .readDevices), (.accounts, "accounts", .manageAccounts),
        ]
        return all.filter { reader.may($0.2) }.map { path, key, _ in
            Link(path: path.string, label: setting.text("nav", key), isHere: path.string == setting.path)
        }
    }
}

/// For whom and how a page is drawn.
struct PageSetting: Sendable {
    var language: Language
    var theme: Theme
    var zone: Zone
    var now: Instant
    var centre: Bilingual
    var demonstration: Double?
    var path: String
    var session: WebSession?
    let strings: Strings

    func text(_ section: String, _ key: String) -> String { strings.text(section, key, in: language) }
    func time(_ instant: Instant, _ form: SiteTime.Form = .full) -> SiteTime { SiteTime(instant, in: zone, form) }

    /// `3 小时 05 分`, `3 h 05 min`, `24 分`; with a minus when it is over.
    func hours(_ span: Duration) -> String {
        let minutes = abs(span.inMicroseconds) / 60_000_000
        let units = text("site", "units").split(separator: " ")
        precondition(units.count == 3, "hours, minutes, seconds")
        let sign = span < .zero ? "−" : ""
        guard minutes >= 60 else { return "\(sign)\(minutes) \(units[1])" }
        return "\(sign)\(minutes / 60) \(units[0]) \(SiteTime.two(Int(minutes % 60))) \(units[1])"
    }

    static let birthExample = "1990-03-07"

    /// How something is written, for an empty field: never to be taken for what is in it.
    func example(_ text: String) -> String { self.text("site", "example") + text }

    /// The name as every page has it, marked where only the person said it.
    func name(of person: PersonReading) -> String {
        guard let name = person.name else { return text("stay", "unknownName") }
        return person.isNameStated ? language.of(PersonReading.stated(name)) : name
    }

    func may(_ permission: Permission) -> Bool { session?.reader.may(permission) ?? false }
}
