/// Finds the word somebody probably meant.
public enum Spelling {
    /// The known word with the fewest changed letters; nil when none is like it at all.
    public static func nearest(to word: String, in known: some Sequence<String>) -> String? {
        let typed = Array(word.lowercased().unicodeScalars.prefix(longest))
        var best: (word: String, distance: Int)?
        for candidate in known {
            let letters = Array(candidate.lowercased().unicodeScalars.prefix(longest))
            let distance = changes(from: typed, to: letters)
            guard distance <= max(typed.count, letters.count) / 2 else { continue }
            if distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.word
    }

    /// Longer words are compared by their beginning: a file may hold a megabyte in one value.
    static let longest = 64

    /// Levenshtein's distance.
    static func changes(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) -> Int {
        var row = Array(0...new.count)
        for (i, letter) in old.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in new.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[new.count]
    }
}
