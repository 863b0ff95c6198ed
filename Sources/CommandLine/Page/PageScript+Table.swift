// SPDX-License-Identifier: Apache-2.0

extension PageScript {
    /// The table, which only draws the rows in sight; one of them can be reached with the tabulator key, the others with the arrows.
    static let table = #"""
          let rowHeight = 30; // pixels, as in the style; more where letters are larger
          const mostRows = 400000; // browsers draw nothing that is taller
          const rowsOnPaper = 50;
          const byId = (id) => document.getElementById(id);
          const rows = JSON.parse(byId("rows").textContent);
          const titles = JSON.parse(byId("titles").textContent);
          const view = byId("window"), body = byId("body"), search = byId("search");
          const headings = [...byId("table").querySelectorAll("th")];
          const place = (key) => headings.findIndex((heading) => heading.dataset.key === key);
          const filters = {};
          for (const select of document.querySelectorAll(".controls select")) filters[select.id] = place(select.id);
          let hits = rows;
          let active = 0; // the row that the tabulator key reaches
          let onPaper = false;

          const figures = (number) => number.toLocaleString("en-US");

          function element(name, text) {
            const made = document.createElement(name);
            made.textContent = text;
            return made;
          }

          function opener(row, index) {
            const made = element("button", row[0]);
            made.type = "button";
            made.className = "open";
            made.tabIndex = index === active ? 0 : -1;
            made.setAttribute("aria-haspopup", "dialog");
            made.setAttribute("aria-label", `Row ${row[0]}, all details`);
            return made;
          }

          function line(row, index) {
            const made = document.createElement("tr");
            made.dataset.index = index;
            made.setAttribute("aria-rowindex", index + 2);
            for (let column = 0; column < headings.length; column++) {
              const cell = element(column === 0 ? "th" : "td", column === 0 ? "" : row[column]);
              if (column === 0) cell.scope = "row";
              if (column === 0) cell.append(opener(row, index));
              if (column === filters.status) cell.className = row[column];
              made.append(cell);
            }
            return made;
          }

          function spacer(height) {
            const made = document.createElement("tr");
            made.className = "spacer";
            made.setAttribute("aria-hidden", "true");
            made.append(document.createElement("td"));
            made.firstChild.colSpan = headings.length;
            made.firstChild.style.height = height + "px";
            return made;
          }

          const opening = (index) => body.querySelector(`tr[data-index="${index}"] button`);

          function draw() {
            const held = body.contains(document.activeElement);
            const count = Math.min(hits.length, onPaper ? rowsOnPaper : mostRows);
            const seen = Math.floor(view.scrollTop / rowHeight);
            const first = onPaper ? 0 : Math.max(0, Math.min(seen - 10, count));
            const last = Math.min(count, onPaper ? count : first + Math.ceil(view.clientHeight / rowHeight) + 20);
            if (!held && (active < first || active >= last)) active = Math.max(0, Math.min(seen, count - 1));
            const lines = hits.slice(first, last).map((row, index) => line(row, first + index));
            body.replaceChildren(spacer(first * rowHeight), ...lines, spacer((count - last) * rowHeight));
            if (held) (opening(active) ?? view).focus({ preventScroll: true });
          }

          function move(to) {
            active = Math.max(0, Math.min(to, Math.min(hits.length, mostRows) - 1));
            const top = active * rowHeight;
            const room = view.clientHeight - headings[0].offsetHeight - rowHeight;
            view.scrollTop = Math.min(top, Math.max(view.scrollTop, top - room));
            draw();
            opening(active)?.focus({ preventScroll: true });
          }

          function keys(event) {
            const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20, Home: -Infinity, End: Infinity };
            if (!(event.key in steps)) return;
            event.preventDefault();
            move(active + steps[event.key]);
          }

        """#
}
