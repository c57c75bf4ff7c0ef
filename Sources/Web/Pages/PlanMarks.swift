import Domain
import Foundation

/// The marks of the plan as the browser's `<live-plan>` takes them; the feed sends the same objects.
enum PlanMarks {
    struct Mark: Codable, Equatable {
        let code: String
        let shape: String
        let state: String
        let rooms: [String]
        let path: String?
    }

    static func json(_ board: BoardReading) -> String {
        let people = board.people.compactMap { person -> Mark? in
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
        let others = board.others.map {
            Mark(code: $0.code, shape: $0.shape.rawValue, state: "normal", rooms: [$0.room.text], path: nil)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(people + others)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
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
