// SPDX-License-Identifier: Apache-2.0

// `numbers answers` prints what the library says of each line of standard input; `numbers
// stopwatch` says how long it takes.

var text = ""
while let line = readLine(strippingNewline: false) { text += line }
let lines = Line.all(of: text)

switch CommandLine.arguments.dropFirst().first {
case "answers": Answers.printAll(of: lines)
case "stopwatch": Stopwatch.measure(lines)
default: print("usage: numbers answers | stopwatch")
}
