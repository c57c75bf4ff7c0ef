internal import ArgumentParser
internal import Centre
internal import CentreFiles
internal import Foundation
internal import Journal
internal import Logging
internal import Store

/// Runs a centre.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a centre.",
        discussion: """
            Each option may also be set as an environment variable: RINGFENCE_HTTP and so on.
            Exit codes: 0 stopped · 64 usage · 65 bad centre files · 74 a sync failed · 75 the folder is locked · \
            78 unsafe settings · 79 behind the signed size.
            """
    )

    @Option(help: "The folder with centre.yaml, plan.geojson and policy/.") var centre: String?
    @Option(help: "The data folder; made at the first start.") var data: String?
    @Option(help: "The key folder, outside the data folder; made at the first start.") var keys: String?
    @Option(help: "Where to listen, 127.0.0.1:8080 if nothing is said; port 0 is a free port.") var http: String?
    @Option(help: "The site's broker, as mqtt://127.0.0.1:1883.") var mqtt: String?
    @Option(help: "A demonstration clock: T@X begins at T and runs X times as fast.") var clock: String?
    @Flag(help: "Plain HTTP, on a loopback address only.") var insecureLoopback = false

    /// What a flag says, or else the environment variable of its name.
    private func option(_ flag: String?, _ name: String) -> String? {
        flag ?? ProcessInfo.processInfo.environment["RINGFENCE_\(name)"]
    }

    private func folder(_ flag: String?, _ name: String) throws -> URL {
        guard let path = option(flag, name) else {
            throw ValidationError("say --\(name.lowercased()) FOLDER, or set RINGFENCE_\(name)")
        }
        return URL(filePath: path)
    }

    func run() async throws {
        let configuration = try configuration()
        var logger = Logger(label: "ringfence") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        do {
            let centre = try await Centre.build(configuration, logger: logger)
            let key = centre.store.keys.journalKey.verifier.text
            let scheme = configuration.isInsecure ? "http" : "https"
            try await centre.run { port in
                print("ready http=\(scheme)://\(configuration.host):\(port) journal-key=\(key)")
                fflush(nil)
            }
        } catch let report as FaultReport {
            refuse("\(report)", code: 65)
        } catch let locked as DataFolder.Locked {
            refuse("another process uses this folder (\(locked.path)); stop it or use another", code: 75)
        } catch let refusal as StartRefusal {
            refuse(refusal.sentence, code: refusal.exitCode)
        } catch let fault as KeyFolder.Fault {
            refuse(fault.sentence, code: 78)
        } catch let fault as JournalFault {
            refuse("the journal is older than, or other than, what was signed: \(fault)", code: 79)
        }
    }

    private func configuration() throws -> Configuration {
        let http = option(http, "HTTP") ?? "127.0.0.1:8080"
        guard let colon = http.lastIndex(of: ":"), let port = Int(http[http.index(after: colon)...]),
            (0...65_535).contains(port)
        else { throw ValidationError("--http is HOST:PORT, such as 127.0.0.1:8080") }
        var demonstration: Configuration.DemonstrationClock?
        if let clock = option(clock, "CLOCK") {
            demonstration = Configuration.DemonstrationClock(clock)
            if demonstration == nil {
                throw ValidationError("--clock is a time and a speed, such as 2026-03-02T08:00:00+08:00@60")
            }
        }
        return Configuration(
            centre: try folder(centre, "CENTRE"),
            data: try folder(data, "DATA"),
            keys: try folder(keys, "KEYS"),
            host: String(http[..<colon]),
            port: port,
            broker: option(mqtt, "MQTT"),
            clock: demonstration,
            isInsecure: insecureLoopback || option(nil, "INSECURE_LOOPBACK") == "1"
        )
    }

    private func refuse(_ sentence: String, code: Int32) -> Never {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
        Foundation.exit(code)
    }
}
