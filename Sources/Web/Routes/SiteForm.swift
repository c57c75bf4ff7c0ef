import Domain
import Foundation
import Hummingbird

/// The fields of a form or of a flat JSON object.
package struct SiteForm {
    private(set) var fields: [String: String] = [:]

    subscript(name: String) -> String { fields[name] ?? "" }
    func has(_ name: String) -> Bool { fields[name] != nil }

    /// What a box that is ticked sends, and the API's `true`.
    static let yes = "true"

    /// - isJSON: what a body without a known type is.
    init(_ request: Request, isJSON: Bool = false) async throws {
        var request = request
        let body = try await request.collectBody(upTo: WebLimits.formBytes)
        let bytes = body.readableBytesView
        let type = request.headers[.contentType] ?? ""
        let isForm = type.hasPrefix("application/x-www-form-urlencoded")
        if type.hasPrefix("application/json") || isJSON && !isForm {
            fields = try Self.json(Data(bytes))
        } else {
            fields = Self.form(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// `a=1&b=%20`; of a field given twice the last counts.
    package static func form(_ text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&").prefix(WebLimits.headerFields) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
                part.replacing("+", with: " ").removingPercentEncoding ?? ""
            }
            fields[parts[0]] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespacesAndNewlines) : ""
        }
        return fields
    }

    /// Strings, yes and no of the top object and, by `outer.inner`, of the objects in it; lists of strings joined by
    /// blanks. A field of another form than is expected makes the whole unreadable.
    static func json(_ data: Data) throws -> [String: String] {
        if data.isEmpty { return [:] }
        guard let object = try? JSONDecoder().decode([String: JSONField].self, from: data) else {
            throw HTTPError(.badRequest)
        }
        var fields: [String: String] = [:]
        for (name, field) in object {
            guard field.fits(name) else { throw HTTPError(.badRequest) }
            field.write(to: &fields, as: name)
        }
        return fields
    }

    private enum JSONField: Decodable {
        case text(String)
        case flag(Bool)
        case list([String])
        case object([String: String])

        /// Fields that hold an object, a list, or yes and no; a paper may also be the word `unknown`.
        private static let objects: Set<String> = ["arrival", "paper"]
        private static let lists: Set<String> = ["officers"]
        private static let flags: Set<String> = ["outsideOfficers"]

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let flag = try? value.decode(Bool.self) {
                self = .flag(flag)
            } else if let list = try? value.decode([String].self) {
                self = .list(list)
            } else {
                self = .object(try value.decode([String: String].self))
            }
        }

        func fits(_ name: String) -> Bool {
            switch self {
            case .text: name != "arrival" && !Self.lists.contains(name) && !Self.flags.contains(name)
            case .flag: Self.flags.contains(name)
            case .list: Self.lists.contains(name)
            case .object: Self.objects.contains(name)
            }
        }

        func write(to fields: inout [String: String], as name: String) {
            switch self {
            case .text(let text): fields[name] = text
            case .flag(let flag): fields[name] = flag ? SiteForm.yes : ""
            case .list(let list): fields[name] = list.joined(separator: " ")
            case .object(let inner):
                fields[name] = "object"
                for (key, text) in inner { fields["\(name).\(key)"] = text }
            }
        }
    }
}
