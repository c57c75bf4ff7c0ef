internal import Dispatch

/// A thread for work that waits for the disk: a sync must not hold one of the few threads that serve everybody.
final class DiskExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "ringfence.disk")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
