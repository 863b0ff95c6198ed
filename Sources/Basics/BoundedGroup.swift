// SPDX-License-Identifier: Apache-2.0

/// Does the same work for one input after the other, so many at a time.
///
/// Inputs are asked for only when there is room for them: a full group holds back whatever they are
/// read from. Where `next` or `each` throws, the work that is under way is cancelled and waited
/// for.
///
/// - Parameters:
///   - width: how much work is under way at once; below 1 counts as 1.
///   - ending: returns when the work that is under way is to be cancelled; `nil`: never. Inputs are
///     asked for as before: `next` knows why they end.
///   - willFill: called before each series of calls of `next`.
///   - didFill: called after it.
///   - next: gives the next input; `nil` where there is none for now. It is asked again after each
///     piece of work, and the group ends when it gives none while nothing is under way.
///   - work: what is done, in a task of its own.
///   - each: takes what work came to, in the order in which it ends.
/// - Throws: what `next` or `each` throws.
package func boundedGroup<Input: Sendable, Output: Sendable, Failure: Error>(
    width: Int, cancelWhen ending: (@Sendable () async -> Void)? = nil, willFill: () -> Void = {},
    didFill: () -> Void = {}, next: () async throws(Failure) -> Input?,
    work: @escaping @Sendable (Input) async -> Output, each: (Output) async throws(Failure) -> Void
) async throws(Failure) {
    let result = await withTaskGroup(of: Output?.self) { group -> Result<Void, Failure> in
        defer { group.cancelAll() }
        if let ending {
            group.addTask {
                await ending()
                return nil
            }
        }
        var underWay = 0
        do throws(Failure) {
            while true {
                willFill()
                do {
                    defer { didFill() }
                    while underWay < max(1, width), let input = try await next() {
                        group.addTask { await work(input) }
                        underWay += 1
                    }
                }
                guard underWay > 0, let event = await group.next() else { return .success(()) }
                if let output = event {
                    underWay -= 1
                    try await each(output)
                } else {
                    group.cancelAll()
                }
            }
        } catch { return .failure(error) }
    }
    try result.get()
}
