public import Domain

/// One thing that is wrong with the files of a centre.
public struct FileFault: Hashable, Sendable {
    /// Relative to the centre's folder: `policy/clocks.yaml`.
    public let file: String
    /// 1 for the first line; nil where a feature says it better or the whole file is meant.
    public let line: Int?
    /// The id of a feature of the plan, or `#12`.
    public let feature: String?
    public let wrong: Bilingual
    /// What to write instead.
    public let write: Bilingual

    public init(file: String, line: Int? = nil, feature: String? = nil, wrong: Bilingual, write: Bilingual) {
        self.file = file
        self.line = line
        self.feature = feature
        self.wrong = wrong
        self.write = write
    }
}

extension FileFault: CustomStringConvertible {
    /// `policy/clocks.yaml:12: 缺少 article · article is missing → 写… · write …`.
    public var description: String {
        let place = file + (line.map { ":\($0)" } ?? "") + (feature.map { " [\($0)]" } ?? "")
        return "\(place): \(wrong.zh) · \(wrong.en) → \(write.zh) · \(write.en)"
    }
}

/// Everything that is wrong with the files of a centre; never empty. Nothing starts with such files.
public struct FaultReport: Error, Hashable, Sendable, CustomStringConvertible {
    public let faults: [FileFault]

    public init(_ faults: [FileFault]) {
        precondition(!faults.isEmpty, "files without a fault are not refused")
        self.faults = faults
    }

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// The faults met so far: one list for all files of a centre, handed to everything that reads.
final class FaultList {
    private(set) var faults: [FileFault] = []

    func add(_ fault: FileFault) {
        faults.append(fault)
    }
}
