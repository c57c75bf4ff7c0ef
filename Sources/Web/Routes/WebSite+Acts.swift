import Domain
import Hummingbird

extension WebSite {
    /// Parse, permit, do, answer: pages are sent on, programs get the record's number.
    func act(_ route: SiteRoute, _ request: Request, _ context: SiteContext) async throws -> Response {
        let form = try await SiteForm(request, isJSON: route.isAPI)
        try checkToken(form, context)
        do {
            return try answer(try await perform(try command(route, form, context), context), route)
        } catch let refusal as SiteRefusal where route == .close && refusal.canBeMended {
            let fault = SiteError(refusal, strings).message
            return try await alarm(typed: form.fields, fault: fault, request, context)
        } catch SiteRefusal.field(let field, let all, let message) where route == .apiArrive {
            // The centre knows the desk's names of the fields; a program hears its own.
            let named = all.map(ArrivalForm.apiName)
            throw SiteRefusal.field(ArrivalForm.apiName(of: field), all: named, message: message)
        }
    }

    /// A second person's password is guessed no faster at a desk than at the sign-in (TRUST D7): whoever is signed in
    /// has so many tries a minute, and those side by side count too.
    private func perform(_ command: SiteCommand, _ context: SiteContext) async throws -> SiteReceipt {
        let reader = try reader(context)
        guard command.second != nil else { return try await gate.perform(reader, command) }
        let now = world.now()
        if let seconds = throttle.attempt(.confirming(reader.officer), at: now) {
            throw SiteRefusal.tooManyTries(retryAfterSeconds: seconds)
        }
        do {
            let receipt = try await gate.perform(reader, command)
            throttle.forgive(.confirming(reader.officer), now)
            return receipt
        } catch {
            let isWrong = if case SiteRefusal.field(SiteRefusal.secondPerson, _, _) = error { true } else { false }
            if !isWrong { throttle.forgive(.confirming(reader.officer), now) }
            throw error
        }
    }

    func arrive(_ request: Request, _ context: SiteContext) async throws -> Response {
        let form = try await SiteForm(request)
        try checkToken(form, context)
        do {
            let arrival = try arrival(form)
            return try answer(try await gate.perform(reader(context), .arrive(arrival)), .arrive)
        } catch let faults as FieldFaults {
            return try await entry(typed: form.fields, faults: faults.byField, request, context)
        } catch SiteRefusal.field(let field, _, let message) {
            // What turned out wrong only when it was written stands beside its field too.
            return try await entry(typed: form.fields, faults: [field: message], request, context)
        }
    }

    /// An arrival as it was typed; else all that is wrong with it, to the eye and by what only the centre knows.
    private func arrival(_ form: SiteForm) throws(FieldFaults) -> ArrivalForm {
        let read = ArrivalForm.read(form, zone: zone, now: world.now())
        let faults = gate.faults(read.draft).merging(read.faults.mapValues(sentence)) { _, typed in typed }
        guard faults.isEmpty, let whole = read.form else { throw FieldFaults(byField: faults) }
        return whole
    }

    /// A cookie alone never acts: each form carries the session's token (D12). Bearer tokens are no cookies.
    func checkToken(_ form: SiteForm, _ context: SiteContext) throws {
        guard let session = context.session else { return }
        guard SameSite.equal(form["token"], session.formToken) else {
            throw SiteError(.forbidden, "cross-site", say("crossSite"))
        }
    }

