import Domain
import Policy
import Premises
import Yams

extension YAMLSection {
    func text(_ key: String) -> String? {
        guard let node = node(key) else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else {
            wrong(key, "—", needed: "text")
            return nil
        }
        return text
    }

    /// The text of a key that must be there.
    func text(_ key: String, example: String) -> String? {
        if !has(key) { missing(key, example: example) }
        return text(key)
    }

    /// One text for both languages, or `{zh: …, en: …}`.
    func bilingual(_ key: String, needed: Bool = true) -> Bilingual? {
        guard let node = node(key) else {
            if needed { missing(key, example: "{zh: …, en: …}") }
            return nil
        }
        if let text = node.scalar?.string, !text.isEmpty { return Bilingual(zh: text, en: text) }
        guard let both = YAMLSection(node, in: file, keys: ["zh", "en"], faults: faults) else { return nil }
        guard let zh = both.text("zh", example: "…"), let en = both.text("en", example: "…") else { return nil }
        return Bilingual(zh: zh, en: en)
    }

    /// The named case; `standard` without the key, a fault where there is no standard.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String,
        _: Choice.Type,
        default standard: Choice? = nil
    ) -> Choice? {
        guard has(key) else {
            if standard == nil { missing(key, example: Choice.allCases.first?.rawValue ?? "") }
            return standard
        }
        return text(key).flatMap { choice($0, of: Choice.self, key: key) }
    }

    func choices<Choice: RawRepresentable<String> & CaseIterable>(_ key: String, _: Choice.Type) -> [Choice] {
        texts(key).compactMap { choice($0, of: Choice.self, key: key) }
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ text: String,
        of _: Choice.Type,
        key: String
    ) -> Choice? {
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        wrong(key, text, needed: Spelling.nearest(to: text, in: known) ?? known.joined(separator: " "))
        return nil
    }

    func flag(_ key: String) -> Bool {
        switch text(key) {
        case nil, "false": return false
        case "true": return true
        case .some(let text):
            wrong(key, text, needed: "true / false")
            return false
        }
    }

    func code<Kind>(_ key: String, example: String) -> Code<Kind>? {
        guard let text = text(key, example: example) else { return nil }
        if let code = Code<Kind>(text) { return code }
        wrong(key, text, needed: example)
        return nil
    }

    /// A list of texts; a single text counts as a list of one.
    func texts(_ key: String) -> [String] {
        guard let node = node(key) else { return [] }
        if let one = node.scalar?.string { return [one] }
        guard case .sequence(let items) = node else {
            wrong(key, "—", needed: "[…]")
            return []
        }
        return items.compactMap { item in
            if let text = item.scalar?.string { return text }
            wrong(key, "—", needed: "[…]")
            return nil
        }
    }

    func isEmptyList(_ key: String) -> Bool { node(key)?.sequence?.isEmpty ?? false }

    /// The mappings in a list.
    func sections(_ key: String, keys: [String]) -> [YAMLSection] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let items) = node else {
            wrong(key, "—", needed: "- …")
            return []
        }
        return items.compactMap { YAMLSection($0, in: file, keys: keys, faults: faults) }
    }

    func duration(_ key: String, example: String) -> Duration? {
        text(key, example: example).flatMap { duration($0, key: key) }
    }

    func durations(_ key: String) -> [Duration] {
        texts(key).compactMap { duration($0, key: key) }
    }

    private func duration(_ text: String, key: String) -> Duration? {
        if let duration = DurationText.duration(text) { return duration }
        wrong(key, text, needed: "30 s, 15 min, 12 h, 90 d")
        return nil
    }

    func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        wrong(key, text, needed: "\(range.lowerBound) … \(range.upperBound)")
        return nil
    }

    /// A calendar day `2026-01-01`: its first moment in the zone, `days` later.
    func day(_ key: String, in zone: Zone, plus days: Int64 = 0) -> Instant? {
        guard let text = text(key) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        if parts.count == 3, text.utf8.count == 10 {
            let day = CivilTime(year: parts[0], month: parts[1], day: parts[2])
            if day.isValid, (1950...2100).contains(day.year) {
                let shifted = CivilTime(Instant(seconds: (day.daysSinceEpoch + days) * 86_400))
                return zone.instant(shifted)
            }
        }
        wrong(key, text, needed: "2026-01-01")
        return nil
    }
}

/// Spans as files write them: a whole number and a unit.
enum DurationText {
    /// Ten years: longer than anything is kept or limited.
    static let longest = Int64(3_653) * 86_400

    static func duration(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard digits.count <= 9, let count = Int64(digits), let seconds = seconds(of: unit), count > 0,
            count * seconds <= longest
        else { return nil }
        return .seconds(count * seconds)
    }

    private static func seconds(of unit: Substring) -> Int64? {
        switch unit {
        case "s": 1
        case "min": 60
        case "h": 3_600
        case "d": 86_400
        case _: nil
        }
    }
}
