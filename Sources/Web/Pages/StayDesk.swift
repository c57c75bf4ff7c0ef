import Domain

/// What can be done for the person at this desk: tag, room, session, exit; nil where the reader may do nothing.
struct StayDesk: Equatable {
    struct Room: Equatable {
        let value: String
        let label: String
        let isRefused: Bool
    }

    struct Refused: Equatable {
        let room: String
        let why: String
    }

    let tagPath: String?
    let tagHint: String?
    let tagLabel: String
    let tagExample: String
    let roomPath: String?
    let rooms: [Room]
    let refused: [Refused]
    let sessionPath: String?
    let sessionRooms: [Room]
    let sessionEndPath: String?
    let session: String?
    let forgo: DeskForm?
    let traits: TraitsFields?
    let kind: DeskForm?
    let arrival: ArrivalFields?
    /// Folded away: seldom needed.
    let corrects: Bool
    let ground: DeskForm?
    let extend: DeskForm?
    let duty: DeskForm?
    let exitPath: String?
    let ends: [Choice]
    let owed: [String]

    init?(_ stay: StayReading, _ setting: PageSetting) {
        let id = stay.person.stay
        let offers = stay.offers
        // After the exit the time of arrival is corrected, and what is owed is done.
        let isHere = stay.left == nil
        func path(_ path: SitePath, _ permission: Permission) -> String? {
            isHere && setting.may(permission) ? path.string : nil
        }
        func room(_ offer: StayReading.RoomOffer) -> Room {
            Room(
                value: offer.room.text,
                label: [offer.name, offer.refusal == nil ? offer.caution : nil].compactMap(\.self)
                    .map(setting.language.of).joined(separator: setting.text("site", "dash")),
                isRefused: offer.refusal != nil
            )
        }
        tagPath = path(.stayTag(id), .bindTags)
        tagHint =
            stay.tagState == .pending
            ? "\(setting.text("stay", "pressTest")) \(stay.tag ?? "")" : nil
        // Wrist tags are for suspects; everybody else carries a card.
        tagLabel = setting.text("stay", stay.person.isHeld ? "tag" : "card")
        tagExample = setting.example(stay.person.isHeld ? "T101" : "V101")
        roomPath = offers.rooms.isEmpty ? nil : path(.stayRoom(id), .allocateRooms)
        rooms = offers.rooms.map(room)
        refused = Self.refused(offers.rooms, setting)
        session = offers.session.map(setting.language.of)
        sessionEndPath = session == nil ? nil : path(.staySessionEnd(id), .recordSteps)
        sessionRooms = offers.rooms.filter { $0.isSession && $0.refusal == nil }.map(room)
        sessionPath = session != nil || sessionRooms.isEmpty ? nil : path(.staySession(id), .recordSteps)
        func form(_ name: String, _ path: SitePath, _ permission: Permission, _ options: [StayReading.Offers.Option])
            -> DeskForm?
        {
            guard setting.may(permission), !options.isEmpty else { return nil }
            let choices = options.map { Choice(value: $0.value, label: setting.language.of($0.name)) }
            return DeskForm(
                path: path.string,
                label: setting.text("stay", name),
                choices: choices,
                go: setting.text("stay", name + "Go")
            )
        }
        forgo = form("forgo", .stayTagForgone(id), .bindTags, offers.tagReasons)
        traits = isHere && setting.may(.registerArrivals) ? TraitsFields(stay, setting) : nil
        kind = form("kindChange", .stayKind(id), .registerArrivals, offers.kinds)
        arrival = setting.may(.correctArrivals) ? offers.arrived.map { ArrivalFields($0, of: id, setting) } : nil
        corrects = kind != nil || arrival != nil
        ground = form("ground", .stayGround(id), .recordSteps, offers.grounds)
        extend = form("extend", .stayExtension(id), .recordExtensions, offers.extensions)
        duty = form("duty", .stayClockEnd(id), .recordSteps, offers.duties)
        exitPath = path(.stayExit(id), .recordExits)
        ends = offers.ends.map { Choice(value: $0.end, label: setting.language.of($0.name)) }
        owed = offers.owed.map(setting.language.of)
        let isEmpty =
            [tagPath, roomPath, sessionPath, sessionEndPath, exitPath].allSatisfy { $0 == nil }
            && [forgo, ground, extend, duty].allSatisfy { $0 == nil } && traits == nil && !corrects
        if isEmpty { return nil }
    }

    /// Rooms refused for the same reason stand together.
    private static func refused(_ offers: [StayReading.RoomOffer], _ setting: PageSetting) -> [Refused] {
        var order: [String] = []
        var rooms: [String: [String]] = [:]
        for offer in offers {
            guard let why = offer.refusal.map(setting.language.of) else { continue }
            if rooms[why] == nil { order.append(why) }
            rooms[why, default: []].append(setting.language.of(offer.name))
        }
        return order.map { why in
            Refused(room: (rooms[why] ?? []).joined(separator: setting.text("site", "comma")), why: why)
        }
    }
}

/// One choice and a button.
struct DeskForm: Equatable {
    let path: String
    let label: String
    let choices: [Choice]
    let go: String
}

/// The time of arrival as it can be corrected, as it is now.
struct ArrivalFields: Equatable {
    let path: String
    let at: String

    init(_ arrived: Instant, of stay: ID<Kind.Stay>, _ setting: PageSetting) {
        path = SitePath.stayArrival(stay).string
        at = setting.time(arrived).full
    }
}

/// Sex and age as they can be recorded later, with what is known chosen.
struct TraitsFields: Equatable {
    let birthExample: String
    let path: String
    let sexes: [Choice]
    let ages: [Choice]
    let conditions: [Choice]

    init(_ stay: StayReading, _ setting: PageSetting) {
        path = SitePath.stayTraits(stay.person.stay).string
        birthExample = setting.example(PageSetting.birthExample)
        let unchanged = Choice(value: "", label: setting.text("stay", "unchanged"))
        sexes = Self.sexes(chosen: stay.sex.rawValue, setting)
        ages = [unchanged] + Self.ages(chosen: nil, setting)
        conditions = [unchanged] + Self.conditions(chosen: nil, setting)
    }

    static func sexes(chosen: String?, _ setting: PageSetting) -> [Choice] {
        [Sex.unknown, .male, .female].map {
            Choice(value: $0.rawValue, label: setting.text("sex", $0.rawValue), isChosen: $0.rawValue == chosen)
        }
    }

    static func ages(chosen: String?, _ setting: PageSetting) -> [Choice] {
        [("told", "ageTold"), ("disputed", "ageDisputed")].map {
            Choice(value: $0.0, label: setting.text("entry", $0.1), isChosen: $0.0 == chosen)
        }
    }

    static func conditions(chosen: String?, _ setting: PageSetting) -> [Choice] {
        [("none", "conditionNone"), ("pregnantOrNursing", "conditionNursing")].map {
            Choice(value: $0.0, label: setting.text("entry", $0.1), isChosen: $0.0 == chosen)
        }
    }
}
