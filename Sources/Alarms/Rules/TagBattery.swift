import Domain
import Policy
import Premises

/// A worn tag's charge is low.
struct TagBattery: Judge {
    let ruling: Ruling
    /// So many per cent above the limit it is over: readings of a cell waver.
    static let margin = 5

    /// Below this many per cent it rings.
    private var low: Int { ruling.rule.count(.below) }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.tags.map { .tag($0) }
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard case .tag(let tag) = subject, let view = scene.site.tags[tag] else { return [] }
        var findings: [Finding] = []
        for wearing in view.wearings where wearing.wearer.isPerson {
            var weak: TagView.Charge?
            for charge in view.charges where wearing.contains(charge.at) {
                if charge.percent < low {
                    weak = weak ?? charge
                } else if charge.percent >= low + Self.margin, let since = weak {
                    findings.append(finding(since, until: charge.at))
                    weak = nil
                }
            }
            if let weak { findings.append(finding(weak, until: wearing.until)) }
        }
        return findings
    }

    private func finding(_ weak: TagView.Charge, until end: Instant?) -> Finding {
        Finding(
            event: weak.event,
            began: weak.at,
            end: end,
            marks: [ruling.mark(at: weak.at)],
            room: nil,
            readings: [.init(.charge, event: weak.event, at: weak.at, number: weak.percent)],
            quiet: .init(.chargeAtLeast, number: low)
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
