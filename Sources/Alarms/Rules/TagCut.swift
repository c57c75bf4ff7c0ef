import Domain
import Policy
import Premises

/// The strap of a worn tag is open.
struct TagCut: Judge {
    let ruling: Ruling

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.tags.map { .tag($0) }
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard case .tag(let tag) = subject, let view = scene.site.tags[tag] else { return [] }
        var findings: [Finding] = []
        for wearing in view.wearings where wearing.wearer.isPerson {
            let stints = view.trail.stints(during: wearing)
            var open: TagView.Strap?
            for strap in view.straps where wearing.contains(strap.at) {
                if strap.cut {
                    open = open ?? strap
                } else if let cut = open {
                    findings.append(finding(cut, stints, until: strap.at))
                    open = nil
                }
            }
            if let open { findings.append(finding(open, stints, until: wearing.until)) }
        }
        return findings
    }

    /// - stints: where the person was, to say where to look.
    private func finding(_ cut: TagView.Strap, _ stints: [Stint], until end: Instant?) -> Finding {
        Finding(
            event: cut.event,
            began: cut.at,
            end: end,
            marks: [ruling.mark(at: cut.at)],
            room: stints.last { $0.contains(cut.at) }?.room,
            readings: [.init(.strapOpen, event: cut.event, at: cut.at)],
            quiet: .init(.strapWhole)
        )
    }
}
