// SPDX-License-Identifier: Apache-2.0

// `numbers answers` prints what the library says of each line of standard input, `numbers formats`
// how it writes the number on each; `numbers stopwatch` says how long that takes.

var text = ""
while let line = readLine(strippingNewline: false) { text += line }

switch CommandLine.arguments.dropFirst().first {
case "answers": Answers.printAll(of: Line.all(of: text))
case "formats": Answers.printFormats(of: text)
case "stopwatch": Stopwatch.measure(Line.all(of: text))
default: print("usage: numbers answers | formats | stopwatch")
}
