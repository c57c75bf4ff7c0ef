import Domain
import Premises
import Yams

/// A mapping of a YAML file that is read key by key; each wrong one is a fault with its line.
struct YAMLSection {
    let file: String
    let line: Int
    let faults: FaultList
    private let values: [String: Node]
    private let order: [String]

    /// Keys in the order of the file.
    var keys: [String] { order }

    /// The whole of a file; nil with a fault when it is no mapping. Empty `keys` allow any.
    init?(_ source: SourceFile, keys: [String], faults: FaultList) {
        do {
            let text = String(decoding: source.bytes, as: UTF8.self)
            guard let node = try Yams.compose(yaml: text) else {
                faults.add(Self.fault(source.name, 1, zh: "文件是空的", en: "the file is empty", "写内容", "write it"))
                return nil
            }
            self.init(node, in: source.name, keys: keys, faults: faults)
        } catch {
            let (line, reason) = Self.place(of: error)
            faults.add(
                Self.fault(
                    source.name,
                    line,
                    zh: "不是 YAML：\(reason)",
                    en: "not YAML: \(reason)",
                    "检查缩进和引号",
                    "check indentation and quotes"
                )
            )
            return nil
        }
    }

    init?(_ node: Node, in file: String, keys: [String], faults: FaultList) {
        let line = node.mark?.line ?? 1
        guard case .mapping(let mapping) = node else {
            faults.add(
                Self.fault(
                    file,
                    line,
                    zh: "这里应是键值",
                    en: "keys and values are needed here",
                    "写 键: 值",
                    "write key: value"
                )
            )
            return nil
        }
        self.file = file
        self.line = line
        self.faults = faults
        var values: [String: Node] = [:]
        var order: [String] = []
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard keys.isEmpty || keys.contains(name) else {
                let nearest = Spelling.nearest(to: name, in: keys) ?? keys.joined(separator: " ")
                faults.add(
                    Self.fault(
                        file,
                        key.mark?.line ?? line,
                        zh: "未知的键“\(name.prefix(40))”",
                        en: "unknown key “\(name.prefix(40))”",
                        "写 \(nearest)",
                        "write \(nearest)"
                    )
                )
                continue
            }
            if values.updateValue(value, forKey: name) == nil { order.append(name) }
        }
        self.values = values
        self.order = order
    }

    func has(_ key: String) -> Bool { values[key] != nil }

    func line(of key: String) -> Int { values[key]?.mark?.line ?? line }

    func node(_ key: String) -> Node? { values[key] }

    func fault(_ key: String?, zh: String, en: String, write writeZh: String, _ writeEn: String) {
        faults.add(Self.fault(file, key.map(line(of:)) ?? line, zh: zh, en: en, writeZh, writeEn))
    }

    func missing(_ key: String, example: String) {
        fault(
            nil,
            zh: "缺少 \(key)",
            en: "“\(key)” is missing",
            write: "写 \(key): \(example)",
            "write \(key): \(example)"
        )
    }

    func wrong(_ key: String, _ found: String, needed: String) {
        let quoted = found.prefix(40)
        fault(
            key,
            zh: "\(key) 的值“\(quoted)”不对",
            en: "“\(quoted)” is no \(key)",
            write: "写 \(needed)",
            "write \(needed)"
        )
    }

    private static func fault(
        _ file: String,
        _ line: Int?,
        zh: String,
        en: String,
        _ writeZh: String,
        _ writeEn: String
    ) -> FileFault {
        FileFault(
            file: file,
            line: line,
            wrong: Bilingual(zh: zh, en: en),
            write: Bilingual(zh: writeZh, en: writeEn)
        )
    }

    private static func place(of error: any Error) -> (line: Int?, reason: String) {
        guard let error = error as? YamlError else { return (nil, "\(error)") }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (mark.line, problem)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { String($0.description.prefix(40)) }.joined(separator: ", ")
            return (context.mark.line, "a key stands twice: \(names)")
        case .reader(let problem, _, _, _): return (nil, problem)
        case _: return (nil, "it cannot be read")
        }
    }
}
