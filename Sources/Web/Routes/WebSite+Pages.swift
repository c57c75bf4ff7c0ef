import Domain
import Hummingbird

extension WebSite {
    func board(_ request: Request, _ context: SiteContext) async throws -> Response {
        let setting = setting(request, context)
        let drawing = drawings[setting.language] ?? PlanDrawing(plan, setting.language)
        let past = try await past(request, context, orLive: "")
        let board = try await gate.board(reader(context))
        return page(BoardPage(board, past: past, plan: plan, drawing: drawing, setting), "board", setting)
    }

    /// The past minute that `at` names; nil where it names none, or is as good as none.
    func past(_ request: Request, _ context: SiteContext, orLive: String? = nil) async throws -> PastReading? {
        guard let text = request.uri.queryParameters["at"].map(String.init), text != orLive else { return nil }
        guard let at = TimeSlider.moment(text, zone: zone, now: world.now()) else { throw fault("at", "pastMinute") }
        return try await gate.past(reader(context), at)
    }

    func stay(_ request: Request, _ context: SiteContext) async throws -> Response {
        let setting = setting(request, context)
        return page(StayPage(try await stayReading(context), plan: plan, setting), "stay", setting)
    }

    func sheet(_ request: Request, _ context: SiteContext) async throws -> Response {
        let setting = setting(request, context)
        return page(SheetPage(try await stayReading(context), setting), "sheet", setting)
    }

    func receipt(_ request: Request, _ context: SiteContext) async throws -> Response {
        let setting = setting(request, context)
        return page(ReceiptPage(try await stayReading(context), setting), "receipt", setting)
    }

    func stayReading(_ context: SiteContext) async throws -> StayReading {
        guard let stay = try await gate.stay(reader(context), stayID(context)) else { throw SiteRefusal.unknown }
        return stay
    }

    func record(_ request: Request, _ context: SiteContext) async throws -> Response {
        let setting = setting(request, context)
        return page(RecordPage(try await recordReading(context), setting), "record", setting)
    }

    func recordReading(_ context: SiteContext) async throws -> RecordReading {
        guard let number = context.parameters.get("number").flatMap({ UInt64($0) }),
            let record = try await gate.record(reader(context), number)
        else { throw SiteRefusal.unknown }
        return record
    }

    func alarms(_ request: Request, _ context: SiteContext) async throws -> Response {
        let setting = setting(request, context)
        return page(AlarmsPage(try await gate.alarms(reader(context), false), setting), "alarms", setting)
    }

    func alarm(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await alarm(typed: [:], fault: nil, request, context)
    }

    /// - fault: why a closing was refused; what was typed is kept.
    func alarm(
        typed: [String: String],
        fault: Bilingual?,
        _ request: Request,
        _ context: SiteContext
    ) async throws -> Response {
        let setting = setting(request, context)
        guard let alarm = try await gate.alarm(reader(context), alarmID(context)) else { throw SiteRefusal.unknown }
        let page = AlarmPage(alarm, typed: typed, fault: fault.map(setting.language.of), setting)
        return self.page(page, "alarm", setting, status: fault == nil ? .ok : .unprocessableContent)
    }

    /// What `<sos-take-over>` fetches: the call for help that nobody has answered, or an empty page.
    func takeOver(_ request: Request, _ context: SiteContext) async throws -> Response {
        let setting = setting(request, context)
        return page(TakeOverPage(try await gate.alarms(reader(context), true), setting), "take-over", setting)
    }

    func devices(_ request: Request, _ context: SiteContext) async throws -> Response {
        let setting = setting(request, context)
        let (devices, consoles) = (try await gate.devices(reader(context)), try await gate.consoles(reader(context)))
        return page(DevicesPage(devices, consoles, setting), "devices", setting)
    }

    func accounts(_ request: Request, _ context: SiteContext) async throws -> Response {
        let setting = setting(request, context)
        return page(AccountsPage(try await gate.accounts(reader(context)), setting), "accounts", setting)
    }

    /// - faults: what is wrong, by field name.
    func entry(
        typed: [String: String],
        faults: [String: Bilingual],
        _ request: Request,
        _ context: SiteContext
    ) async throws -> Response {
        let setting = setting(request, context)
        let status: HTTPResponse.Status = faults.isEmpty ? .ok : .unprocessableContent
        let people = try await gate.board(reader(context)).people
        let said = faults.mapValues(setting.language.of)
        let grounds = gate.grounds()
        let page = EntryPage(typed: typed, faults: said, grounds: grounds, people: people, plan: plan, setting)
        return self.page(page, "entry", setting, status: status)
    }
}
