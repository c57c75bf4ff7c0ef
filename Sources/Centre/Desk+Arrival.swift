internal import Domain
internal import Engine
internal import Events
internal import Foundation
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Web

extension Desk {
    /// What stands against an arrival here, by field; also of one of which only a part can be read.
    ///
    /// A centre without a staff list knows nobody. Officers of other units are on no list of this one: they are taken
    /// as told, once the desk has said that they are meant (P8). A ground that cannot hold the person here is refused,
    /// never the arrival: the message says how it is recorded.
    @Sendable func faults(of arrival: ArrivalDraft) -> [String: Bilingual] {
        var faults: [String: Bilingual] = [:]
        let strangers = setting.staff.isEmpty ? [] : arrival.officers.filter { setting.member($0) == nil }
        if !strangers.isEmpty, !arrival.hasOutsideOfficers { faults["officers"] = words.unknown(strangers) }
        guard let ground = arrival.ground, let kind = arrival.personKind,
            let policy = setting.policy(at: arrival.at ?? now)
        else { return faults }
        do throws(StayRefusal) {
            try Stay.check(ground, for: kind, policy: policy, in: setting.centre.kind)
        } catch {
            faults["ground"] = words.withoutGround(words.refusal(error), for: kind)
        }
        return faults
    }

    /// 到案 and 入区: who is registered at the entry desk is in the area from now on.
    func arrive(_ form: ArrivalForm, by officer: Code<Kind.Officer>) async throws -> SiteReceipt {
        let setting = setting
        if let refusal = SiteRefusal(faults: faults(of: ArrivalDraft(form))) { throw refusal }
        guard let policy = setting.policy(at: form.at) else { throw SiteRefusal.unknown }
        return try await store.submit { change in
            let open = try change.openStays()
            let id = ShortCodes.newID(beside: open) { change.newID() }
            let person: ID<Kind.Person> = change.newID()
            var contents: [NewContent] = []
            var paper = Paper.unknown
            if let identity = Identity(form) {
                let content: ID<Kind.Content> = change.newID()
                paper = try form.paper(content)
                contents.append(NewContent(id: content, person: person, bytes: try identity.bytes()))
            }
            var document: ID<Kind.Content>?
            if let text = form.document {
                let content: ID<Kind.Content> = change.newID()
                contents.append(NewContent(id: content, person: person, bytes: Array(text.utf8)))
                document = content
            }
            let card: CitizenIDNumber? = if case .verified = paper { form.cardNumber } else { nil }
            let day = setting.centre.zone.civil(form.at)
            let traits = Traits(form.traits, of: form.personKind, card: card, on: day)
            let registration = Registration(
                person: person,
                kind: form.personKind,
                sex: traits.sex,
                isMinor: traits.isMinor,
                isProtected: traits.isProtected,
                caseCode: form.caseCode,
                officers: form.officers,
                arrival: Arrival(mode: form.mode, ground: form.ground, at: form.at, document: document),
                paper: paper,
                by: officer
            )
            var receipt: Change.Receipt?
            let centre = setting.centre.kind
            for event in try Stay.arrive(
                id,
                registration,
                isAgeTold: card == nil && form.traits.saysAge,
                policy: policy,
                in: centre,
                now: change.now
            ) {
                let written = try change.record(
                    .stay(event),
                    occurred: event.occurred,
                    by: officer,
                    contents: receipt == nil ? contents : []
                )
                receipt = receipt ?? written
            }
            guard let stay = try change.stay(id) else { throw StoreFault.notFound }
            for event in try stay.enter(at: change.now, by: officer) {
                try change.record(.stay(event), occurred: event.occurred, by: officer)
            }
            return SiteReceipt(path: .stay(id), record: receipt?.record)
        }
    }
}
