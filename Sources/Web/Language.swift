package import Domain

/// The language of a screen; Chinese where nobody chose.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"

    /// What `<html lang>` says.
    package var tag: String {
        switch self {
        case .chinese: "zh-Hans"
        case .english: "en"
        }
    }

    package var other: Language {
        switch self {
        case .chinese: .english
        case .english: .chinese
        }
    }

    package func of(_ text: Bilingual) -> String {
        switch self {
        case .chinese: text.zh
        case .english: text.en
        }
    }
}

/// Light, dark, or what the machine says.
public enum Theme: String, Hashable, Sendable, CaseIterable {
    case auto
    case light
    case dark

    /// The next one that the switch in the header offers.
    var next: Theme {
        switch self {
        case .auto: .dark
        case .dark: .light
        case .light: .auto
        }
    }
}
