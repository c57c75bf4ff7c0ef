/// What a pure target must not do: know the time, roll dice, touch the world. It takes these as arguments.
enum PurityRules {
    /// Pure targets that read or write JSON; Foundation's small half has no time zones to be wrong about.
    static let readersOfJSON: Set<String> = ["DeviceFormats", "Events"]

    static func imports(_ file: SourceFile, _ manifest: Manifest) -> [String] {
        guard let target = manifest.target(holding: file.path), manifest.pure.contains(target.name) else { return [] }
        var allowed = target.targets.union(target.products)
        if readersOfJSON.contains(target.name) { allowed.insert("FoundationEssentials") }
        return file.imports.subtracting(allowed).sorted().map { "\(file.path): pure, must not import \($0)" }
    }

    static let bannedCalls = [
        "Date(", "Date.now", "UUID(", "TimeZone(", "Calendar(", "ContinuousClock", "SuspendingClock",
        "SystemRandomNumberGenerator", ".shuffled()", ".randomElement()", "Task {", "Task.detached", "FileManager",
        "ProcessInfo", "getenv(", "DispatchQueue", "readLine(",
    ]

    static func calls(_ file: SourceFile, _ manifest: Manifest) -> [String] {
        guard let target = manifest.target(holding: file.path), manifest.pure.contains(target.name) else { return [] }
        let code = SourceFile(path: file.path, text: file.lines.map(Self.withoutComment).joined(separator: "\n"))
        let banned = bannedCalls.flatMap { call in
            HouseRules.complaints(code, "is pure, must not call `\(call)`") { Self.calls(call, in: $0) }
        }
        let printing = HouseRules.complaints(code, "is pure, must not print") { Self.calls("print(", in: $0) }
        let dice = HouseRules.complaints(code, "rolls dice without a generator of the caller's") {
            $0.contains(".random(in:") && !$0.contains("using:")
        }
        return banned + printing + dice
    }

    /// Whether `call` stands in `line` and is not the end of a longer name, as `fingerprint(` is no `print(`.
    private static func calls(_ call: String, in line: Substring) -> Bool {
        line.ranges(of: call).contains { hit in
            guard hit.lowerBound > line.startIndex, call.first != "." else { return true }
            let before = line[line.index(before: hit.lowerBound)]
            return !(before.isLetter || before.isNumber || before == "_")
        }
    }

    private static func withoutComment(_ line: Substring) -> Substring {
        guard let start = line.firstRange(of: "//") else { return line }
        return line[..<start.lowerBound]
    }
}
