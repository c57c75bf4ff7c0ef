internal import ArgumentParser

@main
struct Ringfence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ringfence",
        abstract: "闭环 · the server of a police case-handling management centre",
        subcommands: [
            Serve.self, AccountCommand.self, DeviceCommand.self, JournalCommand.self, Verify.self, Check.self,
            Rebuild.self, Walk.self, Calibrate.self, Track.self, Rehearse.self, History.self, Simulate.self,
            Replay.self,
        ]
    )
}
