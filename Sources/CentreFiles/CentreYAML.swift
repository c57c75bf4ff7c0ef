import Domain
import Premises

extension SourceFile {
    private static let centreKeys = [
        "code", "name", "kind", "zone", "organs", "devices", "retention", "tags", "visitorCards",
    ]

    /// `centre.yaml`; nil with every fault reported.
    func centre(faults: FaultList) -> CentreInfo? {
        guard let file = YAMLSection(self, keys: Self.centreKeys, faults: faults) else { return nil }
        let before = faults.faults.count
        let code: Code<Kind.Device>? = file.code("code", example: "linhai")
        let name = file.bilingual("name")
        let kind = file.choice("kind", CentreKind.self)
        let zone = file.zone()
        let organs = file.organs()
        let devices = file.devices()
        let retention = file.retention()
        let tags = file.tags()
        let cards = file.tags("visitorCards")
        for card in cards where !tags.contains(card) { file.notInStock(card) }
        guard let code, let name, let kind, let zone, faults.faults.count == before else {
            return partial(code: code?.text, name: name, kind: kind, zone: zone)
        }
        return CentreInfo(
            code: code.text,
            name: name,
            kind: kind,
            zone: zone,
            organs: organs,
            devices: devices,
            retention: retention,
            tags: tags
        )
    }

    /// The tags of the stock that visitors carry as cards; the faults are told by ``centre(faults:)``.
    func visitorCards() -> Set<Code<Kind.Tag>> {
        guard let file = YAMLSection(self, keys: Self.centreKeys, faults: FaultList()) else { return [] }
        return Set(file.tags("visitorCards"))
    }

    /// What the other files are judged by although this one is faulty; it never leaves the loader.
    private func partial(code: String?, name: Bilingual?, kind: CentreKind?, zone: Zone?) -> CentreInfo? {
        guard kind != nil || zone != nil else { return nil }
        return CentreInfo(
            code: code ?? "",
            name: name ?? Bilingual(zh: "", en: ""),
            kind: kind ?? .countyCentre,
            zone: zone ?? Zone(name: "UTC", version: "", initialOffset: 0)
        )
    }

    /// `staff.yaml`: who works here, with cards.
    func staff(faults: FaultList) -> [StaffMember] {
        guard let file = YAMLSection(self, keys: ["staff"], faults: faults) else { return [] }
        var codes: Set<String> = []
        var cards: Set<String> = []
        return file.sections("staff", keys: ["code", "name", "rank", "sex", "card"]).compactMap { member in
            let code: Code<Kind.Officer>? = member.code("code", example: "P2001")
            let card: Code<Kind.Card>? = member.code("card", example: "C2001")
            let name = member.bilingual("name")
            let rank = member.choice("rank", StaffMember.Rank.self)
            let sex = member.choice("sex", Sex.self)
            if let code, !codes.insert(code.text).inserted { member.repeated("code", code.text) }
            if let card, !cards.insert(card.text).inserted { member.repeated("card", card.text) }
            guard let code, let card, let name, let rank, let sex else { return nil }
            return StaffMember(code: code, name: name, rank: rank, sex: sex, card: card)
        }
    }
}

extension YAMLSection {
    func repeated(_ key: String, _ value: String) {
        fault(key, zh: "\(key) \(value) 重复", en: "duplicate \(key) \(value)", write: "每个都不同", "give each its own")
    }

    fileprivate func zone() -> Zone? {
        guard let name = text("zone", example: "Asia/Shanghai") else { return nil }
        if let zone = ZoneTable.zone(named: name) { return zone }
        wrong("zone", name, needed: ZoneTable.nearest(to: name) ?? "Asia/Shanghai")
        return nil
    }

