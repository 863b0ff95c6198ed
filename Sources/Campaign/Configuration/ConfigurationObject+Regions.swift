// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

extension ConfigurationObject {
    /// Reads a list of regions; `nil` where the key is absent.
    ///
    /// - Throws: for what is no region, and for an empty list, which would leave everybody out.
    func regions(_ key: String) throws(ConfigurationError) -> Set<Region>? {
        guard let items = try list(key) else { return nil }
        var regions: Set<Region> = []
        for item in items {
            guard case .string(let text) = item.value else {
                let problem = ConfigurationError.Problem.wrongKind(
                    expected: "a region in quotes",
                    found: item.kindInWords
                )
                throw context.error(problem, key: path(of: key), line: item.line)
            }
            regions.insert(try region(text, at: key))
        }
        guard !regions.isEmpty else {
            throw error(.unusable("the list names no region; leave the key out to allow every region"), at: key)
        }
        return regions
    }
}
