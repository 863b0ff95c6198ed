// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

extension LookupDesk {
    /// Looks many numbers up, some at a time.
    ///
    /// - Parameters:
    ///   - numbers: the numbers, each once.
    ///   - width: how many are under way at once.
    /// - Returns: how each ended.
    package func lookUpAll(_ numbers: [PhoneNumber], width: Int) async -> [PhoneNumber: LookupResult] {
        await withTaskGroup(of: (PhoneNumber, LookupResult).self) { group in
            var waiting = numbers.makeIterator()
            var results: [PhoneNumber: LookupResult] = [:]
            let first = (0..<max(1, width)).compactMap { _ in waiting.next() }
            for _ in first { announce() }
            for number in first {
                group.addTask { (number, await lookUp(number)) }
            }
            while let (number, result) = await group.next() {
                results[number] = result
                guard let next = waiting.next() else { continue }
                announce()
                group.addTask { (next, await lookUp(next)) }
            }
            return results
        }
    }
}
