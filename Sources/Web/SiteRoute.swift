public import Domain
public import Hummingbird

/// Every route, with who may use it: the permission table that a test walks. A route without a line here does not
/// exist, and one without a handler does not compile.
public enum SiteRoute: String, CaseIterable, Sendable {
    // Pages.
    case showSignIn, signIn, signOut, look, answerFeed
    case board, entryDesk, arrive, stay, recordStep, bindTag, allocate, startSession, endSession, exit
    case forgoTag, recordTraits, changeKind, correctArrival, nameGround, extend, endClock
    case sheet, receipt, record, takeOver
    case alarms, alarm, acknowledge, close, devices, accounts, addAccount
    // Files.
    case asset, vendor
    // API.
    case apiArrive, apiTag, apiStep, apiExit, apiStay, apiAlarms, apiAcknowledge, apiClose
    case apiForgoTag, apiTraits, apiKind, apiArrival, apiGround, apiExtend, apiEndClock
    case apiPersons, apiDevices, apiConsoles, apiClock, apiHealth, apiRecord, apiObservations, apiLocations, apiFeed,
        apiOpenAPI
    // The journal as C2SP tlog-tiles.
    case checkpoint, tile

    /// Who may come in.
    public enum Access: Hashable, Sendable {
        case anybody
        /// Signed in, whatever the role.
        case signedIn
        case permission(Permission)
        /// The bearer token of a device, checked by the ingest itself.
        case device
    }

    public var access: Access {
        switch self {
        case .showSignIn, .signIn, .asset, .vendor, .look, .apiHealth: .anybody
        case .signOut, .answerFeed, .apiClock, .apiOpenAPI: .signedIn
        case .board, .apiPersons: .permission(.readBoard)
        case .apiFeed: .signedIn
        case .entryDesk, .arrive, .apiArrive, .recordTraits, .apiTraits, .changeKind, .apiKind:
            .permission(.registerArrivals)
        case .correctArrival, .apiArrival: .permission(.correctArrivals)
        case .stay, .apiStay, .sheet, .receipt: .permission(.readStay)
        case .recordStep, .apiStep, .nameGround, .apiGround, .endClock, .apiEndClock: .permission(.recordSteps)
        case .bindTag, .apiTag, .forgoTag, .apiForgoTag: .permission(.bindTags)
        case .extend, .apiExtend: .permission(.recordExtensions)
        case .allocate: .permission(.allocateRooms)
        case .startSession, .endSession: .permission(.recordSteps)
        case .exit, .apiExit: .permission(.recordExits)
        case .record, .apiRecord: .permission(.readRecords)
        case .takeOver: .permission(.readSOS)
        case .alarms, .alarm, .apiAlarms: .permission(.readAlarms)
        case .acknowledge, .apiAcknowledge: .permission(.acknowledgeAlarms)
        case .close, .apiClose: .permission(.closeAlarms)
        case .devices, .apiDevices, .apiConsoles: .permission(.readDevices)
        case .accounts, .addAccount: .permission(.manageAccounts)
        case .apiObservations, .apiLocations: .device
        case .checkpoint: .permission(.readTiles)
        case .tile: .permission(.readTiles)
        }
    }

    public var method: HTTPRequest.Method {
        switch self {
        case .signIn, .signOut, .look, .answerFeed, .arrive, .recordStep, .bindTag, .allocate, .startSession,
            .endSession, .exit, .acknowledge, .close, .addAccount, .forgoTag, .recordTraits, .changeKind,
            .correctArrival, .nameGround, .extend, .endClock, .apiArrive, .apiTag, .apiStep, .apiExit,
            .apiAcknowledge, .apiClose, .apiForgoTag, .apiTraits, .apiKind, .apiArrival, .apiGround, .apiExtend,
            .apiEndClock, .apiObservations:
            .post
        case .apiLocations: .put
        case .showSignIn, .board, .entryDesk, .stay, .sheet, .receipt, .record, .takeOver, .alarms, .alarm, .devices,
            .accounts, .asset, .vendor, .apiStay, .apiAlarms, .apiPersons, .apiDevices, .apiConsoles, .apiClock,
            .apiHealth, .apiRecord, .apiFeed, .apiOpenAPI, .checkpoint, .tile:
            .get
        }
    }

