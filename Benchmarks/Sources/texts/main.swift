// SPDX-License-Identifier: Apache-2.0

import Foundation
import SMSText

// Reads one text a line of standard input, as a JSON string, and prints its encoding, units and
// segments: `scripts/segments-oracle`.

let decoder = JSONDecoder()
while let line = readLine() {
    let count = SegmentCount(of: try decoder.decode(String.self, from: Data(line.utf8)))
    print("\(count.encoding.rawValue)\t\(count.units)\t\(count.segments)")
}
