extension SIMD16<Float> {
    /// e to the power of each lane, for lanes in -80…0, within two units of the last place.
    ///
    /// Cody and Waite, "Software Manual for the Elementary Functions", 1980: 2ⁿ times a polynomial of what is left.
    var exponential: Self {
        // Adding this rounds to whole numbers and leaves them in the lowest bits.
        let magic = Self(repeating: 12_582_912)
        let shifted = self * 1.442_695_04 + magic
        let whole = shifted - magic
        let rest = (self - whole * 0.693_359_375) + whole * 2.121_944_4e-4
        var sum = rest * 1.987_569_1e-4 + 1.398_199_9e-3
        sum = sum * rest + 8.333_452e-3
        sum = sum * rest + 4.166_579_6e-2
        sum = sum * rest + 0.166_666_66
        sum = sum * rest + 0.5
        sum = sum * rest * rest + rest + 1
        let power = unsafeBitCast(shifted, to: SIMD16<UInt32>.self) &<< 23
        return unsafeBitCast(unsafeBitCast(sum, to: SIMD16<UInt32>.self) &+ power, to: Self.self)
    }
}
