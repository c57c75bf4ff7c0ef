import Domain
public import Policy
import Premises

/// When a charge is low, and when it is well again: readings of a cell waver, so that there is room between both.
public struct ChargeLimit: Hashable, Sendable {
    /// So many per cent above the limit it is well again.
    static let margin = 5

    /// Below this many per cent it is low.
    public let below: Int

    /// As the policy sets it; nil where it sets no such rule.
    public init?(_ rule: Rule?) {
        guard let rule, rule.id == .tagBattery else { return nil }
        below = rule.count(.below)
    }

    /// Whether it is low after this reading.
    public func isLow(_ percent: Int, before wasLow: Bool) -> Bool {
        percent < below || (wasLow && percent < below + Self.margin)
    }
}

/// A worn tag's charge is low.
struct TagBattery: Judge {
    let ruling: Ruling

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.tags.map { .tag($0) }
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard case .tag(let tag) = subject, let view = scene.site.tags[tag] else { return [] }
        guard let limit = ChargeLimit(ruling.rule) else { return [] }
        var findings: [Finding] = []
        for wearing in view.wearings where wearing.wearer.isPerson {
            // A charge is told when it crosses the limit: what was told last may lie before the tag was put on.
            var weak = view.charges.last { $0.at < wearing.from }.flatMap { told in
                limit.isLow(told.percent, before: false) ? Weak(told, since: wearing.from, wearing.event) : nil
            }
            for charge in view.charges where wearing.contains(charge.at) {
                if limit.isLow(charge.percent, before: weak != nil) {
                    weak = weak ?? Weak(charge, since: charge.at, charge.event)
                } else if let since = weak {
                    findings.append(finding(since, until: charge.at, limit))
                    weak = nil
                }
            }
            if let weak { findings.append(finding(weak, until: wearing.until, limit)) }
        }
        return findings
    }

    /// Since when a worn tag is weak, and by which event.
    private struct Weak {
        let charge: TagView.Charge
        let since: Instant
        let event: ID<Kind.Event>

        init(_ charge: TagView.Charge, since: Instant, _ event: ID<Kind.Event>) {
            self.charge = charge
            self.since = since
            self.event = event
        }
    }

    private func finding(_ weak: Weak, until end: Instant?, _ limit: ChargeLimit) -> Finding {
        Finding(
            event: weak.event,
            began: weak.since,
            end: end,
            marks: [ruling.mark(at: weak.since)],
            room: nil,
            readings: [.init(.charge, event: weak.charge.event, at: weak.charge.at, number: weak.charge.percent)],
            quiet: .init(.chargeAtLeast, number: limit.below)
        )
    }
}

extension Wearer {
    var isPerson: Bool {
        switch self {
        case .person: true
        case .officer: false
        }
    }
}

extension Wearing {
    func contains(_ moment: Instant) -> Bool {
        moment >= from && (until.map { moment < $0 } ?? true)
    }
}