    fileprivate func organs() -> [PartnerOrgan] {
        var seen: Set<String> = []
        return sections("organs", keys: ["code", "name", "kind", "sos"]).compactMap { organ in
            let code: Code<Kind.Device>? = organ.code("code", example: "linhai-procuratorate")
            let name = organ.bilingual("name")
            let kind = organ.choice("kind", PartnerOrgan.Kind.self)
            let isTold = organ.flag("sos")
            if let code, !seen.insert(code.text).inserted { organ.repeated("code", code.text) }
            guard let code, let name, let kind else { return nil }
            return PartnerOrgan(code: code.text, name: name, kind: kind, isToldOfSOS: isTold)
        }
    }

    fileprivate func devices() -> [SiteDevice] {
        var seen: Set<String> = []
        return sections("devices", keys: ["id", "family", "name", "room", "silentAfter"]).compactMap { device in
            let id: Code<Kind.Device>? = device.code("id", example: "ups-1")
            let family = device.choice("family", SiteDevice.Family.self)
            let name = device.bilingual("name")
            let room: Room.ID? = device.has("room") ? device.code("room", example: "equipment") : nil
            let silentAfter = device.duration("silentAfter", example: "60 s")
            if let id, !seen.insert(id.text).inserted { device.repeated("id", id.text) }
            guard let id, let family, let name, let silentAfter else { return nil }
            return SiteDevice(id: id, family: family, name: name, room: room, silentAfter: silentAfter)
        }
    }

    /// The stock of tags: single codes, or `T101..T160` for a row of them.
    fileprivate func tags(_ key: String = "tags") -> [Code<Kind.Tag>] {
        var seen: Set<Code<Kind.Tag>> = []
        return texts(key).flatMap { text in
            let row = TagRow.codes(text)
            if row.isEmpty { wrong(key, text, needed: "T101, T101..T160") }
            return row
        }.filter { tag in
            if !seen.insert(tag).inserted { repeated(key, tag.text) }
            return true
        }
    }

    fileprivate func notInStock(_ card: Code<Kind.Tag>) {
        fault(
            "visitorCards",
            zh: "访客卡 \(card) 不在 tags 里",
            en: "the visitor card \(card) is not among the tags",
            write: "把它写进 tags",
            "write it into tags too"
        )
    }

    fileprivate func retention() -> Retention {
        let standard = Retention()
        let keys = ["observations", "tracksOfReleased", "footage"]
        guard let node = node("retention"),
            let section = YAMLSection(node, in: file, keys: keys, faults: faults)
        else { return standard }
        func time(_ key: String, _ standard: Duration) -> Duration {
            section.has(key) ? section.duration(key, example: "90 d") ?? standard : standard
        }
        return Retention(
            observations: time("observations", standard.observations),
            tracksOfReleased: time("tracksOfReleased", standard.tracksOfReleased),
            footage: time("footage", standard.footage)
        )
    }
}

/// A row of tags as files write it.
enum TagRow {
    /// The longest row: more tags than the largest centre has people.
    static let longest = 1_000

    /// `T7` is one tag, `T101..T160` sixty; nothing where it cannot be so.
    static func codes(_ text: String) -> [Code<Kind.Tag>] {
        let ends = text.split(separator: ".", omittingEmptySubsequences: false).filter { !$0.isEmpty }
        guard text.contains("..") else { return Code(text).map { [$0] } ?? [] }
        guard ends.count == 2, let first = Numbered(ends[0]), let last = Numbered(ends[1]), first.prefix == last.prefix,
            first.width == last.width, first.number <= last.number, last.number - first.number < longest
        else { return [] }
        return (first.number...last.number).compactMap { number in
            let digits = String(number)
            return Code(first.prefix + String(repeating: "0", count: first.width - digits.utf8.count) + digits)
        }
    }

    private struct Numbered {
        let prefix: String
        let width: Int
        let number: Int

        init?(_ text: Substring) {
            let digits = text.reversed().prefix { $0.isASCII && $0.isNumber }.count
            guard digits > 0, digits <= 9, let number = Int(text.suffix(digits)) else { return nil }
            prefix = String(text.dropLast(digits))
            width = digits
            self.number = number
        }
    }
}
