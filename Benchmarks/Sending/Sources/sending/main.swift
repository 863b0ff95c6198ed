// SPDX-License-Identifier: Apache-2.0

// `sending BASE-URL FOLDER MESSAGES RATE MAX-CONCURRENT ROUNDS`: what the ledger costs against a
// provider that accepts everything.

if let options = Options(Array(CommandLine.arguments.dropFirst())) {
    try await Comparison(round: Round(options), rounds: options.rounds).run()
} else {
    print(
        "usage: sending BASE-URL FOLDER MESSAGES RATE MAX-CONCURRENT ROUNDS; see scripts/bench-ledger"
    )
}
