import Foundation
import GRDB
import Testing

@testable import Store

/// A page over a long history costs what it costs over a short one as long as no query walks over a whole table.
struct QueryPlanTests {
    /// Tables that grow with the years; the others have a row for each device, account or member of the staff.
    private static let growing = ["record", "content", "person_key", "stay", "alarm", "session", "look"]
    /// `check` reads everything, and is meant to.
    private static let wholeReads = [
        "select number, leaf from record order by number", "select id from content",
    ]

    @Test func noQueryWalksOverAGrowingTable() throws {
        let statements = try Self.statements()
        let database = try DatabaseQueue()
        try Schema.migrate(database)

        #expect(statements.count > 25, "the statements were not found")
        for statement in statements where !Self.wholeReads.contains(statement) {
            let plan = try database.read { db in
                try Row.fetchAll(
                    db,
                    sql: "explain query plan " + statement,
                    arguments: StatementArguments([String?](repeating: nil, count: statement.count { $0 == "?" }))
                ).map { $0["detail"] as String }
            }
            let walks = plan.filter { step in Self.growing.contains { step.hasPrefix("SCAN \($0)") } }
            // Along an index from its end until there is enough, or over one that holds only what is asked for.
            let isShort = statement.hasSuffix("limit ?") || statement.contains("kind = 'centre.file-taken'")
            #expect(walks.allSatisfy { isShort && $0.contains("USING INDEX") }, "\(statement): \(plan)")
        }
    }

    /// Whoever left long ago costs nothing: a past minute is found over the exits since then.
    @Test func aPastMinuteIsFoundOverTheExitsSinceThen() throws {
        let database = try DatabaseQueue()
        try Schema.migrate(database)
        let query = try #require(try Self.statements().first { $0.contains("'stay.exited'") })
        let plan = try database.read { db in
            try Row.fetchAll(db, sql: "explain query plan " + query, arguments: [0, 0]).map { $0["detail"] as String }
        }

        #expect(plan.first == "SEARCH record USING INDEX record_of_exit (occurred_us>?)", "\(plan)")
    }

    /// A limit of some hours may lie between what an alarm is about and its steps: they have an index of their own.
    @Test func theStepsOfAnAlarmAreFoundAmongTheStepsAlone() throws {
        let database = try DatabaseQueue()
        try Schema.migrate(database)
        let query = try #require(try Self.statements().first { $0.contains("'alarm.escalated'") })
        let plan = try database.read { db in
            try Row.fetchAll(db, sql: "explain query plan " + query, arguments: [nil]).map { $0["detail"] as String }
        }

        #expect(
            plan.last == "SEARCH record USING INDEX record_of_escalation (number>? AND number<?)",
            "\(plan)"
        )
    }

    /// The queries that stand in the sources of `Store`, each on one line.
    private static func statements() throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Store")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "swift" }.flatMap { file in
            let text = try String(contentsOf: file, encoding: .utf8)
            return text.matches(of: /"""\s*\n\s*(select[^"]*?)\s*"""|"(select[^"\n]*)"/).compactMap { match in
                (match.1 ?? match.2).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            }
        }.filter { !$0.contains("\\(") }
    }
}
