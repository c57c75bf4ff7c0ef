/// Which share of the base stations that should hear a tag where it is believed to be has heard it of late.
///
/// A tag that somebody lies upon is heard by few, and the filter finds the corner in which so few would hear it: a
/// place that it is sure of, and wrong. So what hears the tag counts like what is alive (SPEC T3): below half, the
/// place is not determined.
struct Loudness: Sendable {
    /// What a second counts beside the next one: the last five make two thirds of the whole.
    private static let kept: Float = 0.8

    private var heard: Float = 0
    private var expected: Float = 0
    /// After each of the last seconds, the newest first.
    private var shares = SIMD8<Float>(repeating: 1)

    /// One second on.
    ///
    /// - reach: how many heard the tag by radio and how many should have; nil where nobody heard it, which says that it
    ///   sent nothing as much as that it was faint.
    mutating func step(_ reach: (heard: Float, expected: Float)?) {
        if let reach {
            heard = heard * Self.kept + reach.heard
            expected = expected * Self.kept + reach.expected
        }
        for age in shares.indices.dropFirst().reversed() { shares[age] = shares[age - 1] }
        // Around half and above chance decides: that is no weakness to be told.
        shares[0] = heard < Float(TagTrack.coverage) * expected ? heard / expected : 1
    }

    /// The share that speaks of the second so many seconds ago: the worse of what was so then and what is so now, for
    /// the average trails by some seconds.
    func share(age: Int) -> Double { Double(min(shares[0], shares[min(age, shares.scalarCount - 1)])) }
}
