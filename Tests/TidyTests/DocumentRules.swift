/// What a text points to is there.
enum DocumentRules {
    /// `docs/design/0001` and `docs/design/0001-journal-format.md` both name a file of that number.
    static func designNotes(_ file: SourceFile, existing notes: [String]) -> [String] {
        guard file.text.contains("docs/design/") else { return [] }
        return file.text.matches(of: /docs\/design\/(\d{4}[\w-]*(?:\.md)?)/).compactMap { match in
            let named = String(match.1)
            let isThere = notes.contains { $0 == named || (!named.hasSuffix(".md") && $0.hasPrefix(named)) }
            return isThere ? nil : "\(file.path): there is no docs/design/\(named)"
        }
    }

    /// Links of Markdown to files of ours.
    static func links(_ file: SourceFile, exists: (String) -> Bool) -> [String] {
        let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
        return file.text.matches(of: /\]\(([^)\s#]+)[^)]*\)/).compactMap { match in
            let link = String(match.1)
            guard !link.contains("://"), !link.hasPrefix("mailto:") else { return nil }
            let path = folder.isEmpty ? link : folder + "/" + link
            return exists(path) ? nil : "\(file.path): \(link) is not there"
        }
    }
}
