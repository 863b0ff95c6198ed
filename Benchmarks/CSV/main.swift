// SPDX-License-Identifier: Apache-2.0

// The program that `scripts/bench-csv` and `scripts/csv-oracle` compile into one module with
// Sources/CSV.

let words = CommandLine.arguments.dropFirst()
switch words.first {
case "count": try Counting.run(words.dropFirst().first ?? "", detects: words.contains("--detect"))
case "read": try Answering.run()
default: print("count FILE [--detect] | read")
}
