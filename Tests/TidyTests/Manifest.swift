/// The targets of Package.swift and what each depends on, read from its text so that nothing is listed twice.
struct Manifest: Sendable {
    struct Target: Hashable, Sendable {
        enum Role: String, Hashable, Sendable, CaseIterable {
            case library = ".target("
            case executable = ".executableTarget("
            case test = ".testTarget("
            case system = ".systemLibrary("
        }

        let name: String
        let role: Role
        /// Relative to the root.
        let folder: String
        /// Names in quotes: targets of ours.
        let targets: Set<String>
        /// Products of other packages.
        let products: Set<String>
    }

    /// Products without I/O, clock or random source: a pure target may use them.
    static let pureProducts: Set<String> = ["Crypto", "RealModule"]

    let targets: [Target]

    init(text: String) {
        let start = text.firstRange(of: "\n    targets: [")?.upperBound ?? text.endIndex
        let products = Self.productVariables(in: text)
        targets = Target.Role.allCases.flatMap { role in
            Self.calls(of: role.rawValue, in: text[start...]).compactMap { Self.target($0, role, products) }
        }
    }

    func target(_ name: String) -> Target? {
        targets.first { $0.name == name }
    }

    /// The target that a file of Sources or Tests belongs to.
    func target(holding path: String) -> Target? {
        targets.filter { path.hasPrefix($0.folder + "/") }.max { $0.folder.count < $1.folder.count }
    }

    /// Everything that a target sees in the end, itself left out.
    func closure(of name: String) -> Set<String> {
        var seen: Set<String> = []
        var waiting = [name]
        while let next = waiting.popLast() {
            let found = target(next)?.targets.subtracting(seen) ?? []
            seen.formUnion(found)
            waiting.append(contentsOf: found)
        }
        return seen
    }

    /// Libraries that reach nothing but pure ones: they can do no I/O, so they must not try.
    var pure: Set<String> {
        Set(targets.filter { isPure($0) }.map(\.name))
    }

    private func isPure(_ target: Target) -> Bool {
        guard target.role == .library, target.products.isSubset(of: Self.pureProducts) else { return false }
        return closure(of: target.name).allSatisfy { name in
            guard let below = self.target(name) else { return false }
            return below.role == .library && below.products.isSubset(of: Self.pureProducts)
        }
    }
}

extension Manifest {
    private static func target(_ call: Substring, _ role: Target.Role, _ variables: [String: String]) -> Target? {
        guard let name = call.firstMatch(of: /name:\s*"([\w-]+)"/)?.1 else { return nil }
        let list = call.firstRange(of: "dependencies:").flatMap { balanced(call[$0.upperBound...], "[", "]") } ?? ""
        let products = list.matches(of: /\.product\(\s*name:\s*"([\w-]+)"/).map { String($0.1) }
        let rest = list.replacing(/\.product\([^)]*\)/, with: "")
        let path = call.firstMatch(of: /path:\s*"([^"]+)"/).map { String($0.1) }
        let words = rest.replacing(/"[^"]*"|\.\w+|\w+:/, with: " ").matches(of: /\w+/).map { String($0.0) }
        return Target(
            name: String(name),
            role: role,
            folder: path ?? (role == .test ? "Tests/" : "Sources/") + name,
            targets: Set(rest.matches(of: /"([\w-]+)"/).map { String($0.1) }),
            products: Set(products + words.map { variables[$0] ?? $0 })
        )
    }

    /// `let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")`
    private static func productVariables(in text: String) -> [String: String] {
        let found = text.matches(of: /let (\w+) = Target\.Dependency\.product\(name: "([\w-]+)"/)
        return Dictionary(found.map { (String($0.1), String($0.2)) }) { first, _ in first }
    }

    /// The argument lists of every call of `name`.
    private static func calls(of name: String, in text: Substring) -> [Substring] {
        var rest = text
        var found: [Substring] = []
        while let hit = rest.firstRange(of: name) {
            let open = text[text.index(before: hit.upperBound)...]
            let arguments = balanced(open, "(", ")") ?? ""
            if !arguments.contains("Target.Dependency") { found.append(arguments) }
            rest = text[hit.upperBound...]
        }
        return found
    }

    /// What stands between the first `open` and its `close`.
    private static func balanced(_ text: Substring, _ open: Character, _ close: Character) -> Substring? {
        guard let start = text.firstIndex(of: open) else { return nil }
        var depth = 0
        for index in text[start...].indices {
            if text[index] == open { depth += 1 }
            if text[index] == close { depth -= 1 }
            if depth == 0 { return text[text.index(after: start)..<index] }
        }
        return nil
    }
}
