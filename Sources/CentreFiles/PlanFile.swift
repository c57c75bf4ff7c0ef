import Domain
import Foundation
import Premises

/// GeoJSON of a plan: what it says, without judging it.
struct PlanFile: Decodable {
    let name: Bilingual
    let features: [PlanFeature]

    private enum Key: String, CodingKey {
        case type, name, features, id, geometry, properties, coordinates
    }

    init(from decoder: any Decoder) throws {
        let plan = try decoder.container(keyedBy: Key.self)
        if let both = try? plan.decode(Bilingual.self, forKey: .name) {
            name = both
        } else {
            name = Bilingual(joined: (try? plan.decode(String.self, forKey: .name)) ?? "")
        }
        var list = try plan.nestedUnkeyedContainer(forKey: .features)
        var features: [PlanFeature] = []
        while !list.isAtEnd, features.count <= PlanLimits.features {
            let position = features.count + 1
            if let feature = try? list.nestedContainer(keyedBy: Key.self) {
                features.append(Self.feature(feature, position: position))
            } else {
                _ = try list.decode(AnyJSON.self)
                features.append(
                    PlanFeature(position: position, id: nil, shape: .unreadable("no object"), properties: [:])
                )
            }
        }
        self.features = features
    }

    private static func feature(_ feature: KeyedDecodingContainer<Key>, position: Int) -> PlanFeature {
        let properties = (try? feature.decode([String: AnyJSON].self, forKey: .properties)) ?? [:]
        var id = try? feature.decode(String.self, forKey: .id)
        if id == nil, let number = try? feature.decode(Int.self, forKey: .id) { id = String(number) }
        return PlanFeature(
            position: position,
            id: id,
            shape: shape(feature),
            properties: properties.mapValues(\.value)
        )
    }

    private static func shape(_ feature: KeyedDecodingContainer<Key>) -> PlanFeature.Shape {
        guard let geometry = try? feature.nestedContainer(keyedBy: Key.self, forKey: .geometry),
            let type = try? geometry.decode(String.self, forKey: .type)
        else { return .unreadable("missing") }
        switch type {
        case "Point":
            guard let pair = try? geometry.decode([Double].self, forKey: .coordinates), let point = point(pair) else {
                return .unreadable(type)
            }
            return .point(point)
        case "LineString":
            guard let pairs = try? geometry.decode([[Double]].self, forKey: .coordinates), let line = line(pairs)
            else { return .unreadable(type) }
            return .line(line)
        case "Polygon":
            guard let rings = try? geometry.decode([[[Double]]].self, forKey: .coordinates) else {
                return .unreadable(type)
            }
            let lines = rings.compactMap(line)
            return lines.count == rings.count ? .rings(lines) : .unreadable(type)
        case _:
            return .unreadable(type)
        }
    }

    private static func line(_ pairs: [[Double]]) -> [Point]? {
        let points = pairs.compactMap(point)
        return points.count == pairs.count ? points : nil
    }

    private static func point(_ pair: [Double]) -> Point? {
        pair.count >= 2 ? Point(pair[0], pair[1]) : nil
    }
}

/// Any JSON value.
private struct AnyJSON: Decodable {
    let value: PlanValue

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .none
        } else if let flag = try? container.decode(Bool.self) {
            value = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else if let text = try? container.decode(String.self) {
            value = .text(text)
        } else if let list = try? container.decode([AnyJSON].self) {
            value = .list(list.map(\.value))
        } else {
            value = .object(try container.decode([String: AnyJSON].self).mapValues(\.value))
        }
    }
}

extension SourceFile {
    /// The plan that the file holds, or nil with every fault reported.
    func plan(as kind: CentreKind, faults: FaultList) -> FloorPlan? {
        do {
            let file = try JSONDecoder().decode(PlanFile.self, from: Data(bytes))
            return try PlanDraft(name: file.name, features: file.features).checked(as: kind)
        } catch let refused as PlanFaults {
            for fault in refused.faults {
                faults.add(FileFault(file: name, feature: fault.feature, wrong: fault.wrong, write: fault.write))
            }
        } catch {
            let (line, reason) = Self.place(of: error)
            faults.add(
                FileFault(
                    file: name,
                    line: line,
                    wrong: Bilingual(zh: "不是 GeoJSON：\(reason)", en: "not GeoJSON: \(reason)"),
                    write: Bilingual(zh: "写一个 FeatureCollection", en: "write a FeatureCollection")
                )
            )
        }
        return nil
    }

    /// The line and the reason that Foundation gives in its prose: `… around line 3, column 7.`
    private static func place(of error: any Error) -> (line: Int?, reason: String) {
        var reason = "\(error)"
        if case DecodingError.dataCorrupted(let context) = error {
            let underlying = (context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
            reason = underlying ?? context.debugDescription
        } else if case DecodingError.keyNotFound(let key, _) = error {
            reason = "“\(key.stringValue)” is missing"
        } else if case DecodingError.typeMismatch(_, let context) = error {
            reason = context.debugDescription
        }
        let line = reason.firstMatch(of: /around line (\d+)/).flatMap { Int($0.1) }
        return (line, String(reason.prefix(200)))
    }
}
