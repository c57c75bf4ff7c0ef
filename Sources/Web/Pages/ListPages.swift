import Domain

/// What `sign-in.mustache` may say.
struct SignInPage: Equatable {
    let title: String
    let failed: Bool
    let name: String

    init(failed: Bool = false, name: String = "", _ setting: PageSetting) {
        title = setting.text("signIn", "title")
        self.failed = failed
        self.name = name
    }
}

/// What `error.mustache` may say.
struct ErrorPage: Equatable {
    let title: String
    let message: String
    /// Where the refused act came from.
    let back: String

    init(message: String, _ setting: PageSetting) {
        title = setting.text("error", "title")
        self.message = message
        let parts = setting.path.split(separator: "/")
        back =
            switch parts.first {
            case "stays", "alarms": parts.count > 2 ? "/\(parts[0])/\(parts[1])" : SitePath.board.string
            case "accounts": SitePath.accounts.string
            case _: SitePath.board.string
            }
    }
}

/// What `devices.mustache` may say.
struct DevicesPage: Equatable {
    struct Row: Equatable {
        let id: String
        let name: String
        let health: String
        let word: String
        let icon: String
        let heard: SiteTime?
        let accepted: String
        let refused: String
        let reasons: String
    }

    struct Console: Equatable {
        let name: String
        let role: String
        let health: String
        let word: String
        let icon: String
        let heard: SiteTime
    }

    let title: String
    let devices: [Row]
    let figures: [LabelledValue]
    let consoles: [Console]
    /// Said while people are in the area and nobody watches.
    let unattended: String?

    init(_ devices: [DeviceReading], _ consoles: ConsolesReading, _ setting: PageSetting) {
        self.consoles = consoles.consoles.map { console in
            Console(
                name: setting.language.of(console.name),
                role: setting.text("role", console.role.rawValue),
                health: console.isLost ? "silent" : "working",
                word: setting.text("devices", console.isLost ? "silent" : "working"),
                icon: console.isLost ? "lost" : "normal",
                heard: setting.time(console.lastHeard)
            )
        }
        let alone =
            consoles.inArea.map { "\(setting.text("devices", "unattended")) \($0)" }
            ?? setting.text("devices", "unattendedOnly")
        unattended = consoles.isUnattended ? alone : nil
        title = setting.text("devices", "title")
        // What is broken stands first.
        let order: [DeviceReading.Health] = [.silent, .never, .working]
        let sorted = devices.sorted {
            let left = order.firstIndex(of: $0.health) ?? 0
            let right = order.firstIndex(of: $1.health) ?? 0
            return left == right ? $0.id < $1.id : left < right
        }
        self.devices = sorted.map { device in
            Row(
                id: device.id,
                name: setting.language.of(device.name),
                health: device.health.rawValue,
                word: setting.text("devices", device.health.rawValue),
                icon: device.health == .working ? "normal" : device.health == .silent ? "lost" : "unknown",
                heard: device.lastHeard.map { setting.time($0) },
                accepted: device.via.map { "\(setting.text("devices", "via")) \($0)" } ?? "\(device.accepted)",
                refused: device.via == nil ? "\(device.refused)" : "",
                reasons: device.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                    .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            )
        }
        figures = ["working", "silent", "never"].map { health in
            LabelledValue(
                label: setting.text("devices", health),
                value: "\(devices.count { $0.health.rawValue == health })"
            )
        }
    }
}

/// What `accounts.mustache` may say.
struct AccountsPage: Equatable {
    struct Row: Equatable {
        let name: String
        let officer: String
        let role: String
        let state: String
        let stateClass: String
        let icon: String
        let seen: String
    }

    let title: String
    let accounts: [Row]
    let roles: [Choice]

    init(_ accounts: [AccountReading], _ setting: PageSetting) {
        title = setting.text("accounts", "title")
        self.accounts = accounts.map { account in
            Row(
                name: account.name,
                officer: setting.language.of(account.officer),
                role: setting.text("role", account.role.rawValue),
                state: setting.text("accounts", account.isLocked ? "locked" : "active"),
                stateClass: account.isLocked ? "silent" : "working",
                icon: account.isLocked ? "lock" : "normal",
                seen: account.lastSignIn.map { setting.time($0).text } ?? setting.text("accounts", "never")
            )
        }
        roles = Role.allCases.map { Choice(value: $0.rawValue, label: setting.text("role", $0.rawValue)) }
    }
}

/// What `record.mustache` may say.
struct RecordPage: Equatable {
    let title: String
    let number: String
    let kind: String
    let at: SiteTime
    let leaf: String
    let contents: [String]
    let proof: [String]
    let size: String
    let root: String
    let verdict: String
    let proofClass: String
    let icon: String

    init(_ record: RecordReading, _ setting: PageSetting) {
        title = "\(setting.text("record", "title")) #\(record.number)"
        number = "\(record.number)"
        leaf = record.leaf
        kind = record.kind
        at = setting.time(record.at)
        contents = record.contents
        proof = record.proof
        size = "\(record.logSize)"
        root = record.logRoot
        verdict = setting.text("record", record.isVerified ? "verified" : "failed")
        proofClass = record.isVerified ? "normal" : "alarm"
        icon = record.isVerified ? "normal" : "alarm"
    }
}
