/// Which frame numbers of one boot were seen: exact, and small while the numbers come almost in order.
struct SeenNumbers: Hashable, Sendable {
    private struct Stretch: Hashable, Sendable {
        var first: Int
        var last: Int
    }

    /// Apart, in order.
    private var stretches: [Stretch] = []
    /// Below this nothing is known any more, because there were too many gaps.
    private(set) var floor = 0

    func contains(_ number: Int) -> Bool {
        let index = place(of: number)
        return index < stretches.count && stretches[index].first <= number
    }

    mutating func insert(_ number: Int, mostRanges: Int) {
        let index = place(of: number)
        if index < stretches.count, stretches[index].first <= number { return }
        let joinsNext = index < stretches.count && stretches[index].first == number + 1
        let joinsPrevious = index > 0 && stretches[index - 1].last == number - 1
        switch (joinsPrevious, joinsNext) {
        case (true, true):
            stretches[index - 1].last = stretches[index].last
            stretches.remove(at: index)
        case (true, false): stretches[index - 1].last = number
        case (false, true): stretches[index].first = number
        case (false, false): stretches.insert(Stretch(first: number, last: number), at: index)
        }
        if stretches.count > mostRanges { floor = stretches.removeFirst().last + 1 }
    }

    /// The first stretch that ends at or after `number`.
    private func place(of number: Int) -> Int {
        var low = 0
        var high = stretches.count
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].last < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// As text, the floor and then of each stretch its distance from the end before it and how much longer than one it is,
/// `0,812 4,2 0`: hundreds of stretches are saved each minute.
extension SeenNumbers: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        func number(_ digits: Substring?) throws -> Int {
            guard let number = digits.flatMap({ Int($0) }), number >= 0 else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "no numbers: \(text)")
            }
            return number
        }
        let parts = text.split(separator: ",")
        floor = try number(parts.first)
        var end = 0
        for part in parts.dropFirst() {
            let pair = part.split(separator: " ")
            let first = end + (try number(pair.first))
            end = first + (try number(pair.dropFirst().first))
            stretches.append(Stretch(first: first, last: end))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var text: [UInt8] = []
        text.append(decimal: floor)
        var end = 0
        for stretch in stretches {
            text.append(UInt8(ascii: ","))
            text.append(decimal: stretch.first - end)
            text.append(UInt8(ascii: " "))
            text.append(decimal: stretch.last - stretch.first)
            end = stretch.last
        }
        var container = encoder.singleValueContainer()
        try container.encode(String(decoding: text, as: UTF8.self))
    }
}
