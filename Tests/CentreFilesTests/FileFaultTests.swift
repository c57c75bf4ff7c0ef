import CentreFiles
import Domain
import Premises
import Testing

@Suite struct FileFaultTests {
    private let centre: TemporaryCentre

    init() throws {
        centre = try TemporaryCentre()
    }

    private func policy(_ text: String) throws -> [String] {
        for name in ["clocks", "flow", "rooms", "rules"] { try? centre.remove("policy/\(name).yaml") }
        try centre.write("effectiveFrom: 2013-01-01\n" + text, to: "policy/p.yaml")
        return centre.faults()
    }

    @Test func aPolicyWithoutArticleIsRefused() throws {
        let found = try policy("clocks:\n  - ground: summons\n    persons: [criminalSuspect]\n    limit: 12 h\n")
        #expect(found == ["policy/p.yaml:3 a policy without an article"])
    }

    @Test func limitsOutOfOrderAreRefused() throws {
        let found = try policy(
            """
            clocks:
              - ground: summons
                persons: [criminalSuspect]
                limit: 24 h
                protected: 48 h
                warnings: [30 h]
                extensions:
                  - {limit: 12 h, approver: departmentHead, condition: c, article: a}
                article: a
            """
        )
        #expect(
            found == [
                "policy/p.yaml:9 limits out of order: 12 h after 24 h",
                "policy/p.yaml:6 protected is longer than limit",
                "policy/p.yaml:7 a warning 30 h before a limit of 24 h",
            ]
        )
    }

    @Test func anUnknownRuleParameterOrKeyIsNamed() throws {
        let found = try policy(
            """
            rules:
              lone-oficer: {level: first, title: t, article: a}
              overstay: {level: first, title: t, article: a, silent: 3 s}
              tag-battery: {level: fourth, title: t, article: a, below: 120}
            """
        )
        #expect(
            found == [
                "policy/p.yaml:3 unknown key “lone-oficer”",
                "policy/p.yaml:4 unknown key “silent”",
                "policy/p.yaml:5 “fourth” is no level",
                "policy/p.yaml:5 “120” is no below",
            ]
        )
    }

    @Test func aDurationHasAUnit() throws {
        let found = try policy("rules:\n  tag-silent: {level: first, title: t, article: a, silent: 60}\n")
        #expect(found == ["policy/p.yaml:3 “60” is no silent"])
    }

    @Test func aWarningComesBeforeItsAlarm() throws {
        let found = try policy(
            "rules:\n  lone-officer: {level: first, title: t, article: a, warning: 3 min, escalation: [9 s, 5 s]}\n"
        )
        #expect(
            found == [
                "policy/p.yaml:3 the warning is not before the alarm",
                "policy/p.yaml:3 the escalation is out of order",
            ]
        )
    }

    /// Whom a ground may hold is law, so it stands in the policy; a witness is held on none.
    @Test func aClockSaysWhomItsGroundMayHold() throws {
        let found = try policy(
            """
            clocks:
              - {ground: summons, limit: 12 h, article: a}
              - {ground: arrest, persons: [criminalSuspect, witness], limit: 12 h, article: a}
              - {ground: oralSummons, persons: [suspect], limit: 12 h, article: a}
              - {ground: compelledAppearance, persons: [], limit: 12 h, article: a}
            """
        )
        #expect(
            found == [
                "policy/p.yaml:3 “persons” is missing",
                "policy/p.yaml:4 only suspects can be held",
                "policy/p.yaml:5 “suspect” is no persons",
                "policy/p.yaml:6 written so, the ground may hold nobody",
            ]
        )
    }

    @Test func effectiveDatesDoNotOverlap() throws {
        let found = try policy(
            """
            clocks:
              - {ground: summons, persons: [criminalSuspect], limit: 12 h, article: a, effectiveTo: 2026-01-01}
              - {ground: summons, persons: [criminalSuspect], limit: 24 h, article: a, effectiveFrom: 2026-01-01}
            """
        )
        #expect(found == ["policy/p.yaml:4 the effective dates overlap with policy/p.yaml:3"])
    }

    @Test func datesExistAndStandInOrder() throws {
        let found = try policy(
            """
            clocks:
              - {ground: summons, persons: [criminalSuspect], limit: 12 h, article: a, effectiveFrom: 2026-02-30}
              - {ground: arrest, persons: [criminalSuspect], limit: 12 h, article: a, effectiveTo: 2012-01-01}
            """
        )
        #expect(
            found == [
                "policy/p.yaml:3 “2026-02-30” is no effectiveFrom",
                "policy/p.yaml:4 effectiveTo is before effectiveFrom",
            ]
        )
    }

    @Test func aStepThatTheFlowDoesNotHaveCannotBeAskedFor() throws {
        let found = try policy(
            """
            flow:
              - person: witness
                article: a
                steps: [{step: interview, in: [intervew]}]
                before: [{rooms: [interview], steps: [safety-check]}]
            """
        )
        #expect(
            found == [
                "policy/p.yaml:5 “intervew” is no in",
                "policy/p.yaml:6 the step safety-check is not in this flow",
            ]
        )
    }

    @Test func allFilesAreToldOfAtOnce() throws {
        try centre.write("code: x\nname: n\nkind: countyCenter\nzone: Asia/Shangai\n", to: "centre.yaml")
        try centre.write("{\"features\": [", to: "plan.geojson")
        try centre.write("staff:\n  - {code: A, card: C, rank: chief, sex: male, name: n}\n", to: "staff.yaml")
        try centre.write("rules: [", to: "policy/rules.yaml")
        let files = Set(centre.faults().map { $0.prefix { $0 != ":" && $0 != " " } })
        #expect(files == ["centre.yaml", "plan.geojson", "staff.yaml", "policy/rules.yaml"])
        let shown = centre.faults()
        #expect(shown.contains("centre.yaml:3 “countyCenter” is no kind"))
        #expect(shown.contains("centre.yaml:4 “Asia/Shangai” is no zone"))
        #expect(shown.contains("staff.yaml:2 “chief” is no rank"))
    }

    @Test func aMissingFileIsAFault() throws {
        try centre.remove("plan.geojson")
        #expect(centre.faults() == ["plan.geojson the file is missing or cannot be read"])
        try centre.remove("policy")
        #expect(centre.faults().contains("policy there is no policy file"))
    }

    @Test func aFileOverItsLimitIsRefused() throws {
        try centre.write([UInt8](repeating: 0x20, count: (1 << 20) + 1), to: "staff.yaml")
        #expect(centre.faults() == ["staff.yaml the file is too large"])
    }

    @Test func cardsAndDevicesAreTheirOwn() throws {
        try centre.write(
            """
            staff:
              - {code: A, card: C, rank: police, sex: male, name: n}
              - {code: B, card: C, rank: police, sex: male, name: n}
            """,
            to: "staff.yaml"
        )
        var text = String(decoding: try centre.bytes(of: "centre.yaml"), as: UTF8.self)
        text = text.replacing("room: control-room", with: "room: contrl-room", maxReplacements: 1)
        try centre.write(text, to: "centre.yaml")
        #expect(
            centre.faults() == [
                "staff.yaml:3 duplicate card C",
                "centre.yaml [card-control] the device stands in “contrl-room”, which is no room",
            ]
        )
    }

    @Test func aFaultSaysWhatToWriteInBothLanguages() throws {
        try centre.write("code: x\nname: n\nkind: countyCenter\nzone: UTC\n", to: "centre.yaml")
        let report = #expect(throws: FaultReport.self) { try CentreFiles.load(centre.path) }
        #expect(
            report?.description
                == "centre.yaml:3: kind 的值“countyCenter”不对 · “countyCenter” is no kind "
                + "→ 写 countyCentre · write countyCentre"
        )
    }
}
