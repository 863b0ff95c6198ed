// SPDX-License-Identifier: Apache-2.0

/// The window over the page that shows all of one row; the script fills it.
enum PageDialog {
    /// The window as it stands in the page, closed.
    static let html = """
        <dialog id="record" aria-labelledby="record-title">
        <div class="record-head"><h2 id="record-title"></h2>
        <button type="button" id="earlier">Previous</button>
        <button type="button" id="later">Next</button>
        <button type="button" id="close">Close</button></div>
        <dl id="facts"></dl>
        <p id="empty"></p>
        </dialog>
        """
}
