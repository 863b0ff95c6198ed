// SPDX-License-Identifier: Apache-2.0

internal import Foundation
package import Lists

/// A list in a scratch folder, called `list.csv` in messages.
package struct ListFile {
    package let folder: ScratchFolder
    package let path: String

    package init(_ contents: String, named name: String = "list.csv") throws {
        folder = try ScratchFolder()
        path = try folder.write(contents, to: name)
    }

    package func rewrite(_ contents: String) throws {
        try Data(contents.utf8).write(to: URL(fileURLWithPath: path))
    }

    package func list(phoneColumn: String? = nil) throws -> RecipientList {
        try list(ListOptions(phoneColumn: phoneColumn))
    }

    package func list(_ options: ListOptions) throws -> RecipientList {
        try RecipientList(ListInput(path: path, name: "list.csv"), options)
    }
}
