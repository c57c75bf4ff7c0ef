internal import Domain
internal import Engine
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Web

extension Desk {
    /// Sex and age become known, or are corrected, after the arrival.
    func record(_ form: TraitsForm, of stay: ID<Kind.Stay>, _ reader: Reader) async throws -> SiteReceipt {
        let zone = setting.centre.zone
        return try await act(on: stay, reader) { stay, officer, now, _ in
            guard let policy = setting.policy(at: stay.arrival.at) else { throw SiteRefusal.unknown }
            let day = zone.civil(stay.arrival.at)
            let card = try card(of: stay)
            let traits = Traits(form, of: stay.kind, card: card, before: stay.traits, on: day)
            return try stay.record(traits, by: officer, policy: policy, now: now)
        }
    }

    /// The tag is refused or cannot be worn (H2): people watch instead, and the time stays dark.
    func forgoTag(of stay: ID<Kind.Stay>, because reason: String, _ reader: Reader) async throws -> SiteReceipt {
        guard let reason = TagBinding.Reason(rawValue: reason) else {
            throw SiteRefusal.field("reason", message: Bilingual(zh: "请选择原因", en: "choose a reason"))
        }
        return try await act(on: stay, reader) { stay, officer, now, _ in
            [try stay.forgoTag(reason, by: officer, now: now)]
        }
    }

    /// The number on the card that was checked at the arrival; nil where another paper was shown or it was erased.
    private func card(of stay: Stay) throws -> CitizenIDNumber? {
        guard case .verified = stay.registration.paper, let number = try identity(of: stay)?.number else { return nil }
        return try? CitizenIDNumber(number)
    }
}

extension Traits {
    /// What form and card say together, on the day of the arrival by the site's calendar.
    ///
    /// - before: what was recorded; nil at the arrival. At the arrival a card leads; afterwards the desk corrects what
    ///   is recorded, and what it says nothing of stays, a protection above all.
    init(
        _ form: TraitsForm,
        of kind: PersonKind,
        card: CitizenIDNumber?,
        before: Traits? = nil,
        on day: CivilTime
    ) {
        let told: Sex? = form.sex.isRecorded ? form.sex : nil
        let birth = before == nil ? card?.birthDate ?? form.birthDate : form.birthDate ?? card?.birthDate
        let said = Traits(
            of: kind,
            sex: before.map { told ?? $0.sex } ?? card?.sex ?? told ?? form.sex,
            age: form.isAgeDisputed == true ? .disputed : birth.map { .born($0) } ?? .untold,
            isPregnantOrNursing: form.isPregnantOrNursing == true,
            on: day
        )
        guard let before else {
            self = said
            return
        }
        let saysAge = form.birthDate != nil || form.isAgeDisputed != nil
        let keepsProtection = form.isPregnantOrNursing == nil || (!saysAge && before.isMinor)
        self.init(
            sex: said.sex,
            isMinor: saysAge ? said.isMinor : before.isMinor,
            isProtected: said.isProtected || (keepsProtection && before.isProtected)
        )
    }
}

extension TraitsForm {
    /// Whether somebody told the age, or doubts what was told.
    var saysAge: Bool { birthDate != nil || isAgeDisputed == true }
}

extension Sex {
    fileprivate var isRecorded: Bool {
        switch self {
        case .male, .female: true
        case .unknown, .unstated: false
        }
    }
}

extension ArrivalForm {
    /// The number of a resident identity card that passes its check.
    var cardNumber: CitizenIDNumber? {
        guard case .shown(.residentIdentityCard, let number) = paper else { return nil }
        return try? CitizenIDNumber(number)
    }
}
