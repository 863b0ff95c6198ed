// SPDX-License-Identifier: Apache-2.0

/// A button that narrows the page's table down.
struct PageButton {
    var status = ""
    var reason = ""
    var code = ""
    var delivery = ""
    /// What it does, for those who do not see its row.
    let words: String

    var html: String {
        let all = [("status", status), ("reason", reason), ("code", code), ("delivery", delivery)]
        let filters = all.filter { !$0.1.isEmpty }
        let data = filters.map { " data-\($0.0)=\"\(HTMLText.escaped($0.1))\"" }.joined()
        return "<button type=\"button\" class=\"show\"\(data) aria-label=\"\(HTMLText.escaped(words))\">Show</button>"
    }
}
