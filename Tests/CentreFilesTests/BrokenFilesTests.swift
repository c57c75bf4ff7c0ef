import CentreFiles
import Domain
import Premises
import Testing

@Suite struct BrokenFilesTests {
    /// SplitMix64: the same damage in every run.
    private struct Damage: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test(arguments: ["centre.yaml", "staff.yaml", "policy/clocks.yaml", "policy/flow.yaml", "policy/rules.yaml"])
    func aDamagedFileIsReadOrRefusedButNeverCrashes(_ name: String) throws {
        let centre = try TemporaryCentre()
        try centre.write("{\"features\": []}", to: "plan.geojson")
        let whole = try centre.bytes(of: name)
        for seed in 0..<60 {
            try centre.write(damaged(whole, seed: UInt64(seed)), to: name)
            #expect(centre.faults().contains("plan.geojson the plan has no room"))
        }
    }

    @Test func aDamagedPlanIsReadOrRefusedButNeverCrashes() throws {
        let flat = try TemporaryCentre()
        let whole = try flat.bytes(of: "plan.geojson")
        for seed in 0..<40 {
            try flat.write(damaged(whole, seed: UInt64(seed)), to: "plan.geojson")
            do {
                let plan = try CentreFiles.loadPlan(flat.path + "/plan.geojson")
                #expect(!plan.rooms.isEmpty)
            } catch {
                #expect(error.faults.allSatisfy { $0.file == "plan.geojson" })
            }
        }
    }

    @Test(arguments: [
        String(repeating: "[", count: 200_000), String(repeating: "{a: ", count: 50_000), "- a\n- b", "&a [*a]",
        "a: &a [x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]", "\u{0}", "%YAML 9.9\n---\n", "a: 1\na: 2", "? [x]\n: y", "",
    ])
    func hostileYAMLIsAFault(_ text: String) throws {
        let centre = try TemporaryCentre()
        try centre.write(text, to: "centre.yaml")
        #expect(centre.faults().contains { $0.hasPrefix("centre.yaml") })
    }

    @Test(arguments: [
        String(repeating: "[", count: 200_000), "[]", "{}", "{\"features\": {}}", "{\"features\": [1, null, []]}",
        "{\"features\": [{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1e999, 2]]]}}]}", "\u{0}", "",
    ])
    func hostileJSONIsAFault(_ text: String) throws {
        let centre = try TemporaryCentre()
        try centre.write(text, to: "plan.geojson")
        #expect(centre.faults().contains { $0.hasPrefix("plan.geojson") })
    }

    private func damaged(_ bytes: [UInt8], seed: UInt64) -> [UInt8] {
        var generator = Damage(state: seed)
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(at..<min(bytes.count, at + 30))
            case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 30)], at: at)
            case _: bytes[at] = Array("[]{}:-,\"\n &*#".utf8).randomElement(using: &generator) ?? 0
            }
        }
        return bytes
    }
}
