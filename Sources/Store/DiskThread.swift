internal import Foundation
internal import Synchronization

/// A thread of its own that decides, writes and syncs. Everybody waits for the end of its work, so it goes before other
/// threads.
final class DiskThread: Sendable {
    final class Bell: Sendable {
        /// A closure that itself were kept in a generic box would be wrapped once more by each look into it.
        struct Work: Sendable {
            let run: @Sendable () -> Void
        }

        let rung = DispatchSemaphore(value: 0)
        let work: Mutex<Work?>

        init(_ work: @escaping @Sendable () -> Void) {
            self.work = Mutex(Work(run: work))
        }
    }

    let bell: Bell

    /// - work: done after each ring, on the thread. What it holds is let go with the owner; then the thread ends.
    init(_ name: String, _ work: @escaping @Sendable () -> Void) {
        let bell = Bell(work)
        self.bell = bell
        let thread = Thread {
            ThreadOrder.goFirst()
            while true {
                bell.rung.wait()
                guard let work = bell.work.withLock({ $0 }) else { return }
                work.run()
            }
        }
        thread.name = "ringfence." + name
        thread.start()
    }

    deinit {
        bell.work.withLock { $0 = nil }
        bell.rung.signal()
    }

    func ring() { bell.rung.signal() }
}

/// Which thread the machine lets go first when all want to.
private enum ThreadOrder {
    /// Steps of the nice value, which on Linux each thread has for itself. The system allows it to root, and to others
    /// up to their limit (`LimitNICE` of a unit); else the thread goes in its turn.
    private static let steps: Int32 = 12

    /// What this thread starts goes in its turn again (`SCHED_RESET_ON_FORK` of sched(7)): where it wakes somebody, it
    /// may start the thread on which they go on.
    private static let forItselfAlone: Int32 = 0x4000_0000

    static func goFirst() {
        var none = sched_param()
        guard sched_setscheduler(0, SCHED_OTHER | forItselfAlone, &none) == 0 else { return }
        let thread = (which: __priority_which_t(PRIO_PROCESS.rawValue), who: id_t(0))
        _ = setpriority(thread.which, thread.who, getpriority(thread.which, thread.who) - steps)
    }
}
