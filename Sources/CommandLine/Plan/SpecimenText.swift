// SPDX-License-Identifier: Apache-2.0

import Campaign
import SMSText

/// Rendered messages as they will arrive: the shortest, a typical one and the longest.
struct SpecimenText {
    private static let mostLines = 12
    private static let margin = "  │ "

    let specimens: Specimens

    /// The lines, none longer than the width; hostile characters are made harmless.
    func lines(width: Int) -> [String] {
        chosen.flatMap { label, specimen in
            let title = "\(label): \(specimen.place), \(Self.size(specimen))"
            return Paragraph.lines(title, width: width - 4).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
                + Self.quoted(specimen.text, width: width)
        }
    }

    /// Each message once, under all that it is an example of.
    private var chosen: [(label: String, specimen: Specimen)] {
        guard let shortest = specimens.shortest, let longest = specimens.longest else { return [] }
        if shortest.place == longest.place { return [("all are of this length", shortest)] }
        guard let typical = specimens.typical else { return [] }
        switch typical.place {
        case shortest.place: return [("shortest and typical", shortest), ("longest", longest)]
        case longest.place: return [("shortest", shortest), ("longest and typical", longest)]
        default: return [("shortest", shortest), ("typical", typical), ("longest", longest)]
        }
    }

    private static func size(_ specimen: Specimen) -> String {
        let (size, encoding) = (specimen.size, specimen.size.encoding)
        let room = size.segments > 1 ? size.segments * encoding.unitsInEachOfMany : encoding.unitsInOneSegment
        return "\(Figures.count(size.segments, "segment", "segments")), \(encoding.rawValue), \(size.units) of \(room)"
    }

    private static func quoted(_ text: String, width: Int) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            fold(Printable.text(String(line)), width: max(20, width - margin.count))
        }
        guard lines.count > mostLines else { return lines.map { margin + $0 } }
        let rest = lines.count - mostLines + 1
        return lines.prefix(mostLines - 1).map { margin + $0 } + ["  … \(Figures.count(rest)) more lines"]
    }

    /// Breaks a line at its spaces, and a word only where it is longer than the width; spaces stay as many as they are.
    private static func fold(_ line: String, width: Int) -> [String] {
        var (rest, lines) = (line[...], [String]())
        while DisplayWidth.of(rest) > width {
            let piece = DisplayWidth.prefix(of: rest, width)
            let space = piece.lastIndex(of: " ")
            let end = space.map { rest.index(after: $0) } ?? piece.endIndex
            // A character is never wider than a line, so there is a piece; but the loop must end whatever comes.
            guard end > rest.startIndex else { break }
            lines.append(String(rest[..<(space ?? end)]))
            rest = rest[end...]
        }
        return lines + [String(rest)]
    }
}
