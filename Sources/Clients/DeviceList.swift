public import Devices
public import Foundation

/// The secrets of devices as `ringfence device add` printed them: a line `id<TAB>token` for each.
public enum DeviceList {
    public struct Fault: Error, CustomStringConvertible {
        public let description: String
    }

    public static func read(_ file: URL) throws -> [BrokerCredentials] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw Fault(description: "\(file.path): cannot be read; it holds what `ringfence device add` prints")
        }
        let found = text.split(whereSeparator: \.isNewline).compactMap { line -> BrokerCredentials? in
            let parts = line.split(separator: "\t")
            return parts.count == 2 ? BrokerCredentials(name: String(parts[0]), secret: String(parts[1])) : nil
        }
        guard !found.isEmpty else { throw Fault(description: "\(file.path): no line `id<TAB>token`") }
        return found
    }
}
