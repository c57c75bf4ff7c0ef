internal import Domain
internal import Engine
internal import Events
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Web

extension Desk {
    /// The person turns out to be, or becomes, of another kind (H1); why is kept sealed.
    func change(
        _ stay: ID<Kind.Stay>,
        to kind: PersonKind,
        because reason: String,
        _ reader: Reader
    ) async throws -> SiteReceipt {
        let words = SaidWords(id: ID(centre.clock.world.newID()), text: reason)
        return try await act(on: stay, reader, said: words) { stay, officer, now, _ in
            try stay.changeKind(to: kind, reason: words.id, by: officer, now: now)
        }
    }

    /// The time of arrival is corrected (H4): to earlier by whoever may, to later by a supervisor and one more.
    func correctArrival(
        of id: ID<Kind.Stay>,
        _ form: CorrectionForm,
        _ reader: Reader
    ) async throws -> SiteReceipt {
        guard let known = try store.stay(id), reader.knows(known) else { throw SiteRefusal.unknown }
        guard let policy = setting.policy(at: form.at) else {
            throw SiteRefusal.field(
                "at",
                message: Bilingual(zh: "那时没有生效的规则", en: "no policy was in force at that time")
            )
        }
        let approvers = form.at > known.arrival.at ? try await approvers(form.second, reader) : []
        let words = SaidWords(id: ID(centre.clock.world.newID()), text: form.reason)
        return try await act(on: id, reader, said: words) { stay, officer, now, _ in
            try stay.correctArrival(
                to: form.at,
                reason: words.id,
                by: officer,
                approvedBy: approvers,
                policy: policy,
                now: now
            )
        }
    }

    /// Who answers for a later arrival: whoever is signed in and a second account with its own password, one of them a
    /// supervisor's. An auxiliary never approves, nor does somebody of whom the staff list knows nothing. Fewer than
    /// two where that is not so.
    private func approvers(_ second: SecondPerson?, _ reader: Reader) async throws -> [Code<Kind.Officer>] {
        guard let other = try await confirming(second), other.role.permissions.contains(.correctArrivals),
            reader.role == .supervisor || other.role == .supervisor
        else { return [] }
        // A centre without a staff list knows nobody.
        return [reader.officer, other.officer].filter { setting.staff.isEmpty || setting.member($0)?.rank == .police }
    }
}
