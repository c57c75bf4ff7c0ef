/// Memory that a disk takes as it is, without a copy in between: whole blocks from a block's boundary.
struct BlockBuffer: ~Copyable {
    /// Bytes of a block; a multiple of what every disk asks for.
    static let block = 4_096
    /// What an ordinary batch needs; a longer one gives its memory back.
    private static let kept = 2 << 20

    private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: kept, alignment: block)
    private(set) var count = 0

    deinit { memory.deallocate() }

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    mutating func append(_ number: UInt32) {
        withUnsafeBytes(of: number.bigEndian) { append($0) }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        reserve(count + bytes.count)
        UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
        count += bytes.count
    }

    /// Appends zeros up to the next multiple of a number of bytes.
    mutating func fill(to multiple: Int) {
        let end = (count + multiple - 1) / multiple * multiple
        putZeros(upTo: end)
        count = end
    }

    private mutating func putZeros(upTo end: Int) {
        reserve(end)
        UnsafeMutableRawBufferPointer(rebasing: memory[count..<end]).initializeMemory(as: UInt8.self, repeating: 0)
    }

    mutating func removeAll() {
        count = 0
        guard memory.count > Self.kept else { return }
        memory.deallocate()
        memory = .allocate(byteCount: Self.kept, alignment: Self.block)
    }

    /// - count: at least as many as there are; beyond those are zeros.
    /// - body: called with the bytes, which are no longer there after it.
    mutating func withBytes<Answer>(
        _ count: Int,
        _ body: (UnsafeRawBufferPointer) throws -> Answer
    ) rethrows -> Answer {
        putZeros(upTo: count)
        return try body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
    }

    private mutating func reserve(_ needed: Int) {
        guard needed > memory.count else { return }
        let larger = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(needed, memory.count * 2),
            alignment: Self.block
        )
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
        memory.deallocate()
        memory = larger
    }
}