    private func command(_ route: SiteRoute, _ form: SiteForm, _ context: SiteContext) throws -> SiteCommand {
        switch route {
        case .bindTag, .apiTag:
            guard let tag = Code<Kind.Tag>(form["tag"]) else { throw fault("tag", "code") }
            return .bindTag(try stayID(context), tag)
        case .recordStep, .apiStep:
            guard let step = context.parameters.get("step") else { throw SiteRefusal.unknown }
            return .recordStep(try stayID(context), step: step)
        case .forgoTag, .apiForgoTag: return .forgoTag(try stayID(context), reason: form["reason"])
        case .recordTraits, .apiTraits: return .recordTraits(try stayID(context), try traits(form))
        case .changeKind, .apiKind:
            let (kind, reason) = try otherKind(form)
            return .changeKind(try stayID(context), kind, reason: reason)
        case .correctArrival, .apiArrival:
            return .correctArrival(try stayID(context), try correction(form, context))
        case .nameGround, .apiGround: return .nameGround(try stayID(context), try ground(form))
        case .extend, .apiExtend: return .extend(try stayID(context), try granted(form))
        case .endClock, .apiEndClock: return .endClock(try stayID(context), clock: form["clock"])
        case .allocate, .startSession:
            guard let room = Code<Kind.Room>(form["room"]) else { throw fault("room", "choice") }
            return route == .allocate
                ? .allocate(try stayID(context), room) : .startSession(try stayID(context), room)
        case .endSession: return .endSession(try stayID(context))
        case .exit, .apiExit: return .exit(try stayID(context), end: form["end"])
        case .acknowledge, .apiAcknowledge: return .acknowledge(try alarmID(context))
        case .close, .apiClose:
            guard !form["reason"].isEmpty else { throw fault("reason", "choice") }
            let words = form["words"]
            return .closeAlarm(
                try alarmID(context),
                reason: form["reason"],
                words: words.isEmpty ? nil : words,
                second: second(form, context)
            )
        case .addAccount:
            guard let role = Role(rawValue: form["role"]) else { throw fault("role", "choice") }
            guard !form["name"].isEmpty else { throw fault("name", "required") }
            guard let officer = Code<Kind.Officer>(form["officer"]) else { throw fault("officer", "code") }
            return .addAccount(name: form["name"], officer: officer, role: role, password: form["password"])
        case .apiArrive:
            do throws(FieldFaults) {
                return .arrive(try arrival(form))
            } catch {
                throw error.refusal(naming: ArrivalForm.apiName)
            }
        case .showSignIn, .signIn, .signOut, .look, .answerFeed, .board, .entryDesk, .arrive, .stay, .sheet, .receipt,
            .record, .takeOver, .alarms, .alarm, .devices, .accounts, .asset, .vendor, .apiStay, .apiAlarms,
            .apiPersons, .apiDevices, .apiConsoles, .apiClock, .apiHealth, .apiRecord, .apiObservations, .apiLocations,
            .apiFeed, .apiOpenAPI, .checkpoint, .tile:
            preconditionFailure("only acts come here")
        }
    }

    func second(_ form: SiteForm, _ context: SiteContext) -> SecondPerson? {
        guard !form["second"].isEmpty else { return nil }
        return SecondPerson(name: form["second"], password: form["secondPassword"], browser: context.browser)
    }

    func fault(_ field: String, _ key: String, all: [String] = []) -> SiteRefusal {
        .field(field, all: all, message: sentence(key))
    }

    private func sentence(_ key: String) -> Bilingual {
        Bilingual(zh: strings.text("fault", key, in: .chinese), en: strings.text("fault", key, in: .english))
    }

    private func answer(_ receipt: SiteReceipt, _ route: SiteRoute) throws -> Response {
        guard route.isAPI else { return .redirect(to: receipt.path.string, type: .normal) }
        let status: HTTPResponse.Status = route == .apiArrive ? .created : .ok
        return try json(
            APIReceipt(id: receipt.path.id, path: receipt.path.string, record: receipt.record),
            status: status
        )
    }
}

extension SiteRefusal {
    /// Whether whoever filled the form in can do something about it there: then what was typed is kept.
    fileprivate var canBeMended: Bool {
        switch self {
        case .field, .rule, .tooManyTries: true
        case .unknown, .forbidden, .message, .overloaded: false
        }
    }
}

/// What the API answers to an act.
struct APIReceipt: Encodable {
    /// The stay or alarm that was made or changed.
    let id: String?
    let path: String
    let record: UInt64?
}
