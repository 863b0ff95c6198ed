// SPDX-License-Identifier: Apache-2.0

import Basics

/// Finds the columns that placeholders name among a file's headers.
struct ColumnFinder {
    private let source: String
    private let headers: [String]
    private let indices: [String: [Int]]

    /// Takes the template too, for the places in errors.
    init(_ headers: [String], for source: String) {
        self.source = source
        self.headers = headers
        indices = Dictionary(grouping: headers.indices) { ColumnName.key(of: headers[$0]) }
    }

    func index(for placeholder: TemplatePiece.Placeholder) throws(TemplateError) -> Int {
        let found = indices[ColumnName.key(of: placeholder.column)] ?? []
        guard let index = found.first else {
            throw error(unknown(placeholder.column), at: placeholder)
        }
        guard found.count == 1 else {
            let matching = found.map { headers[$0] }
            throw error(.ambiguousColumn(placeholder.column, headers: matching), at: placeholder)
        }
        return index
    }

    private func error(_ kind: TemplateError.Kind, at placeholder: TemplatePiece.Placeholder) -> TemplateError {
        TemplateError(kind, at: TemplatePlace(after: source.unicodeScalars.prefix(placeholder.offset)))
    }

    private func unknown(_ name: String) -> TemplateError.Kind {
        let keys = headers.map(ColumnName.key)
        let nearest = Spelling.nearest(to: ColumnName.key(of: name), in: keys.filter { !$0.isEmpty })
            .flatMap { keys.firstIndex(of: $0) }
            .map { headers[$0] }
        return .unknownColumn(name, nearest: nearest, headers: headers)
    }
}
