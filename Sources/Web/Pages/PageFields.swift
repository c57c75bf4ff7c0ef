import Mustache

/// The fields of a page as templates look them up.
///
/// They are read once: the library itself reads all fields of a value anew for each name that it looks for in it, and a
/// board took most of its time with that.
final class PageFields: MustacheParent {
    private let fields: [String: Any]

    private init(_ mirror: Mirror) {
        var fields: [String: Any] = [:]
        for child in mirror.children {
            guard let label = child.label, let value = Self.of(child.value) else { continue }
            fields[label] = value
        }
        self.fields = fields
    }

    func child(named name: String) -> Any? { fields[name] }

    /// What a template sees of a value; nil where an optional one is none.
    static func of(_ value: Any) -> Any? {
        if value is String || value is Bool { return value }
        let mirror = Mirror(reflecting: value)
        return switch mirror.displayStyle {
        case .optional: mirror.children.first.flatMap { of($0.value) }
        case .struct: PageFields(mirror)
        case .collection: mirror.children.compactMap { of($0.value) }
        default: value
        }
    }
}
