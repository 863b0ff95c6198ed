// SPDX-License-Identifier: Apache-2.0

internal import SQLite

/// Is a write with an answer, and the caller that waits for it.
final class PendingWrite<Answer: Sendable>: QueuedWrite {
    typealias Result = Swift.Result<Answer, LedgerError>
    typealias Body = (Database) throws(SQLiteError) -> Answer

    private let path: String
    private let body: Body
    private var waiting: CheckedContinuation<Result, Never>?

    /// How it went; nil as long as nothing is on the disk.
    private(set) var result: Result?

    /// Creates a write; SQLite undoes the statement of `body` that fails, so at most one of them may break a rule of its table, the first.
    init(path: String, body: @escaping Body) {
        self.path = path
        self.body = body
    }

    private var answer: Result?

    func run(in database: Database) throws(SQLiteError) {
        do throws(SQLiteError) {
            answer = .success(try body(database))
        } catch {
            guard error.code == .constraint, !database.isOutsideTransaction else { throw error }
            answer = .failure(LedgerError(path: path, error))
        }
    }

    func finish(_ failure: LedgerError?) {
        let result = failure.map(Result.failure) ?? answer ?? .failure(LedgerError(path: path, kind: .closed))
        self.result = result
        waiting?.resume(returning: result)
        waiting = nil
    }

    /// Names the caller that is resumed when the write is finished.
    func wait(_ continuation: CheckedContinuation<Result, Never>) {
        waiting = continuation
    }
}
