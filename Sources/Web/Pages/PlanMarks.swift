import Domain
import Foundation
public import Premises

/// The marks of the plan as the browser's `<live-plan>` takes them; the feed sends the same objects.
public enum PlanMarks {
    public struct Mark: Codable, Equatable, Sendable {
        let code: String
        let shape: String
        let state: String
        let room: String
        /// Where an uncertain mark is drawn, in the coordinates of the drawing.
        let at: [Double]?
        let path: String?
    }

    static func json(_ people: [PersonReading], _ others: [OtherMark], _ plan: FloorPlan) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let marks = marks(people, others, plan)
        return (try? encoder.encode(marks)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    /// A mark for everybody whose place is certain enough to draw.
    public static func marks(_ people: [PersonReading], _ others: [OtherMark], _ plan: FloorPlan) -> [Mark] {
        let top = PlanDrawing.top(of: plan)
        let people = people.compactMap { person -> Mark? in
            let room: Room.ID
            var at: [Double]?
            switch person.place {
            case .room(let id): room = id
            case .uncertain(let id, let point):
                room = id
                at = [point.x, top - point.y].map { ($0 * 100).rounded() / 100 }
            case .notDetermined, .notEntered: return nil
            }
            return Mark(
                code: person.code,
                shape: person.isHeld ? "person" : "visitor",
                state: person.standing.rawValue,
                room: room.text,
                at: at,
                path: SitePath.stay(person.stay).string
            )
        }
        return people
            + others.map {
                Mark(
                    code: $0.code,
                    shape: $0.shape.rawValue,
                    state: "normal",
                    room: $0.room.text,
                    at: nil,
                    path: nil
                )
            }
    }

    /// Held persons, visitors and staff in each room, of everybody whose room is certain.
    static func heads(_ people: [PersonReading], _ others: [OtherMark]) -> [Code<Kind.Room>: Int] {
        var heads: [Code<Kind.Room>: Int] = [:]
        for person in people {
            if case .room(let id) = person.place { heads[id, default: 0] += 1 }
        }
        for other in others { heads[other.room, default: 0] += 1 }
        return heads
    }
}
