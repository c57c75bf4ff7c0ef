import Clients
import Domain
import Foundation
import Premises
import Simulation
import Testing

struct ShiftRecordTests {
    @Test func aRecordIsReadAsItWasWritten() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "shift-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        var record = ShiftRecord(seed: 7, start: Instant(seconds: 1_772_409_600), extent: .init(hours: 24, people: 96))
        record.lived = 28_800
        record.guests[3] = EntryDesk.Guest(stay: "00ff", end: "released")
        record.deeds.append(.init(second: 12, words: Intervention.pressSOS(Code(checked: "T101")).words))
        try record.write(to: file)
        #expect(ShiftRecord(at: file) == record)
        #expect(ShiftRecord(at: file.appendingPathExtension("none")) == nil)
    }

    @Test(arguments: [
        Intervention.pressSOS(Code(checked: "T101")), .cutStrap(Code(checked: "T101")),
        .walk(Code(checked: "T101"), into: Code(checked: "general-store")), .officerLeaves(Code(checked: "C-P2001")),
        .forgetCard(Code(checked: "C-P2001")), .fetchCard(Code(checked: "C-P2001")), .unplug(Code(checked: "S1")),
        .plugIn(Code(checked: "S1")), .swapTags(Code(checked: "T101"), Code(checked: "T102")), .breach(.overstay),
        .bus(30),
    ])
    func aDeedIsReadAsItWasSaid(_ deed: Intervention) {
        #expect(Intervention(words: deed.words) == deed)
    }

    @Test(arguments: [
        [:], ["deed": "dance"], ["deed": "walk", "tag": "T101"], ["deed": "press-sos", "tag": "no such thing"],
        ["deed": "swap-tags", "tag": "T101", "other": "T101"], ["deed": "bus", "count": "many"],
    ])
    func whatMakesNoSenseIsNoDeed(_ words: [String: String]) {
        #expect(Intervention(words: words) == nil)
    }
}
