import Domain

/// Codes that the journal holds in plain words for ever: a name, a telephone or an id number is none of them.
enum PlainCode {
    /// A police number: a letter and what follows it, or digits alone, fewer than a telephone number has.
    static func ofOfficer(_ text: String) -> Code<Kind.Officer>? {
        isPlain(text) ? Code(text) : nil
    }

    /// The number of the case system, or the one of a filing paper: `临公（刑）立字〔2026〕17号`.
    static func ofCase(_ text: String) -> Code<Kind.Case>? {
        let paper = /\p{Han}{1,8}([（(]\p{Han}{1,4}[）)])?\p{Han}{0,3}字[〔\[][0-9]{4}[〕\]][0-9]{1,6}号/
        return isPlain(text) || text.wholeMatch(of: paper) != nil ? Code(text) : nil
    }

    private static func isPlain(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z][A-Za-z0-9._-]{0,63}|[0-9]{1,8}/) != nil
    }
}
