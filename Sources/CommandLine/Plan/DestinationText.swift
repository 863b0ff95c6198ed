// SPDX-License-Identifier: Apache-2.0

import Campaign
import PhoneNumbers

/// A table of where the messages go: regions by what is known of the lines there.
struct DestinationText {
    /// Regions beyond these are put together.
    private static let mostRegions = 8

    let destinations: Destinations

    /// The lines under a heading row, none longer than the width: where there is no room for all kinds of lines, the rarest are put
    /// together.
    func lines(width: Int) -> [String] {
        let kinds = destinations.kinds.sorted { ($1.value, Self.head($0.key)) < ($0.value, Self.head($1.key)) }.map(
            \.key
        )
        for shown in stride(from: kinds.count, to: 1, by: -1) {
            let lines = lines(kinds.prefix(shown), hasOthers: shown < kinds.count)
            if lines.allSatisfy({ DisplayWidth.of($0) <= width }) { return lines }
        }
        return lines(kinds.prefix(1), hasOthers: kinds.count > 1).map { Printable.cut($0, to: width) }
    }

    private func lines(_ kinds: ArraySlice<Destinations.Kind>, hasOthers: Bool) -> [String] {
        let columns = kinds.count + (hasOthers ? 1 : 0) + (kinds.count + (hasOthers ? 1 : 0) > 1 ? 1 : 0)
        var table = Table([.left] + Array(repeating: .right, count: columns))
        table.add(["region"] + kinds.map(Self.head) + (hasOthers ? ["others"] : []) + (columns > 1 ? ["in all"] : []))
        for (name, counts) in rows {
            let all = counts.values.reduce(0, +)
            var figures = kinds.map { counts[$0, default: 0] }
            if hasOthers { figures.append(all - figures.reduce(0, +)) }
            if columns > 1 { figures.append(all) }
            table.add([name] + figures.map { $0 == 0 ? "" : Figures.count($0) })
        }
        // The width is looked at by the caller, who may leave columns out.
        return table.lines(width: .max)
    }

    /// The commonest regions, and the others together.
    private var rows: [(String, [Destinations.Kind: Int])] {
        let regions = destinations.rankedRegions.map(\.region)
        // One region on its own takes no more room than a line that stands for it.
        let named = regions.prefix(regions.count == Self.mostRegions + 1 ? regions.count : Self.mostRegions)
        let others = regions.dropFirst(named.count)
        let rows = named.map { ($0.isEmpty ? "none" : $0, destinations.counts[$0, default: [:]]) }
        guard !others.isEmpty else { return rows }
        let counts = others.reduce(into: [:]) { $0.merge(destinations.counts[$1, default: [:]], uniquingKeysWith: +) }
        return rows + [("\(others.count) more", counts)]
    }

    private static func head(_ kind: Destinations.Kind) -> String {
        switch kind {
        case .lookedUp: "looked up first"
        case .line(.fixedLine): "landline"
        case .line(.fixedLineOrMobile): "either, by the plan"
        case .line(let type): type.rawValue.replacing("_", with: " ")
        }
    }
}