    /// The path as the router registers it.
    public var template: String {
        switch self {
        case .showSignIn, .signIn: "/sign-in"
        case .signOut: "/sign-out"
        case .look: "/look"
        case .answerFeed: "/feed/answer"
        case .board: "/"
        case .entryDesk, .arrive: "/entry"
        case .stay: "/stays/{stay}"
        case .recordStep: "/stays/{stay}/steps/{step}"
        case .bindTag: "/stays/{stay}/tag"
        case .forgoTag: "/stays/{stay}/tag/forgone"
        case .recordTraits: "/stays/{stay}/traits"
        case .changeKind: "/stays/{stay}/kind"
        case .correctArrival: "/stays/{stay}/arrival"
        case .nameGround: "/stays/{stay}/ground"
        case .extend: "/stays/{stay}/extension"
        case .endClock: "/stays/{stay}/clock/end"
        case .allocate: "/stays/{stay}/room"
        case .startSession: "/stays/{stay}/session"
        case .endSession: "/stays/{stay}/session/end"
        case .exit: "/stays/{stay}/exit"
        case .sheet: "/stays/{stay}/sheet"
        case .receipt: "/stays/{stay}/receipt"
        case .record: "/journal/records/{number}"
        case .takeOver: "/take-over"
        case .alarms: "/alarms"
        case .alarm: "/alarms/{alarm}"
        case .acknowledge: "/alarms/{alarm}/acknowledgement"
        case .close: "/alarms/{alarm}/closing"
        case .devices: "/devices"
        case .accounts, .addAccount: "/accounts"
        case .asset: "/assets/{file}"
        case .vendor: "/vendor/{file}"
        case .checkpoint: "/journal/checkpoint"
        case .tile: "/journal/tile/**"
        case .apiArrive: "/api/v1/stays"
        case .apiTag: "/api/v1/stays/{stay}/tag"
        case .apiForgoTag: "/api/v1/stays/{stay}/tag/forgone"
        case .apiTraits: "/api/v1/stays/{stay}/traits"
        case .apiKind: "/api/v1/stays/{stay}/kind"
        case .apiArrival: "/api/v1/stays/{stay}/arrival"
        case .apiGround: "/api/v1/stays/{stay}/ground"
        case .apiExtend: "/api/v1/stays/{stay}/extension"
        case .apiEndClock: "/api/v1/stays/{stay}/clock/end"
        case .apiStep: "/api/v1/stays/{stay}/steps/{step}"
        case .apiExit: "/api/v1/stays/{stay}/exit"
        case .apiStay: "/api/v1/stays/{stay}"
        case .apiAlarms: "/api/v1/alarms"
        case .apiAcknowledge: "/api/v1/alarms/{alarm}/acknowledgement"
        case .apiClose: "/api/v1/alarms/{alarm}/closing"
        case .apiPersons: "/api/v1/persons-in-area"
        case .apiDevices: "/api/v1/devices"
        case .apiConsoles: "/api/v1/consoles"
        case .apiClock: "/api/v1/clock"
        case .apiHealth: "/api/v1/health"
        case .apiRecord: "/api/v1/journal/records/{number}"
        case .apiObservations: "/api/v1/observations"
        case .apiLocations: "/v2/providers/locations"
        case .apiFeed: "/api/v1/feed"
        case .apiOpenAPI: "/api/v1/openapi.json"
        }
    }

    public var isAPI: Bool { template.hasPrefix("/api/") || template.hasPrefix("/v2/") }

    /// Whether asking it keeps the session from idling out. The answers by which a page says every few seconds that it
    /// is there do not; that a live page fetches itself again when something happened, and opens the feed anew, does:
    /// whoever watches a board is not signed out in the middle of it.
    var isUse: Bool { self != .answerFeed }

    /// Whether the body of a stranger may be answered by a sign-in page, or must be refused in JSON.
    public var isPage: Bool { !Self.isProgramPath(template) }
}
