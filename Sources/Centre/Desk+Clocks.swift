internal import Domain
internal import Engine
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Web

extension Desk {
    /// A ground is named for somebody who has none, or follows another one: its clocks start.
    func name(_ ground: Ground, for stay: ID<Kind.Stay>, _ reader: Reader) async throws -> SiteReceipt {
        try await act(on: stay, reader) { stay, _, now, _ in
            guard let policy = setting.policy(at: stay.arrival.at) else { throw SiteRefusal.unknown }
            return try stay.announce(ground, at: now, policy: policy, in: setting.centre.kind)
        }
    }

    /// Records an extension that the office named by the law has granted in writing, before the limit has passed.
    func extend(_ stay: ID<Kind.Stay>, _ form: ExtensionForm, _ reader: Reader) async throws -> SiteReceipt {
        guard let key = ClockKey(form.clock) else { throw Self.noSuchClock }
        guard let office = Approver(rawValue: form.office) else {
            throw SiteRefusal.field("office", message: Bilingual(zh: "请选择批准人", en: "choose who approves"))
        }
        // An auxiliary never approves, and a doctor neither.
        if let member = setting.member(form.approver), member.rank != .police {
            let refusal = StayRefusal.approverNotPolice
            throw SiteRefusal.rule(
                error: refusal.code,
                rule: refusal.rule,
                missing: [],
                message: words.refusal(refusal)
            )
        }
        let document = SaidWords(id: ID(centre.clock.world.newID()), text: form.document)
        return try await act(on: stay, reader, said: document) { stay, officer, now, _ in
            try Self.check(reader, outside: stay)
            let grant = try stay.extend(
                key,
                as: office,
                by: form.approver,
                recordedBy: officer,
                document: document.id,
                now: now
            )
            return [grant]
        }
    }

    /// The duty of a limit was done, or another ground has taken the place of its own.
    func end(_ clock: String, of stay: ID<Kind.Stay>, _ reader: Reader) async throws -> SiteReceipt {
        guard let key = ClockKey(clock) else { throw Self.noSuchClock }
        return try await act(on: stay, reader) { stay, officer, now, _ in try stay.end(key, by: officer, at: now) }
    }

    /// What may hold somebody who comes to this centre now.
    @Sendable func grounds() -> [GroundOffer] {
        guard let policy = setting.policy(at: now) else { return [] }
        return Ground.allCases.filter { policy.allows($0, in: setting.centre.kind) }.map {
            GroundOffer($0, holds: policy.persons(heldOn: $0))
        }
    }

    /// What can be done about the limits of a stay now.
    func offerClocks(_ stay: Stay, _ policy: PolicyVersion, in offers: inout StayReading.Offers) {
        let running = stay.clocks.filter(\.isRunning)
        offers.extensions = running.filter { now < $0.expiry }.compactMap { clock in
            clock.nextExtension.map { step in
                StayReading.Offers.Option(
                    value: "\(clock.key.name).\(step.approver.rawValue)",
                    name: words.offer(step, of: clock)
                )
            }
        }
        offers.duties = running.filter { stay.mayEnd($0.key) }.map {
            StayReading.Offers.Option(value: $0.key.name, name: $0.key.words.titled)
        }
        guard stay.kind.isSuspect else { return }
        offers.grounds = Ground.allCases.filter { ground in
            !stay.grounds.contains(ground)
                && refusal { () throws(StayRefusal) in
                    try Stay.check(ground, for: stay.kind, policy: policy, in: setting.centre.kind)
                } == nil
        }.map { StayReading.Offers.Option(value: $0.rawValue, name: words.ground($0)) }
    }

    private static let noSuchClock = SiteRefusal.field(
        "clock",
        message: Bilingual(zh: "请选择时限", en: "choose a limit")
    )
}

extension ClockKey {
    /// As forms and the API write it: `summons.release`.
    var name: String { "\(ground.rawValue).\(duty.rawValue)" }

    init?(_ name: String) {
        let parts = name.split(separator: ".")
        guard parts.count == 2, let ground = Ground(rawValue: String(parts[0])),
            let duty = ClockRule.Duty(rawValue: String(parts[1]))
        else { return nil }
        self.init(ground, duty)
    }
}
