/// One text in both languages of every screen, Chinese first.
public struct Bilingual: Hashable, Sendable, Codable {
    public let zh: String
    public let en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// `卧室 Bedroom`: a name whose Chinese part comes first; a single-language name serves both.
    public init(joined text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        let startsChinese = text.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
        if startsChinese, parts.count == 2 {
            self.init(zh: String(parts[0]), en: String(parts[1]))
        } else {
            self.init(zh: text, en: text)
        }
    }
}
