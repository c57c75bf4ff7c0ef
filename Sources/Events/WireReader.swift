extension Wire {
    /// Takes the fields of an object one by one, and in the end says whether one was left.
    struct Reader {
        private var left: [Field]

        init(_ value: Value) throws(WireFault) {
            guard case .object(let fields) = value else { throw .fieldWrong("") }
            left = fields
        }

        /// The field's value; it must be there.
        mutating func take<T: Wireable>(_ key: String) throws(WireFault) -> T {
            guard let value: T = try takeIfAny(key) else { throw .fieldMissing(key) }
            return value
        }

        /// The field's value, or nil where it is absent.
        mutating func takeIfAny<T: Wireable>(_ key: String) throws(WireFault) -> T? {
            guard let value = takeValue(key) else { return nil }
            do throws(WireFault) {
                return try T(wire: value)
            } catch {
                throw error.within(key)
            }
        }

        /// A field that is an object with fields of its own, read by `read`.
        mutating func takeObject<T>(
            _ key: String,
            _ read: (inout Reader) throws(WireFault) -> T
        ) throws(WireFault) -> T {
            guard let value = takeValue(key) else { throw .fieldMissing(key) }
            do throws(WireFault) {
                var inner = try Reader(value)
                let result = try read(&inner)
                try inner.finish()
                return result
            } catch {
                throw error.within(key)
            }
        }

        /// Refuses what nobody took.
        func finish() throws(WireFault) {
            if let field = left.first { throw .fieldUnknown(field.key) }
        }

        private mutating func takeValue(_ key: String) -> Value? {
            guard let index = left.firstIndex(where: { $0.key == key }) else { return nil }
            return left.remove(at: index).value
        }
    }
}

extension WireFault {
    /// The same fault, with the field around it named before its path.
    func within(_ key: String) -> WireFault {
        func path(_ inner: String) -> String { inner.isEmpty ? key : "\(key).\(inner)" }
        return switch self {
        case .fieldMissing(let inner): .fieldMissing(path(inner))
        case .fieldUnknown(let inner): .fieldUnknown(path(inner))
        case .fieldWrong(let inner): .fieldWrong(path(inner))
        case .nameUnknown(let inner, let name): .nameUnknown(path(inner), name: name)
        case .tooLong, .tooDeep, .malformed, .notUTF8, .notInteger, .keyRepeated, .keyUnsorted, .trailingBytes,
            .kindUnknown, .versionUnknown:
            self
        }
    }
}
