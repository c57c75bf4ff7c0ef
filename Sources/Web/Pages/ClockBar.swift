import Domain

/// A legal limit as `_clock.mustache` draws it: the bar begins at the arrival, before the entry.
struct ClockBar: Equatable {
    let name: String
    let article: String
    let arrived: SiteTime
    let expires: SiteTime
    let remaining: String
    let remainingWord: String
    /// 剩余 3 小时 12 分, but 3 h 12 min left.
    let isWordFirst: Bool
    /// It has ended: nothing counts any more.
    let isStill: Bool
    let standing: String
    /// Per mille of the whole.
    let darkWidth: Int
    let usedWidth: Int
    let warningAt: Int?
    let label: String

    init(_ clock: ClockReading, now: Instant, _ setting: PageSetting) {
        isStill = clock.ended != nil
        let now = clock.ended ?? now
        let whole = max(1, (clock.expires - clock.arrived).inMicroseconds)
        func perMille(_ at: Instant) -> Int {
            Int(min(1_000, max(0, (at - clock.arrived).inMicroseconds * 1_000 / whole)))
        }
        let left = clock.expires - now
        name = setting.language.of(clock.name)
        article = setting.language.of(clock.article)
        arrived = setting.time(clock.arrived)
        expires = setting.time(clock.expires, .minute)
        remaining = setting.hours(left)
        remainingWord = setting.text("board", left < .zero ? "over" : isStill ? "remainingThen" : "remaining")
        isWordFirst = setting.language == .chinese
        standing = left < .zero ? "alarm" : left < .hours(2) ? "warning" : "normal"
        darkWidth = perMille(clock.entered ?? now)
        usedWidth = max(0, perMille(now) - darkWidth)
        warningAt = clock.nextWarning.map(perMille)
        let words = isWordFirst ? [remainingWord, remaining] : [remaining, remainingWord]
        label = "\(name)\(setting.text("site", "colon"))\(words.joined(separator: " "))"
    }
}
