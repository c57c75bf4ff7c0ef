/// Which frame numbers of one boot were seen: exact, and small while the numbers come almost in order.
struct SeenNumbers: Hashable, Sendable, Codable {
    private struct Stretch: Hashable, Sendable, Codable {
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
