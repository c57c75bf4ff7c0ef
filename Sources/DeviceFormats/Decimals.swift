extension [UInt8] {
    /// Appends a number that is not negative in decimal digits: what is saved each minute for each device is written
    /// this way, four times as fast as by interpolation.
    mutating func append(decimal number: Int) {
        precondition(number >= 0, "only counts and distances are written here")
        guard number >= 10 else { return append(UInt8(ascii: "0") + UInt8(number)) }
        append(decimal: number / 10)
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
