internal import Foundation

/// `ringfence-bench observations CENTRE SECONDS [BLINKS]` · `ringfence-bench history CENTRE DATA KEYS STAYS` ·
/// `ringfence-bench dossier DATA KEYS RECORDS FILE`: the parts of `make bench` that need our own code; the rest of it
/// is `Scripts/bench`. Each prints one line of JSON.
/// `ringfence-bench masking CENTRE SECONDS` is `make bench-masking` and prints a table.
@main
struct Bench {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        switch (words.first, words.count) {
        case ("observations", 3...4):
            guard let seconds = Int(words[2]), let blinks = Int(words.count == 4 ? words[3] : "1") else { usage() }
            try ObservationBench(centre: words[1], seconds: seconds, blinks: blinks).run()
        case ("history", 5):
            guard let stays = Int(words[4]) else { usage() }
            try await HistoryBench(centre: words[1], data: words[2], keys: words[3]).build(stays: stays)
        case ("dossier", 5):
            guard let records = Int(words[3]), records > 0 else { usage() }
            try DossierBench(data: words[1], keys: words[2]).write(records: records, to: words[4])
        case ("masking", 3):
            guard let seconds = Int(words[2]), seconds > 0 else { usage() }
            guard try MaskingBench(centre: words[1], seconds: seconds).run() else { exit(1) }
        case _: usage()
        }
    }

    private static func usage() -> Never {
        FileHandle.standardError.write(
            Data(
                """
                usage: observations CENTRE SECONDS [BLINKS] | history CENTRE DATA KEYS STAYS
                     | dossier DATA KEYS RECORDS FILE | masking CENTRE SECONDS

                """.utf8
            )
        )
        exit(64)
    }
}
