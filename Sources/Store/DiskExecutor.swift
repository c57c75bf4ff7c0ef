internal import Dispatch
internal import Foundation

/// A thread for work that waits for the disk: a sync must not hold one of the few threads that serve everybody.
final class DiskExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(_ name: String = "disk") {
        queue = DispatchQueue(label: "ringfence." + name, qos: .userInitiated)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    /// Runs work that waits for nothing but the disk, and for whose end everybody waits: it goes before other threads.
    func run(_ work: @escaping @Sendable () -> Void) {
        queue.async { ThreadOrder.goingFirst(work) }
    }
}

/// Which thread the machine lets go first when all want to.
private enum ThreadOrder {
    /// Steps of the nice value, which on Linux each thread has for itself. The system allows it to root, and to others
    /// up to their limit (`LimitNICE` of a unit); else the thread goes in its turn.
    private static let steps: Int32 = 5

    static func goingFirst(_ work: () -> Void) {
        let thread = (which: __priority_which_t(PRIO_PROCESS.rawValue), who: id_t(0))
        let usual = getpriority(thread.which, thread.who)
        let goesFirst = setpriority(thread.which, thread.who, usual - steps) == 0
        defer { if goesFirst { _ = setpriority(thread.which, thread.who, usual) } }
        work()
    }
}
