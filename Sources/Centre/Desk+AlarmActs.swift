internal import Alarms
internal import Domain
internal import Engine
internal import Events
internal import Stays
internal import Store
internal import Web

extension Desk {
    /// Closes an alarm with a reason. Who may not close a call for help may not confirm the closing of one either (R3).
    func close(
        _ alarm: ID<Kind.Alarm>,
        reason: String,
        inWords text: String?,
        confirmedBy second: SecondPerson?,
        _ reader: Reader
    ) async throws -> SiteReceipt {
        guard let reason = Closing.Reason(rawValue: reason) else {
            throw SiteRefusal.field("reason", message: Bilingual(zh: "请选择原因", en: "choose a reason"))
        }
        let confirming = try await confirming(second).flatMap {
            $0.role.permissions.contains(.closeSOS) ? $0.officer : nil
        }
        let id: ID<Kind.Content> = ID(centre.clock.world.newID())
        return try await act(on: alarm, reader, said: text.map { (id, $0) }) { alarm, officer, now in
            let words = text == nil ? nil : id
            let closing = Closing(by: officer, at: now, reason: reason, words: words, confirmedBy: confirming)
            return try alarm.close(closing)
        }
    }

    func act(
        on id: ID<Kind.Alarm>,
        _ reader: Reader,
        said: (id: ID<Kind.Content>, text: String)? = nil,
        _ decide: @escaping @Sendable (Alarm, Code<Kind.Officer>, Instant) throws -> AlarmEvent
    ) async throws -> SiteReceipt {
        let officer = try officer(reader)
        return try await store.submit { change in
            guard let alarm = try change.alarm(id), try !visible([alarm], to: reader).isEmpty else {
                throw SiteRefusal.unknown
            }
            let event = try decide(alarm, officer, change.now)
            var contents: [NewContent] = []
            if let said {
                let person = try alarm.raising.stay.flatMap { try change.stay($0) }?.registration.person
                contents.append(
                    NewContent(id: said.id, person: person ?? ID(0), bytes: Array(said.text.utf8))
                )
            }
            let receipt = try change.record(.alarm(event), occurred: change.now, by: officer, contents: contents)
            return SiteReceipt(path: .alarm(id), record: receipt.record)
        }
    }
}
