import Foundation

/// House rules that a compiler cannot check; CONTRIBUTING.md gives the reason of each.
///
/// Each rule answers with its complaints about one file, so that a test can show it a planted fault.
enum HouseRules {
    static let longestFile = 400
    static let longestScript = 60
    static let widestLine = 120

    static func length(_ file: SourceFile) -> [String] {
        guard file.lines.count > longestFile else { return [] }
        return ["\(file.path): \(file.lines.count) lines; split it where the responsibility changes"]
    }

    static let longestFunction = 70

    /// A function ends where its closing brace stands under its first word; the formatter sees to that.
    static func functions(_ file: SourceFile) -> [String] {
        file.lines.indices.compactMap { start -> String? in
            let line = file.lines[start]
            guard line.contains("func ") || line.contains("init"),
                let indent = line.firstMatch(of: /^(\s*)(?:@?[\w()]+ )*(?:func |init[?(<])/)?.1,
                let end = file.lines[start...].firstIndex(where: { $0 == indent + "}" })
            else { return nil }
            let length = end - start + 1
            return length > longestFunction ? "\(file.path):\(start + 1) a function of \(length) lines" : nil
        }
    }

    static func width(_ file: SourceFile) -> [String] {
        complaints(file, "is wider than \(widestLine) columns") { line in
            line.utf8.count > widestLine && line.count > widestLine
        }
    }

    /// Words that hide a stop of the process, an unchecked promise or unfinished work.
    static let bannedEverywhere = [
        "TO" + "DO", "FIX" + "ME", "fatal" + "Error(", "try" + "!", " as" + "! ", "@unchecked " + "Sendable",
        "nonisolated(" + "unsafe)", "Thread." + "sleep",
    ]

    static func words(_ file: SourceFile) -> [String] {
        let banned = bannedEverywhere + (file.path.hasPrefix("Tests/") ? ["Task." + "sleep", "usleep" + "("] : [])
        return banned.flatMap { word in complaints(file, "holds `\(word)`") { $0.contains(word) } }
    }

    static let vagueNames = ["Utils", "Utilities", "Helper", "Manager", "Common", "Misc"]

    static func name(_ file: SourceFile) -> [String] {
        let isVague = file.path.split(separator: "/").contains { part in
            let plain = part.replacing("BaseStation", with: "").replacing("Base64", with: "")
            return vagueNames.contains { plain.contains($0) } || plain.contains(/Base(?:[A-Z.+]|$)/)
        }
        return isVague ? ["\(file.path): name what the file holds"] : []
    }

    /// A path of one machine works on no other.
    static let machinePaths = ["work/", "root/", "home/", "tmp/dev", "opt/swift"].map { "/" + $0 }

    static func paths(_ file: SourceFile) -> [String] {
        machinePaths.flatMap { path in
            complaints(file, "names `\(path)`, a path of one machine") { line in
                line.ranges(of: path).contains { hit in
                    // Only a path that begins here is a machine's; ours may hold such a folder.
                    hit.lowerBound == line.startIndex
                        || !(line[line.index(before: hit.lowerBound)].isLetter
                            || "._-})".contains(line[line.index(before: hit.lowerBound)]))
                }
            }
        }
    }

    static func complaints(
        _ file: SourceFile,
        _ what: String,
        where isBad: (Substring) -> Bool
    ) -> [String] {
        file.lines.enumerated().filter { isBad($0.element) }.map { "\(file.path):\($0.offset + 1) \(what)" }
    }
}
