import Crypto
import Domain
import Foundation

/// The folder of a centre, read file by file with limits.
struct Folder {
    enum Limit {
        /// Ten times the reference plan; a megabyte of YAML is read in well under a second.
        static let planBytes = 8 << 20
        static let yamlBytes = 1 << 20
        /// A file a subject and year; more means that the wrong folder was named.
        static let policyFiles = 64
    }

    let path: String
    let faults: FaultList

    /// The bytes, or a fault.
    func read(_ name: String, limit: Int) -> SourceFile? {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        guard let handle = try? FileHandle(forReadingFrom: url) else {
            fault(name, zh: "文件不存在或无法读取", en: "the file is missing or cannot be read", "加上这个文件", "add the file")
            return nil
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: limit + 1) ?? Data() else {
            fault(name, zh: "不是文件", en: "not a file", "加上这个文件", "add the file")
            return nil
        }
        guard data.count <= limit else {
            fault(name, zh: "文件过大", en: "the file is too large", "不超过 \(limit) 字节", "keep to \(limit) bytes")
            return nil
        }
        let digest = SHA256.hash(data: data).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return SourceFile(name: name, bytes: Array(data), sha256: digest.joined())
    }

    func has(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: URL(fileURLWithPath: path).appendingPathComponent(name).path)
    }

    /// Names of the policy files, in order.
    func policyNames() -> [String] {
        let folder = URL(fileURLWithPath: path).appendingPathComponent("policy").path
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let names = all.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
        if names.isEmpty {
            fault("policy", zh: "没有制度文件", en: "there is no policy file", "加上 policy/*.yaml", "add policy/*.yaml")
        }
        guard names.count <= Limit.policyFiles else {
            let limit = Limit.policyFiles
            fault("policy", zh: "文件过多", en: "too many files", "不超过 \(limit) 个", "keep to \(limit)")
            return []
        }
        return names.map { "policy/" + $0 }
    }

    private func fault(_ name: String, zh: String, en: String, _ writeZh: String, _ writeEn: String) {
        faults.add(
            FileFault(file: name, wrong: Bilingual(zh: zh, en: en), write: Bilingual(zh: writeZh, en: writeEn))
        )
    }
}
