internal import Dispatch

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
}
