import Domain
import Policy
import Premises

/// A worn tag is not heard by any base station.
struct TagSilent: Judge {
    let ruling: Ruling

    private var grace: Duration { ruling.duration(.silent) }

    func subjects(touched: Touch, in scene: Scene) -> [Subject] {
        touched.tags.map { .tag($0) }
    }

    func findings(about subject: Subject, in scene: Scene) -> [Finding] {
        guard case .tag(let tag) = subject, let view = scene.site.tags[tag] else { return [] }
        return view.wearings.filter { $0.wearer.isPerson }.flatMap { silences(of: view.trail, during: $0) }
    }

    private func silences(of trail: Trail, during wearing: Wearing) -> [Finding] {
        var findings: [Finding] = []
        var silent: Trail.Entry?
        for entry in trail.entries where wearing.until.map({ entry.at < $0 }) ?? true {
            if entry.place == .noSignal {
                silent = silent ?? entry
            } else if let since = silent {
                if entry.at > wearing.from { findings.append(finding(since, trail, wearing, until: entry.at)) }
                silent = nil
            }
        }
        if let silent { findings.append(finding(silent, trail, wearing, until: wearing.until)) }
        return findings
    }

    private func finding(
        _ silent: Trail.Entry,
        _ trail: Trail,
        _ wearing: Wearing,
        until end: Instant?
    ) -> Finding {
        let began = max(silent.at, wearing.from)
        return Finding(
            event: silent.event,
            began: began,
            end: end,
            marks: [ruling.mark(at: began + grace)],
            // Where to look first: it was heard there for the last time.
            room: trail.stints(during: wearing).last { $0.contains(began) }?.room,
            readings: [.init(.tagUnheard, event: silent.event, at: silent.at)],
            quiet: .init(.heardWithin, number: grace.wholeSeconds)
        )
    }
}
