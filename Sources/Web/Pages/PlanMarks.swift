import Domain
import Foundation

/// The marks of the plan as the browser's `<live-plan>` takes them; the feed sends the same objects.
public enum PlanMarks {
    public struct Mark: Codable, Equatable, Sendable {
        let code: String
        let shape: String
        let state: String
        let rooms: [String]
        let path: String?
    }

    static func json(_ board: BoardReading) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let marks = marks(board.people, board.others)
        return (try? encoder.encode(marks)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    /// A mark for everybody whose place is certain enough to draw.
    public static func marks(_ people: [PersonReading], _ others: [OtherMark]) -> [Mark] {
        let people = people.compactMap { person -> Mark? in
            let rooms: [String]
            switch person.place {
            case .room(let id): rooms = [id.text]
            case .between(let a, let b): rooms = [a.text, b.text]
            case .notDetermined, .notEntered: return nil
            }
            return Mark(
                code: person.code,
                shape: person.isHeld ? "person" : "visitor",
                state: person.standing.rawValue,
                rooms: rooms,
                path: SitePath.stay(person.stay).string
            )
        }
        return people
            + others.map {
                Mark(code: $0.code, shape: $0.shape.rawValue, state: "normal", rooms: [$0.room.text], path: nil)
            }
    }

    /// Heads in each room, of everybody whose room is certain.
    static func heads(_ board: BoardReading) -> [Code<Kind.Room>: Int] {
        var heads: [Code<Kind.Room>: Int] = [:]
        for person in board.people {
            if case .room(let id) = person.place { heads[id, default: 0] += 1 }
        }
        return heads
    }
}
