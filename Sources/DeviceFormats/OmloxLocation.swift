public import Domain
internal import Premises
public import Tracking

/// Reads location objects of the omlox hub API version 2 (`PUT /v2/providers/locations`): one object or an array.
///
/// The tag is the location provider (`provider_id`); of its position we take x and y, in metres of the floor plan,
/// so `crs` must be `local`, which is also what a missing one means. Without `timestamp_generated` the location is of
/// the moment of its receipt. Everything else in the object is another system's business and ignored.
public enum OmloxLocation {
    public static func decode(
        _ body: [UInt8],
        receivedAt now: Instant
    ) -> Result<[Result<Observation, LineRefusal>], BodyRefusal> {
        guard body.count <= FrameDecoder.largestBody else { return .failure(.tooLarge) }
        return body.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return .failure(.empty) }
            var scanner = JSONScanner(start, from: 0, to: bytes.count)
            do throws(JSONFault) {
                return try read(&scanner, now)
            } catch {
                return .failure(error == .tooDeep ? .tooDeep : .badJSON)
            }
        }
    }

    private static func read(
        _ scanner: inout JSONScanner,
        _ now: Instant
    ) throws(JSONFault) -> Result<[Result<Observation, LineRefusal>], BodyRefusal> {
        var locations: [Result<Observation, LineRefusal>] = []
        _ = scanner.peek()
        guard !scanner.isAtEnd else { return .failure(.empty) }
        if scanner.take(UInt8(ascii: "[")) {
            if !scanner.take(UInt8(ascii: "]")) {
                repeat {
                    let location = try location(&scanner, depth: 1, now)
                    if locations.count <= FrameDecoder.mostLines { locations.append(location) }
                } while scanner.take(UInt8(ascii: ","))
                try scanner.expect(UInt8(ascii: "]"))
            }
        } else {
            locations = [try location(&scanner, depth: 0, now)]
        }
        _ = scanner.peek()
        guard scanner.isAtEnd else { throw .malformed }
        return locations.count <= FrameDecoder.mostLines ? .success(locations) : .failure(.tooManyLines)
    }

    private struct Fields {
        var place: [Double]?
        var provider: String?
        var generated: String?
        var crs: String?
        var accuracy: Double?
    }

    private static func location(
        _ scanner: inout JSONScanner,
        depth: Int,
        _ now: Instant
    ) throws(JSONFault) -> Result<Observation, LineRefusal> {
        guard scanner.take(UInt8(ascii: "{")) else {
            try scanner.skipValue(depth: depth)
            return .failure(.notAnObject)
        }
        var fields = Fields()
        if !scanner.take(UInt8(ascii: "}")) {
            repeat { try member(&scanner, depth: depth + 1, &fields) } while scanner.take(UInt8(ascii: ","))
            try scanner.expect(UInt8(ascii: "}"))
        }
        do throws(LineRefusal) {
            return .success(try observation(fields, now))
        } catch {
            return .failure(error)
        }
    }

    private static func member(
        _ scanner: inout JSONScanner,
        depth: Int,
        _ fields: inout Fields
    ) throws(JSONFault) {
        let key = scanner.text(of: try scanner.string())
        try scanner.expect(UInt8(ascii: ":"))
        switch (key, scanner.peek()) {
        case ("position", UInt8(ascii: "{")): fields.place = try point(&scanner, depth: depth + 1)
        case ("provider_id", UInt8(ascii: "\"")): fields.provider = scanner.text(of: try scanner.string())
        case ("timestamp_generated", UInt8(ascii: "\"")): fields.generated = scanner.text(of: try scanner.string())
        case ("crs", UInt8(ascii: "\"")): fields.crs = scanner.text(of: try scanner.string())
        case ("accuracy", UInt8(ascii: "0")...UInt8(ascii: "9")): fields.accuracy = try scanner.number()
        case _: try scanner.skipValue(depth: depth)
        }
    }

    /// A GeoJSON Point (RFC 7946 §3.1.2): its coordinates, or nothing.
    private static func point(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) -> [Double]? {
        try scanner.expect(UInt8(ascii: "{"))
        var coordinates: [Double] = []
        var isPoint = false
        if scanner.take(UInt8(ascii: "}")) { return nil }
        repeat {
            let key = scanner.text(of: try scanner.string())
            try scanner.expect(UInt8(ascii: ":"))
            switch (key, scanner.peek()) {
            case ("type", UInt8(ascii: "\"")): isPoint = scanner.text(of: try scanner.string()) == "Point"
            case ("coordinates", UInt8(ascii: "[")): coordinates = try numbers(&scanner, depth: depth)
            case _: try scanner.skipValue(depth: depth)
            }
        } while scanner.take(UInt8(ascii: ","))
        try scanner.expect(UInt8(ascii: "}"))
        return isPoint && (2...3).contains(coordinates.count) ? coordinates : nil
    }

    private static func numbers(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) -> [Double] {
        try scanner.expect(UInt8(ascii: "["))
        var numbers: [Double] = []
        if scanner.take(UInt8(ascii: "]")) { return [] }
        repeat {
            switch scanner.peek() {
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let number = try scanner.number()
                if numbers.count < 4 { numbers.append(number) }
            case _:
                try scanner.skipValue(depth: depth + 1)
                numbers = [.nan, .nan, .nan, .nan]
            }
        } while scanner.take(UInt8(ascii: ","))
        try scanner.expect(UInt8(ascii: "]"))
        return numbers
    }

    private static func observation(_ fields: Fields, _ now: Instant) throws(LineRefusal) -> Observation {
        guard let provider = fields.provider else { throw .missingField(.tag) }
        // Makers write addresses with colons, which no code holds.
        guard let tag = Code<Kind.Tag>(provider.replacingColons) else { throw .badField(.tag) }
        guard fields.crs ?? "local" == "local" else { throw .badField(.x) }
        guard let place = fields.place else { throw .missingField(.x) }
        let range = -10_000.0...10_000
        guard range.contains(place[0]) else { throw .badField(.x) }
        guard range.contains(place[1]) else { throw .badField(.y) }
        let accuracy = fields.accuracy ?? LineFields.assumedAccuracy
        guard (0...1_000).contains(accuracy) else { throw .badField(.accuracy) }
        let at = try fields.generated.map { text throws(LineRefusal) in
            guard let at = Instant(rfc3339: text) else { throw .badField(.at) }
            return at
        }
        let reading = Observation.Reading.position(Point(place[0], place[1]), accuracy: accuracy)
        return Observation(at: at ?? now, tag: tag, baseStation: nil, reading: reading)
    }
}

extension String {
    fileprivate var replacingColons: String { String(map { $0 == ":" ? "-" : $0 }) }
}
