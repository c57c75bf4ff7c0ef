public import Domain

/// A stretch of time in which something was so, with the events that began and ended it.
public struct Stretch: Hashable, Sendable {
    public var from: Instant
    public var event: ID<Kind.Event>
    public var until: Instant?
    /// How many were present when it began.
    public var number: Int

    /// The parts of `window` in which `count` of those present lies below `needed`, interruptions shorter than
    /// `settling` left out.
    ///
    /// One officer with two cards counts once.
    static func below(
        _ needed: Int,
        of present: [Site.Presence],
        during window: Stretch,
        settling: Duration
    ) -> [Stretch] {
        let levels = counts(present, during: window)
        var parts: [Stretch] = []
        var open: Stretch?
        for level in levels {
            if level.count < needed, open == nil {
                open = Stretch(from: level.at, event: level.event, until: nil, number: level.count)
            } else if level.count >= needed, var part = open {
                part.until = level.at
                parts.append(part)
                open = nil
            }
        }
        if var part = open {
            part.until = window.until
            parts.append(part)
        }
        return joined(parts.filter { $0.until != $0.from }, across: settling)
    }

    /// Stretches whose gaps are shorter than `gap` are one: a short interruption ends nothing.
    static func joined(_ stretches: [Stretch], across gap: Duration) -> [Stretch] {
        var joined: [Stretch] = []
        for stretch in stretches {
            if let last = joined.last, let until = last.until, stretch.from - until < gap {
                joined[joined.count - 1].until = stretch.until
            } else {
                joined.append(stretch)
            }
        }
        return joined
    }

    /// The stretches in which at least one of `stretches` was, those closer than `gap` as one.
    static func union(_ stretches: [Stretch], across gap: Duration) -> [Stretch] {
        var union: [Stretch] = []
        for stretch in stretches.sorted(by: { ($0.from, $0.event) < ($1.from, $1.event) }) {
            guard let last = union.last, last.until.map({ stretch.from - $0 < gap || stretch.from <= $0 }) ?? true
            else {
                union.append(stretch)
                continue
            }
            guard let known = last.until else { continue }
            union[union.count - 1].until = stretch.until.map { max($0, known) }
        }
        return union
    }

    private struct Level {
        let at: Instant
        let count: Int
        let event: ID<Kind.Event>
    }

    /// How many different wearers were present, from the start of the window on, at each change.
    private static func counts(_ present: [Site.Presence], during window: Stretch) -> [Level] {
        var moments: [Instant: ID<Kind.Event>] = [:]
        func note(_ moment: Instant, _ event: ID<Kind.Event>) {
            guard moment > window.from, window.until.map({ moment < $0 }) ?? true else { return }
            moments[moment] = moments[moment].map { min($0, event) } ?? event
        }
        for presence in present {
            note(presence.stint.from, presence.stint.event)
            if let until = presence.stint.until { note(until, presence.stint.ending ?? presence.stint.event) }
        }
        let changes = [(at: window.from, event: window.event)] + moments.map { (at: $0.key, event: $0.value) }
        return changes.sorted { $0.at < $1.at }.map { change in
            let here = Set(present.lazy.filter { $0.stint.contains(change.at) }.map(\.wearer))
            return Level(at: change.at, count: here.count, event: change.event)
        }
    }
}

extension Stretch {
    init(_ stint: Stint, delayed: Duration = .zero) {
        from = stint.from + delayed
        event = stint.event
        until = stint.until
        number = 0
    }

    /// Whether anything is left of it.
    var isEmpty: Bool { until.map { $0 <= from } ?? false }
}
