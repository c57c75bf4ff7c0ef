import Domain
import Premises

/// A small right plan to be spoilt: a hall with the way in, a holding room, an interrogation room, a guard post.
enum Drafts {
    static func square(_ x: Double, _ y: Double, _ side: Double = 4) -> PlanFeature.Shape {
        .rings([[Point(x, y), Point(x + side, y), Point(x + side, y + side), Point(x, y + side), Point(x, y)]])
    }

    static func room(
        _ id: String,
        _ kind: String,
        _ shape: PlanFeature.Shape,
        _ more: [String: PlanValue] = [:]
    ) -> (String?, PlanFeature.Shape, [String: PlanValue]) {
        let basics: [String: PlanValue] = ["feature": .text("room"), "kind": .text(kind), "name": .text("房间 Room")]
        return (id, shape, basics.merging(more) { $1 })
    }

    static func door(
        _ id: String,
        _ from: String,
        _ to: String,
        _ x: Double,
        _ y: Double,
        _ more: [String: PlanValue] = [:]
    ) -> (String?, PlanFeature.Shape, [String: PlanValue]) {
        let joins = PlanValue.list([.text(from), .text(to)])
        return (id, .point(Point(x, y)), ["feature": .text("door"), "joins": joins].merging(more) { $1 })
    }

    static func camera(
        _ id: String,
        sees: String,
        picture: String = "recorded",
        sound: String = "none"
    ) -> (String?, PlanFeature.Shape, [String: PlanValue]) {
        (
            id, .point(Point(1, 1)),
            [
                "feature": .text("camera"), "sees": .list([.text(sees)]), "picture": .text(picture),
                "sound": .text(sound),
            ]
        )
    }

    static func station(_ id: String, _ x: Double, _ y: Double) -> (String?, PlanFeature.Shape, [String: PlanValue]) {
        (id, .point(Point(x, y)), ["feature": .text("station"), "z": .number(2.5)])
    }

    static let right = [
        room("hall", "corridor", square(0, 0)),
        room("cell", "holding", square(4, 0), ["watch": .text("fromPost:post")]),
        room("talk", "interrogation", square(0, 4)),
        room("post", "guardPost", square(4, 4)),
        door("d-in", "outside", "hall", 2, 0),
        door("d-cell", "hall", "cell", 4, 2),
        door("d-talk", "hall", "talk", 2, 4),
        door("d-post", "talk", "post", 4, 6),
        station("S1", 1, 1),
        camera("C1", sees: "cell"),
    ]

    static func draft(_ features: [(String?, PlanFeature.Shape, [String: PlanValue])]) -> PlanDraft {
        PlanDraft(
            name: Bilingual(zh: "图", en: "plan"),
            features: features.enumerated().map { index, feature in
                PlanFeature(position: index + 1, id: feature.0, shape: feature.1, properties: feature.2)
            }
        )
    }

    /// The faults of the right plan with some features in place of those with the same id, and new ones added.
    static func faults(
        with changed: (String?, PlanFeature.Shape, [String: PlanValue])...,
        without dropped: String? = nil,
        as kind: CentreKind = .countyCentre
    ) -> [PlanFault] {
        var features = right.filter { $0.0 != dropped }
        for feature in changed {
            if let index = features.firstIndex(where: { $0.0 == feature.0 }) {
                features[index] = feature
            } else {
                features.append(feature)
            }
        }
        do {
            _ = try draft(features).checked(as: kind)
            return []
        } catch {
            return error.faults
        }
    }
}
