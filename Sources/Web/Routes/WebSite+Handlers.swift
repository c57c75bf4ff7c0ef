import Domain
import Hummingbird

extension WebSite {
    /// One handler a line; a new route without one does not compile.
    func handle(_ route: SiteRoute, _ request: Request, _ context: SiteContext) async throws -> Response {
        switch route {
        case .showSignIn: page(SignInPage(setting(request, context)), "sign-in", setting(request, context))
        case .signIn: try await signIn(request, context)
        case .signOut: try await signOut(request, context)
        case .look: try await look(request, context)
        case .answerFeed: try await answerFeed(request, context)
        case .board: try await board(request, context)
        case .entryDesk: try await entry(typed: [:], faults: [:], request, context)
        case .arrive: try await arrive(request, context)
        case .stay: try await stay(request, context)
        case .sheet: try await sheet(request, context)
        case .receipt: try await receipt(request, context)
        case .record: try await record(request, context)
        case .takeOver: try await takeOver(request, context)
        case .alarms: try await alarms(request, context)
        case .alarm: try await alarm(request, context)
        case .devices: try await devices(request, context)
        case .accounts: try await accounts(request, context)
        case .recordStep, .bindTag, .allocate, .startSession, .endSession, .exit, .acknowledge, .close, .addAccount,
            .forgoTag, .recordTraits, .changeKind, .correctArrival, .nameGround, .extend, .endClock:
            try await act(route, request, context)
        case .apiArrive, .apiTag, .apiStep, .apiExit, .apiAcknowledge, .apiClose, .apiForgoTag, .apiTraits, .apiKind,
            .apiArrival, .apiGround, .apiExtend, .apiEndClock:
            try await act(route, request, context)
        case .apiStay: try await apiStay(context)
        case .apiAlarms: try await apiAlarms(request, context)
        case .apiPersons: try await apiPersons(request, context)
        case .apiDevices: try await apiDevices(context)
        case .apiConsoles: try await apiConsoles(context)
        case .apiRecord: try await apiRecord(context)
        case .apiClock: try json(APIClock(now: time(world.now()), zone: zone.name))
        case .apiHealth: try await apiHealth()
        case .apiOpenAPI: try file("OpenAPI/openapi.json")
        case .apiObservations: try await observations(.observations, request, context)
        case .apiLocations: try await observations(.omlox, request, context)
        case .apiFeed: try await feed(request, context)
        case .asset: try asset(context)
        case .vendor: try vendor(context)
        case .checkpoint: try await journalFile("checkpoint")
        case .tile: try await tile(request, context)
        }
    }

    func reader(_ context: SiteContext) throws -> Reader {
        guard let reader = context.reader else { throw SiteError(.unauthorized, "sign-in", say("signIn")) }
        return reader
    }

    func stayID(_ context: SiteContext) throws -> ID<Kind.Stay> {
        guard let id = context.parameters.get("stay").flatMap({ ID<Kind.Stay>($0) }) else { throw SiteRefusal.unknown }
        return id
    }

    func alarmID(_ context: SiteContext) throws -> ID<Kind.Alarm> {
        guard let id = context.parameters.get("alarm").flatMap({ ID<Kind.Alarm>($0) }) else {
            throw SiteRefusal.unknown
        }
        return id
    }

    func time(_ instant: Instant) -> String { SiteTime(instant, in: zone).exact }
}
