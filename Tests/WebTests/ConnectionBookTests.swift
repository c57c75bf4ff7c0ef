import Synchronization
import Testing

@testable import Web

struct ConnectionBookTests {
    private let book = ConnectionBook(limits: .init(connections: 4, perAddress: 2))
    private let closed = Closed()

    @Test func oneTooManyOfAnAddressDisplacesItsOldestAndNobodyElse() throws {
        let first = try #require(open("10.0.0.1", "a"))
        _ = open("10.0.0.1", "b")
        _ = open("10.0.0.2", "c")
        _ = open("10.0.0.1", "d")

        #expect(closed.names == ["a"])
        #expect(book.count == 3)
        book.close(first)
        #expect(book.count == 3)
    }

    @Test func whereEverythingIsTakenTheAddressWithMostGivesWay() {
        _ = open("10.0.0.1", "a")
        _ = open("10.0.0.1", "b")
        _ = open("10.0.0.2", "c")
        _ = open("10.0.0.3", "d")

        #expect(open("10.0.0.4", "e") != nil)
        #expect(closed.names == ["a"])
    }

    @Test func whatIsBeingAnsweredIsNeverDisplaced() throws {
        let first = try #require(open("10.0.0.1", "a"))
        let second = try #require(open("10.0.0.1", "b"))
        book.beginAnswer(first)
        #expect(open("10.0.0.1", "c") != nil)
        #expect(closed.names == ["b"])
        book.close(second)

        book.endAnswer(first)
        #expect(open("10.0.0.1", "d") != nil)
        // The answer just given was a sign of life: the other one has been silent for longer.
        #expect(closed.names == ["b", "c"])
    }

    @Test func whereEverythingIsBeingAnsweredANewOneIsRefused() throws {
        for name in ["a", "b"] { book.beginAnswer(try #require(open("10.0.0.1", name))) }

        #expect(open("10.0.0.1", "c") == nil)
        #expect(open("10.0.0.2", "d") != nil)
        #expect(closed.names.isEmpty)
    }

    private func open(_ address: String, _ name: String) -> ConnectionBook.Ticket? {
        book.open(address) { [closed] in closed.add(name) }
    }
}

private final class Closed: Sendable {
    private let list = Mutex<[String]>([])

    var names: [String] { list.withLock { $0 } }
    func add(_ name: String) { list.withLock { $0.append(name) } }
}
