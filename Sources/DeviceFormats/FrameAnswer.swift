/// What a device is told of a frame once it is durable: it may forget the frame then.
public struct FrameAnswer: Hashable, Sendable, Codable {
    public struct RefusedLine: Hashable, Sendable, Codable {
        /// The line's place in the message, from 0.
        public let index: Int
        public let reason: LineRefusal

        public init(index: Int, reason: LineRefusal) {
            self.index = index
            self.reason = reason
        }
    }

    public let accepted: Int
    public let refused: [RefusedLine]

    public init(accepted: Int, refused: [RefusedLine]) {
        self.accepted = accepted
        self.refused = refused
    }

    /// To a message seen so long ago that its answer is not kept any more.
    static let forgotten = FrameAnswer(accepted: 0, refused: [])

    /// `{"accepted":49,"refused":[{"index":3,"reason":"line.unknown-tag"}]}`; with `identity` also the boot and the
    /// number, so that a device with several frames under way knows which one is safe.
    public func encoded(for identity: FrameIdentity?) -> [UInt8] {
        var text = "{"
        if let identity { text += "\"boot\":\"\(identity.boot)\",\"frame\":\(identity.number)," }
        text += "\"accepted\":\(accepted),\"refused\":["
        text += refused.map { "{\"index\":\($0.index),\"reason\":\"\($0.reason.code)\"}" }.joined(separator: ",")
        return Array((text + "]}").utf8)
    }
}

extension BodyRefusal {
    /// `{"boot":"…","frame":812,"error":"body.old-boot"}`: what a device is told of a message that was not taken.
    public func encoded(for identity: FrameIdentity?) -> [UInt8] {
        let name = identity.map { "\"boot\":\"\($0.boot)\",\"frame\":\($0.number)," } ?? ""
        return Array("{\(name)\"error\":\"\(code)\"}".utf8)
    }
}
