internal import Foundation
internal import GRDB

/// The numbered migrations, each run once and in its own transaction, forward only.
enum Schema {
    static let migrations: [(name: String, sql: [UInt8])] = [
        ("m0001_centre", PackageResources.m0001_centre_sql),
        ("m0002_access", PackageResources.m0002_access_sql),
        ("m0003_silences", PackageResources.m0003_silences_sql),
        ("m0004_exits", PackageResources.m0004_exits_sql),
        ("m0005_known_browsers", PackageResources.m0005_known_browsers_sql),
        ("m0006_escalations", PackageResources.m0006_escalations_sql),
        ("m0007_alarm_news", PackageResources.m0007_alarm_news_sql),
    ]

    static func migrate(_ writer: some DatabaseWriter) throws {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name) { db in
                try db.execute(sql: String(decoding: migration.sql, as: UTF8.self))
            }
        }
        try migrator.migrate(writer)
    }

    /// What the database holds, in a form two databases can be compared by.
    static func dump(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                select type || ' ' || name || ' ' || sql from sqlite_master
                where sql is not null and name not like 'grdb_%' and name not like 'sqlite_%' order by type, name
                """
        )
    }
}
