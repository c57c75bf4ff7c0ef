/// Who may see whom: the arrows of Package.swift, of the imports and of the drawing in ARCHITECTURE.md.
enum ArrowRules {
    /// A file imports only what its target declares; the build would let a neighbour's module through.
    static func imports(_ file: SourceFile, _ manifest: Manifest) -> [String] {
        guard let target = manifest.target(holding: file.path) else { return ["\(file.path): belongs to no target"] }
        let ours = Set(manifest.targets.map(\.name).map(moduleName))
        let declared = Set(target.targets.map(moduleName))
        return file.imports.intersection(ours).subtracting(declared).sorted()
            .map { "\(file.path): imports \($0), which \(target.name) does not declare" }
    }

    /// The library that wires a centre, and the one that drives a whole centre in a process.
    private static let wiring: Set<String> = ["Centre", "Rehearsal"]

    static func forbidden(_ manifest: Manifest) -> [String] {
        manifest.targets.flatMap { target -> [String] in
            let seen = manifest.closure(of: target.name)
            var found: [String] = []
            let mayWire = target.role != .library || wiring.contains(target.name)
            if !mayWire, seen.contains("Devices"), seen.contains("Web") {
                found.append("\(target.name) sees Devices and Web: only Centre wires them")
            }
            if target.name == "Devices", seen.contains("Web") { found.append("Devices sees Web") }
            if target.name == "Web", seen.contains("Devices") { found.append("Web sees Devices") }
            if !mayWire, seen.contains("Centre") { found.append("\(target.name) sees Centre") }
            if target.role == .library, seen.contains(where: { manifest.target($0)?.role == .executable }) {
                found.append("\(target.name) sees an executable")
            }
            return found
        }
    }

    /// The drawing is a list of lines `Stays … ← Domain Premises Policy`; every arrow of the manifest is in it.
    static func undrawn(_ manifest: Manifest, in drawing: String) -> [String] {
        let drawn = arrows(in: drawing)
        return manifest.targets.filter { $0.role == .library }.flatMap { target -> [String] in
            guard let heads = drawn[target.name] else { return ["ARCHITECTURE.md does not draw \(target.name)"] }
            return target.targets.subtracting(heads).sorted()
                .map { "ARCHITECTURE.md does not draw \(target.name) ← \($0)" }
        }
    }

    static func arrows(in drawing: String) -> [String: Set<String>] {
        let lines = drawing.split(separator: "\n").compactMap { $0.wholeMatch(of: /(\w+)\s.*←\s*(.*)/) }
        let pairs = lines.map { (String($0.1), Set($0.2.matches(of: /\w+/).map { String($0.0) })) }
        return Dictionary(pairs) { $0.union($1) }
    }

    private static func moduleName(_ target: String) -> String {
        target.replacing("-", with: "_")
    }
}
