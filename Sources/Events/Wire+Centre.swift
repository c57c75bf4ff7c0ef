import Domain

extension CentreEvent: WireFamily {
    enum WireKind: String, CaseIterable {
        case fileTaken = "centre.file-taken"
        case clockStarted = "centre.clock-started"
        case clockJumped = "centre.clock-jumped"
        case diskChanged = "centre.disk-changed"
        case signingStopped = "centre.signing-stopped"
        case signingResumed = "centre.signing-resumed"
        case consoleLost = "centre.console-lost"
        case consoleBack = "centre.console-back"
        case consoleGone = "centre.console-gone"
        case unattended = "centre.unattended"
        case attended = "centre.attended"
        case chunkClosed = "centre.chunk-closed"
        case erased = "centre.erased"
    }

    var wireKind: WireKind {
        switch self {
        case .fileTaken: .fileTaken
        case .clockStarted: .clockStarted
        case .clockJumped: .clockJumped
        case .diskChanged: .diskChanged
        case .signingStopped: .signingStopped
        case .signingResumed: .signingResumed
        case .consoleLost: .consoleLost
        case .consoleBack: .consoleBack
        case .consoleGone: .consoleGone
        case .unattended: .unattended
        case .attended: .attended
        case .chunkClosed: .chunkClosed
        case .erased: .erased
        }
    }

    var fields: Wire.Fields {
        switch self {
        case .fileTaken(let name, let sha256, let size, let at):
            ["name": name, "sha256": sha256, "size": size, "at": at]
        case .clockStarted(let kind, let origin, let speed):
            ["kind": kind, "origin": origin, "speedPerMille": speed]
        case .clockJumped(let difference, let at): ["by": difference, "at": at]
        case .diskChanged(let state, let free, let at): ["state": state, "freePerMille": free, "at": at]
        case .consoleLost(let console, let lastHeard, let at): ["console": console, "lastHeard": lastHeard, "at": at]
        case .consoleBack(let console, let at), .consoleGone(let console, let at): ["console": console, "at": at]
        case .unattended(let people, let at): ["people": people, "at": at]
        case .signingStopped(let at), .signingResumed(let at), .attended(let at): ["at": at]
        case .chunkClosed(let chunk): chunk.fields
        case .erased(let erasure): erasure.fields
        }
    }

    init(_ kind: WireKind, from r: inout Wire.Reader) throws(WireFault) {
        self =
            switch kind {
            case .fileTaken:
                .fileTaken(
                    name: try r.take("name"),
                    sha256: try r.take("sha256"),
                    size: try r.take("size"),
                    at: try r.take("at")
                )
            case .clockStarted:
                .clockStarted(
                    try r.take("kind"),
                    origin: try r.take("origin"),
                    speedPerMille: try r.take("speedPerMille")
                )
            case .clockJumped: .clockJumped(by: try r.take("by"), at: try r.take("at"))
            case .diskChanged:
                .diskChanged(try r.take("state"), freePerMille: try r.take("freePerMille"), at: try r.take("at"))
            case .signingStopped: .signingStopped(at: try r.take("at"))
            case .signingResumed: .signingResumed(at: try r.take("at"))
            case .consoleLost:
                .consoleLost(try r.take("console"), lastHeard: try r.take("lastHeard"), at: try r.take("at"))
            case .consoleBack: .consoleBack(try r.take("console"), at: try r.take("at"))
            case .consoleGone: .consoleGone(try r.take("console"), at: try r.take("at"))
            case .unattended: .unattended(people: try r.take("people"), at: try r.take("at"))
            case .attended: .attended(at: try r.take("at"))
            case .chunkClosed: .chunkClosed(try ObservationChunk(from: &r))
            case .erased: .erased(try Erasure(from: &r))
            }
    }
}

extension Console: WireRecord {
    var fields: Wire.Fields {
        ["id": id, "account": account, "role": role]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            id: try reader.take("id"),
            account: try reader.take("account"),
            role: try reader.take("role")
        )
    }
}

extension ObservationChunk: WireRecord {
    var fields: Wire.Fields {
        ["name": name, "sha256": sha256, "lines": lines, "from": from, "until": until]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        self.init(
            name: try reader.take("name"),
            sha256: try reader.take("sha256"),
            lines: try reader.take("lines"),
            from: try reader.take("from"),
            until: try reader.take("until")
        )
    }
}

extension Erasure: WireRecord {
    var fields: Wire.Fields {
        ["contents": contents, "ground": ground, "article": article, "by": by, "at": at]
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        let officers: [Code<Kind.Officer>] = try reader.take("by")
        guard officers.count == 2, officers[0] != officers[1] else { throw .fieldWrong("by") }
        self.init(
            contents: try reader.take("contents"),
            ground: try reader.take("ground"),
            article: try reader.take("article"),
            by: (officers[0], officers[1]),
            at: try reader.take("at")
        )
    }
}

extension SiteClockKind: WireName {}
extension DiskState: WireName {}
