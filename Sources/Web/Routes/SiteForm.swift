import Domain
import Foundation
import Hummingbird

/// The fields of a form or of a flat JSON object.
package struct SiteForm {
    private(set) var fields: [String: String] = [:]

    subscript(name: String) -> String { fields[name] ?? "" }

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

    /// Strings of the top object and, by `outer.inner`, of objects in it; arrays of strings joined by blanks.
    static func json(_ data: Data) throws -> [String: String] {
        if data.isEmpty { return [:] }
        guard let object = try? JSONDecoder().decode([String: JSONField].self, from: data) else {
            throw HTTPError(.badRequest)
        }
        var fields: [String: String] = [:]
        for (name, field) in object { field.write(to: &fields, as: name) }
        return fields
    }

    private enum JSONField: Decodable {
        case text(String)
        case list([String])
        case object([String: String])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let list = try? value.decode([String].self) {
                self = .list(list)
            } else if value.decodeNil() {
                self = .text("")
            } else {
                self = .object(try value.decode([String: String?].self).compactMapValues { $0 })
            }
        }

        func write(to fields: inout [String: String], as name: String) {
            switch self {
            case .text(let text): fields[name] = text
            case .list(let list): fields[name] = list.joined(separator: " ")
            case .object(let inner):
                fields[name] = "object"
                for (key, text) in inner { fields["\(name).\(key)"] = text }
            }
        }
    }
}
