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
    let missing: [String]

    init(message: String, missing: [String] = [], _ setting: PageSetting) {
        title = setting.text("error", "title")
        self.message = message
        self.missing = missing
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
        let accepted: Int
        let refused: Int
    }

    let title: String
    let devices: [Row]

    init(_ devices: [DeviceReading], _ setting: PageSetting) {
        title = setting.text("devices", "title")
        self.devices = devices.map { device in
            Row(
                id: device.id,
                name: setting.language.of(device.name),
                health: device.health.rawValue,
                word: setting.text("devices", device.health.rawValue),
                icon: device.health == .working ? "normal" : "lost",
                heard: device.lastHeard.map { setting.time($0) },
                accepted: device.accepted,
                refused: device.refused
            )
        }
    }
}

/// What `accounts.mustache` may say.
struct AccountsPage: Equatable {
    struct Row: Equatable {
        let name: String
        let role: String
        let state: String
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
                role: setting.text("role", account.role.rawValue),
                state: setting.text("accounts", account.isLocked ? "locked" : "active"),
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
        contents = record.contents
        proof = record.proof
        size = "\(record.logSize)"
        root = record.logRoot
        verdict = setting.text("record", record.isVerified ? "verified" : "failed")
        proofClass = record.isVerified ? "normal" : "alarm"
        icon = record.isVerified ? "normal" : "alarm"
    }
}
