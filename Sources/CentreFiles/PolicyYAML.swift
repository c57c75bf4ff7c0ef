import Domain
import Policy
import Premises

extension SourceFile {
    /// The parts of the policy that the file holds, each with its days in force.
    func policyEntries(zone: Zone, faults: FaultList) -> [PlacedEntry] {
        let keys = ["effectiveFrom", "effectiveTo", "clocks", "flow", "rooms", "rules"]
        guard let file = YAMLSection(self, keys: keys, faults: faults) else { return [] }
        let reading = PolicyReading(file: file, zone: zone)
        return reading.clocks() + reading.flows() + reading.rooms() + reading.rules()
    }
}

/// Reads one policy file.
struct PolicyReading {
    /// Keys that every part may have.
    static let heading = ["article", "unconfirmed", "judgedAt", "effectiveFrom", "effectiveTo"]

    let file: YAMLSection
    let zone: Zone

    func placed(_ content: PolicyEntry.Content, _ section: YAMLSection) -> PlacedEntry? {
        inForce(section).map { span in
            PlacedEntry(entry: PolicyEntry(content, inForce: span), file: section.file, line: section.line)
        }
    }

    /// Article, doubt and moment of a part. Without an article nothing is law.
    func provision(_ section: YAMLSection, judgedAt standard: Provision.Moment) -> Provision? {
        let article = section.bilingual("article", needed: false)
        if !section.has("article") {
            section.fault(
                nil,
                zh: "没有写明法条",
                en: "a policy without an article",
                write: "写 article: 法规名和条号",
                "write article: the regulation and its number"
            )
        }
        let isUnconfirmed = section.flag("unconfirmed")
        let moment = section.choice("judgedAt", Provision.Moment.self, default: standard)
        guard let article, let moment else { return nil }
        return Provision(article: article, isUnconfirmed: isUnconfirmed, judgedAt: moment)
    }

    /// From the first to the last day, both included; what the part does not say the file says for all.
    private func inForce(_ section: YAMLSection) -> Span? {
        let from = section.has("effectiveFrom") ? section : file
        let to = section.has("effectiveTo") ? section : file
        guard from.has("effectiveFrom") else {
            section.missing("effectiveFrom", example: "2026-01-01")
            return nil
        }
        guard let start = from.day("effectiveFrom", in: zone) else { return nil }
        guard to.has("effectiveTo") else { return Span(from: start) }
        guard let end = to.day("effectiveTo", in: zone, plus: 1) else { return nil }
        guard end > start else {
            to.fault(
                "effectiveTo",
                zh: "失效早于生效",
                en: "effectiveTo is before effectiveFrom",
                write: "写最后一天",
                "write the last day in force"
            )
            return nil
        }
        return Span(from: start, until: end)
    }
}
