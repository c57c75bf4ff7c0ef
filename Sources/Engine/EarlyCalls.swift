internal import Alarms
internal import DeviceFormats
internal import Domain
internal import Events
internal import Store

/// Calls for help that are told before they are on disk (SPEC P3): a console may hear of one while the disk still
/// stands, and even if it never comes back.
///
/// What a press means is found from the last commit, as the command that records it will find it; the alarm has the id
/// that it will have, so that the durable one takes its place. Further presses on an open call wait for the commit.
actor EarlyCalls {
    /// Calls not yet on disk; beyond it a call is told by its commit alone.
    private static let limit = 64
    /// Presses remembered, so that a message sent again is not told again: far more than wait on all base stations.
    private static let remembered = 1_024

    private let store: Store
    private let setting: CentreSetting
    private let feed: FeedHub
    private let world: World
    /// By the press that each is about.
    private var underWay: [ID<Kind.Event>: Alarm] = [:]
    private var told: Set<ID<Kind.Event>> = []
    private var order: [ID<Kind.Event>] = []

    init(store: Store, setting: CentreSetting, feed: FeedHub, world: World) {
        self.store = store
        self.setting = setting
        self.feed = feed
        self.world = world
    }

    /// Those that consoles know of and the disk does not.
    var calls: [Alarm] { underWay.values.sorted { $0.raising.at < $1.raising.at } }

    /// Tells what these acts of tags mean if they are calls for help; answers with those to be settled after their
    /// commit, also where an earlier message told of them.
    func tell(_ acts: [TagAct]) async throws -> [ID<Kind.Event>] {
        var mine: [ID<Kind.Event>] = []
        for act in acts {
            mine += act.ids.filter { underWay[$0] != nil }
            guard told.isDisjoint(with: act.ids), underWay.count < Self.limit, let alarm = try alarm(of: act) else {
                continue
            }
            remember(act.ids[0])
            underWay[act.ids[0]] = alarm
            mine.append(act.ids[0])
            await feed.publish(.early(alarm))
        }
        return mine
    }

    /// Their commit is on disk: what it did not make an alarm of is taken back, of the rest the commit tells.
    func settle(_ presses: [ID<Kind.Event>]) async throws {
        for press in presses {
            guard let alarm = underWay.removeValue(forKey: press), try store.alarm(alarm.id) == nil else { continue }
            await feed.publish(.takenBack(alarm))
        }
    }

    private func alarm(of act: TagAct) throws -> Alarm? {
        let setting = setting
        return try store.peek { change in
            guard try !act.ids.contains(where: { try change.holds($0) }),
                case .call(.raised(let id, let raising)) = try change.meaning(of: act, setting)
            else { return nil }
            // A tag that nobody wears has nobody to run to before the commit.
            if case .tag = raising.key.subject { return nil }
            return Alarm(id, raising, recordedAt: world.now())
        }
    }

    private func remember(_ press: ID<Kind.Event>) {
        if order.count == Self.remembered { told.remove(order.removeFirst()) }
        order.append(press)
        told.insert(press)
    }
}

extension SortedFrame {
    /// What tags did by this message, if it is taken at all: only its device's turn decides that.
    func likelyActs(from device: Code<Kind.Device>) -> [TagAct] {
        guard frame.isUrgent, !frame.isLate else { return [] }
        return TagAct.acts(of: DeviceIntake(device: device).decide(self), from: device)
    }
}
