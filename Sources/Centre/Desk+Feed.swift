internal import Alarms
internal import CentreFiles
internal import Domain
internal import Engine
internal import Events
internal import Foundation
internal import Logging
internal import Policy
internal import Premises
internal import Stays
internal import Store
internal import Tracking
internal import Web

extension Desk {
    /// Items that a console missed and that are sent again; beyond them it begins anew.
    private static let resumed = 1_000

    /// The live feed of one reader: each item is filtered when it is sent, by the rights of that moment.
    @Sendable func feed(_ reader: Reader, credential: String, after: String?) async throws -> AsyncStream<FeedItem> {
        try await willRead(.scope(.feed), reader)
        let isBrowser = try store.session(credential, now: now).map { !$0.formToken.isEmpty } ?? false
        if isBrowser { open(reader, session: credential) }
        let publications = await centre.engine.feed.listen()
        let missed = try self.missed(after: after)
        // Consoles show each other's state; a program asks for it.
        let buffer = FeedBuffer(without: isBrowser ? [] : [.console])
        buffer.put(FeedItem(.clock, json: Self.text(["now": now.rfc3339])))
        if let missed {
            for entry in missed { for item in try self.items(entry, for: reader) { buffer.put(item) } }
        } else {
            buffer.put(FeedItem(.resync, json: "{}"))
        }
        for call in await centre.engine.earlyCalls() {
            for item in try early(call, "alarm.raised", for: reader) { buffer.put(item) }
        }
        pump(publications, into: buffer, for: reader, credential)
        return AsyncStream { await buffer.next() }
    }

    /// Fills the buffer while somebody reads from it: positions come each second, so a console that is gone is noticed.
    private func pump(
        _ publications: AsyncStream<Publication>,
        into buffer: FeedBuffer,
        for reader: Reader,
        _ credential: String
    ) {
        Task { [weak buffer] in
            defer { buffer?.finish() }
            do {
                for await publication in publications {
                    guard buffer != nil, try isStill(reader, credential) else { return }
                    for item in try await items(publication, for: reader) { buffer?.put(item) }
                }
            } catch {
                // The console comes again, and gets what it missed.
                centre.logger.error("Could not feed a console", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Changed rights, a sign-out and an expired session end the stream: the console signs in anew with what it may
    /// see now.
    private func isStill(_ reader: Reader, _ credential: String) throws -> Bool {
        guard let signIn = try store.session(credential, now: now) else { return false }
        return try self.reader(signIn.account) == reader
    }

    /// What came after the item with this id; nil where that is unknown or too long ago.
    private func missed(after id: String?) throws -> [Store.Entry]? {
        guard let id else { return [] }
        guard let event = ID<Kind.Event>(id), let record = try store.record(of: event) else { return nil }
        let entries = try store.entries(from: record + 1, limit: Self.resumed + 1)
        return entries.count > Self.resumed ? nil : entries
    }

    private func items(_ publication: Publication, for reader: Reader) async throws -> [FeedItem] {
        switch publication {
        case .entry(let entry): return try items(entry, for: reader)
        case .early(let call): return try early(call, "alarm.raised", for: reader)
        case .takenBack(let call): return try early(call, "alarm.withdrawn", for: reader)
        case .clock(let now): return [FeedItem(.clock, json: Self.text(["now": now.rfc3339]))]
        case .positions:
            guard reader.may(.readBoard) else { return [] }
            let scene = try await scene(for: reader)
            let people = scene.stays.filter { reader.knows($0) }.map { person($0, in: scene) }
            let marks = PlanMarks.marks(
                people,
                reader.role.isLimitedToOwnCases ? [] : others(in: scene),
                setting.plan
            )
            return [FeedItem(.position, json: Self.text(["marks": marks]))]
        }
    }

    /// A call for help that is not on disk says all that a screen shows: asking for more would wait for the disk.
    ///
    /// Its id is none of the journal's, so that who resumes after it begins anew.
    private func early(_ call: Alarm, _ kind: String, for reader: Reader) throws -> [FeedItem] {
        guard reader.may(.readSOS), try !visible([call], to: reader).isEmpty else { return [] }
        let told = EarlyCall(
            alarm: "\(call.id)",
            rule: call.raising.key.rule.rawValue,
            at: call.raising.at.rfc3339,
            kind: kind,
            onDisk: false,
            subject: subject(of: call, isNamed: false),
            room: call.raising.room.map(words.room)
        )
        return [FeedItem(.alarm, id: "\(call.id)", json: Self.text(told))]
    }

    private struct EarlyCall: Encodable {
        let alarm, rule, at, kind: String
        let onDisk: Bool
        let subject: Bilingual
        let room: Bilingual?
    }

    private func items(_ entry: Store.Entry, for reader: Reader) throws -> [FeedItem] {
        guard let (name, fields) = try told(entry.leaf, to: reader) else { return [] }
        var json = fields
        json["at"] = entry.leaf.occurred.rfc3339
        json["kind"] = entry.leaf.event.kindName
        return [FeedItem(name, id: "\(entry.leaf.id)", json: Self.text(json))]
    }

    /// What a reader hears of an event; nil for what is none of theirs.
    private func told(_ leaf: Leaf, to reader: Reader) throws -> (FeedItem.Name, [String: String])? {
        switch leaf.event {
        case .stay(let event):
            guard reader.may(.readBoard), let stay = try store.stay(event.stay), reader.knows(stay) else {
                return nil
            }
            return (.stay, ["stay": "\(event.stay)"])
        case .alarm(let event):
            guard let alarm = try store.alarm(event.alarm), reader.may(.readAlarms) || reader.may(.readDevices),
                try !visible([alarm], to: reader).isEmpty
            else { return nil }
            return (.alarm, ["alarm": "\(event.alarm)", "rule": alarm.raising.key.rule.rawValue])
        case .presence(.moved(let tag, _, let to, let at, _, _, _)):
            guard reader.may(.readBoard) else { return nil }
            // Whoever wears the tag now did not when an item that is sent again happened, perhaps.
            let wearer = try store.stay(wearing: tag)
            let stay = wearer.flatMap { ($0.tag.wornSince ?? at) <= at ? $0 : nil }
            guard stay.map({ reader.knows($0) }) ?? !reader.role.isLimitedToOwnCases else { return nil }
            var fields = ["tag": tag.text, "place": Self.text(of: to)]
            fields["stay"] = stay.map { "\($0.id)" }
            return (.presence, fields)
        case .device(let event):
            guard reader.may(.readDevices), let (id, silentSince) = event.baseStation else { return nil }
            return (.device, ["station": id.text, "health": silentSince == nil ? "working" : "silent"])
        case .centre(let event):
            guard reader.may(.readDevices), event.isOfConsoles else { return nil }
            return (.console, event.console.map { ["console": "\($0.id)"] } ?? [:])
        case .presence, .tag, .access: return nil
        }
    }

    private static func text(of place: Place) -> String {
        switch place {
        case .room(let room): room.text
        case .outside: "outside"
        case .notDetermined: "notDetermined"
        case .noSignal: "noSignal"
        }
    }

    private static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
