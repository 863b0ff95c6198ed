// SPDX-License-Identifier: Apache-2.0

/// What is measured: the arguments of the command line.
struct Options {
    let baseURL: String
    let folder: String
    let messages: Int
    let ratePerSecond: Double
    let maxConcurrent: Int
    let rounds: Int

    /// Reads `BASE-URL FOLDER MESSAGES RATE MAX-CONCURRENT ROUNDS`; nil where they are not that.
    init?(_ arguments: [String]) {
        guard arguments.count == 6, let messages = Int(arguments[2]),
            let rate = Double(arguments[3]),
            let maxConcurrent = Int(arguments[4]), let rounds = Int(arguments[5]), rounds > 0
        else { return nil }
        baseURL = arguments[0]
        folder = arguments[1]
        self.messages = messages
        ratePerSecond = rate
        self.maxConcurrent = maxConcurrent
        self.rounds = rounds
    }
}
