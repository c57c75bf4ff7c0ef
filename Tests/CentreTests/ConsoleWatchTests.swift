import Domain
import Events
import Foundation
import Testing

@testable import Centre

/// Consoles as they come, answer, freeze and go, in text tables: `second who verb`, or
/// `second look people | what is new`.
struct ConsoleWatchTests {
    private static let stories = [
        "a console that answers stands": """
        0 desk open
        4 desk answer
        8 desk answer
        20 look 3 | -
        """,
        "one that answers no more is lost within fifteen seconds, and told once": """
        0 desk open
        0 boss open
        4 desk answer
        12 boss answer
        16 look 3 | -
        17 look 3 | lost desk
        18 look 3 | -
        """,
        "it comes back with its first answer, and not by connecting anew": """
        0 desk open
        0 boss answer
        12 boss answer
        13 look 3 | lost desk
        14 desk open
        14 look 3 | -
        15 desk answer
        15 look 3 | back desk
        16 look 3 | -
        """,
        "from page to page it is never lost": """
        0 desk open
        4 desk answer
        6 desk leave
        9 desk open
        9 desk answer
        18 look 3 | -
        """,
        "nor where the new page is heard before the old one's farewell": """
        0 desk open
        6 desk answer
        6 desk leave
        10 desk answer
        14 desk answer
        26 look 3 | -
        """,
        "whose page was closed is not missed": """
        0 desk open
        0 boss open
        5 desk leave
        16 boss answer
        20 look 3 | -
        28 look 3 | -
        """,
        "nor who signed out": """
        0 desk open
        5 desk end
        9 boss answer
        20 look 3 | -
        """,
        "of a lost one whose session ends nobody waits any more": """
        0 desk open
        9 boss answer
        13 look 3 | lost desk
        14 desk end
        18 look 3 | gone desk
        19 look 3 | -
        """,
        "a lost one that wakes up and closes is back first": """
        0 desk open
        9 boss answer
        13 look 3 | lost desk
        14 desk leave
        15 look 3 | back desk
        21 boss answer
        27 look 3 | -
        """,
        "where the last one falls silent nobody watches": """
        0 desk open
        13 look 3 | lost desk, unattended 3
        14 look 3 | -
        20 boss open
        21 look 3 | attended
        """,
        "an empty area needs nobody": """
        0 desk open
        4 desk leave
        30 look 0 | -
        31 look 1 | unattended 1
        32 look 0 | attended
        """,
        "a start waits for browsers to come back": """
        12 look 2 | -
        13 look 2 | unattended 2
        """,
    ]

    @Test(arguments: stories.keys.sorted())
    func story(_ name: String) throws {
        var watch = ConsoleWatch()
        var ended: Set<String> = []
        for line in (Self.stories[name] ?? "").split(separator: "\n") {
            let halves = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let words = halves[0].split(separator: " ").map(String.init)
            let elapsed = Duration.seconds(try #require(Int64(words[0])))
            let moment = ConsoleWatch.Moment(elapsed: elapsed, at: Instant(seconds: 0) + elapsed)
            if words[1] == "look" {
                let people = try #require(Int(words[2]))
                let look = watch.look(at: elapsed, ended: ended.contains) { people }
                watch.take(look)
                let told = look.news.map(Self.told).joined(separator: ", ")
                #expect((told.isEmpty ? "-" : told) == halves[1], "\(line)")
                continue
            }
            switch words[2] {
            case "open": watch.open(words[1], at: moment) { Self.console(words[1]) }
            case "answer": watch.hear(words[1], at: moment) { Self.console(words[1]) }
            case "leave": watch.leave(words[1], at: moment)
            case "end": ended.insert(words[1])
            case let other: Issue.record("\(other) is no verb")
            }
        }
    }

    @Test func noMoreConsolesAreWatchedThanTheFeedHasListenersButTheyCount() {
        var watch = ConsoleWatch()
        func moment(_ second: Int) -> ConsoleWatch.Moment {
            .init(elapsed: .seconds(second), at: Instant(seconds: Int64(second)))
        }
        for number in 0...ConsoleWatch.limit { watch.open("\(number)", at: moment(0)) { Self.console("\(number)") } }
        #expect(watch.consoles.count == ConsoleWatch.limit)

        watch.hear("one more", at: moment(9)) { Self.console("one more") }
        let look = watch.look(at: .seconds(13), ended: { _ in false }, people: { 3 })
        #expect(watch.consoles.count == ConsoleWatch.limit)
        #expect(look.news.count == ConsoleWatch.limit && !look.news.contains(.unattended(people: 3)))
    }

    /// Between the look and its record somebody answered.
    @Test func whoIsHeardMeanwhileIsNotForgotten() {
        var watch = ConsoleWatch()
        let start = ConsoleWatch.Moment(elapsed: .zero, at: Instant(seconds: 0))
        watch.open("desk", at: start) { Self.console("desk") }
        watch.leave("desk", at: start)
        let look = watch.look(at: .seconds(13), ended: { _ in false }, people: { 0 })
        watch.hear("desk", at: .init(elapsed: .seconds(13), at: Instant(seconds: 13))) { Self.console("desk") }
        watch.take(look)

        #expect(look.over.keys.sorted() == ["desk"])
        #expect(watch.consoles["desk"] != nil)
    }

    private static func console(_ name: String) -> Console {
        Console(id: ID(UInt128(name.utf8.reduce(0) { $0 * 31 + Int($1) })), account: ID(1), role: .custodian)
    }

    private static func told(_ news: ConsoleWatch.News) -> String {
        func name(_ console: Console) -> String {
            ["desk", "boss"].first { Self.console($0) == console } ?? "somebody"
        }
        return switch news {
        case .lost(let console, _): "lost \(name(console))"
        case .back(let console): "back \(name(console))"
        case .gone(let console): "gone \(name(console))"
        case .unattended(let people): "unattended \(people)"
        case .attended: "attended"
        }
    }
}
