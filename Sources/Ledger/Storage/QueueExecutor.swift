// SPDX-License-Identifier: Apache-2.0

internal import Dispatch

/// Runs an actor on a dispatch queue of its own, so that its blocking calls never hold a thread of the cooperative pool.
///
/// Linux has no `DispatchSerialQueue`, which is such an executor on other systems.
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }

    /// Does something on the queue, behind everything that is queued by now.
    func run(_ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }
}
