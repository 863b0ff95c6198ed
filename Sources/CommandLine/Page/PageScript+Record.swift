// SPDX-License-Identifier: Apache-2.0

extension PageScript {
    /// The window with all of one row.
    static let record = #"""
          const dialog = byId("record");
          let opened = 0; // the row in the window; the browser gives the focus back to where it was opened

          // Each column's heading and text: the table's, then those that only this window shows.
          function facts(row) {
            const shown = headings.map((heading, column) => [heading.textContent, row[column]]);
            const details = row[headings.length];
            if (details === undefined || titles.length === 0) return shown;
            const texts = details.split("\f");
            return shown.concat(titles.map((title, index) => [title, texts[index]]));
          }

          function showRecord(index) {
            const row = hits[index];
            if (!row) return;
            opened = index;
            const all = facts(row);
            byId("record-title").textContent = `Row ${row[0]}`;
            const full = all.filter(([, text]) => text !== "").flatMap(([title, text]) => [element("dt", title), element("dd", text)]);
            byId("facts").replaceChildren(...full);
            const empty = all.filter(([, text]) => text === "").map(([title]) => title).join(", ");
            const lost = row.length > headings.length ? "" : "The page had no room for more of this row; the report has it. ";
            byId("empty").textContent = lost + (empty ? `Empty: ${empty}` : "");
            byId("earlier").disabled = index === 0;
            byId("later").disabled = index >= hits.length - 1;
            if (!dialog.open) dialog.showModal();
            dialog.scrollTop = 0;
          }

          function pressed(event) {
            const line = event.target.closest("tr");
            if (!line?.dataset.index || String(getSelection()) !== "") return;
            showRecord(Number(line.dataset.index));
          }

          function turn(step) {
            showRecord(opened + step);
            if (document.activeElement === document.body || document.activeElement.disabled) byId("close").focus();
          }

        """#
}
