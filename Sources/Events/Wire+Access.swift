import Domain

extension AccessEvent: WireFamily {
    enum WireKind: String, CaseIterable {
        case accountAdded = "access.account-added"
        case accountRevoked = "access.account-revoked"
        case signedIn = "access.signed-in"
        case tokenIssued = "access.token-issued"
        case signInFailed = "access.sign-in-failed"
        case lockedOut = "access.locked-out"
        case read = "access.read"
    }

    var wireKind: WireKind {
        switch self {
        case .accountAdded: .accountAdded
        case .accountRevoked: .accountRevoked
        case .signedIn: .signedIn
        case .tokenIssued: .tokenIssued
        case .signInFailed: .signInFailed
        case .lockedOut: .lockedOut
        case .read: .read
        }
    }

    var fields: Wire.Fields {
        switch self {
        case .accountAdded(let account, let officer, let role, let cases, let at):
            ["account": account, "officer": officer, "role": role, "cases": cases, "at": at]
        case .accountRevoked(let account, let at): ["account": account, "at": at]
        case .signedIn(let account, let at): ["account": account, "at": at]
        case .tokenIssued(let account, let until, let at): ["account": account, "until": until, "at": at]
        case .signInFailed(let account, let count, let at): ["account": account, "count": count, "at": at]
        case .lockedOut(let account, let until, let at): ["account": account, "until": until, "at": at]
        case .read(let subject, let account, let officer, let at):
            ["subject": subject, "account": account, "officer": officer, "at": at]
        }
    }

    init(_ kind: WireKind, from r: inout Wire.Reader) throws(WireFault) {
        let at: Instant = try r.take("at")
        self =
            switch kind {
            case .accountAdded:
                .accountAdded(
                    try r.take("account"),
                    officer: try r.take("officer"),
                    try r.take("role"),
                    cases: try r.take("cases"),
                    at: at
                )
            case .accountRevoked: .accountRevoked(try r.take("account"), at: at)
            case .signedIn: .signedIn(try r.take("account"), at: at)
            case .tokenIssued: .tokenIssued(try r.take("account"), until: try r.take("until"), at: at)
            case .signInFailed: .signInFailed(try r.takeIfAny("account"), count: try r.take("count"), at: at)
            case .lockedOut: .lockedOut(try r.take("account"), until: try r.take("until"), at: at)
            case .read:
                .read(try r.take("subject"), by: try r.take("account"), officer: try r.takeIfAny("officer"), at: at)
            }
    }
}

extension ReadSubject: WireRecord {
    private enum Case: String, WireName {
        case stay, alarm, record, scope
    }

    var fields: Wire.Fields {
        switch self {
        case .stay(let stay): ["is": Case.stay, "stay": stay]
        case .alarm(let alarm): ["is": Case.alarm, "alarm": alarm]
        case .record(let number): ["is": Case.record, "record": number]
        case .scope(let scope): ["is": Case.scope, "scope": scope]
        }
    }

    init(from reader: inout Wire.Reader) throws(WireFault) {
        let form: Case = try reader.take("is")
        self =
            switch form {
            case .stay: .stay(try reader.take("stay"))
            case .alarm: .alarm(try reader.take("alarm"))
            case .record: .record(try reader.take("record"))
            case .scope: .scope(try reader.take("scope"))
            }
    }
}

extension ReadScope: WireName {}
