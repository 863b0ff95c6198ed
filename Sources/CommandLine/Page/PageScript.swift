// SPDX-License-Identifier: Apache-2.0

/// The page's script: search, filters, sorting, and a table that only draws the rows in sight.
enum PageScript {
    /// The script as it stands in the page; it builds text nodes only, never HTML.
    static let text = #"""

        "use strict";
        (() => {
          let rowHeight = 30; // pixels, as in the style; more where letters are larger
          const mostRows = 400000; // browsers draw nothing that is taller
          const rowsOnPaper = 50;
          const filters = { status: 4, reason: 5, type: 3, code: 6 };
          const byId = (id) => document.getElementById(id);
          const rows = JSON.parse(byId("rows").textContent);
          const view = byId("window"), body = byId("body"), search = byId("search");
          const headings = [...byId("table").querySelectorAll("th")];
          let texts = null; // what is searched, made at the first search
          let hits = rows;
          let sorting = { column: 0, sign: 1 };
          let onPaper = false;

          const figures = (number) => number.toLocaleString("en-US");

          function element(name, text) {
            const made = document.createElement(name);
            made.textContent = text;
            return made;
          }

          function line(row, index) {
            const made = document.createElement("tr");
            made.setAttribute("aria-rowindex", index + 2);
            row.forEach((text, column) => {
              const cell = element(column === 0 ? "th" : "td", text);
              if (column === 0) cell.scope = "row";
              if (column === filters.status) cell.className = text;
              made.append(cell);
            });
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

          function draw() {
            const count = Math.min(hits.length, onPaper ? rowsOnPaper : mostRows);
            const top = onPaper ? 0 : Math.floor(view.scrollTop / rowHeight) - 10;
            const first = Math.max(0, Math.min(top, count));
            const seen = onPaper ? count : Math.ceil(view.clientHeight / rowHeight) + 20;
            const last = Math.min(count, first + seen);
            const lines = hits.slice(first, last).map((row, index) => line(row, first + index));
            body.replaceChildren(spacer(first * rowHeight), ...lines, spacer((count - last) * rowHeight));
          }

          function compare(left, right) {
            const { column, sign } = sorting;
            if (column === 0) return sign * (left[0] - right[0]);
            const a = left[column], b = right[column];
            if (a === b) return 0;
            if (a === "") return 1; // nothing comes last, whichever way
            if (b === "") return -1;
            return a < b ? -sign : sign;
          }

          function finder() {
            const words = search.value.trim().toLowerCase();
            if (words === "") return null;
            texts ??= new Map(rows.map((row) => [row, row.join("\n").toLowerCase()]));
            // "(202) 555-0123" is found, however it is spelled.
            const digits = /^[\d\s()+./-]+$/.test(words) ? words.replace(/\D/g, "") : "";
            return (row) => texts.get(row).includes(words) || (digits.length > 3 && row[1].includes(digits));
          }

          function update() {
            const find = finder();
            const wanted = Object.entries(filters).map(([id, column]) => [column, byId(id).value]);
            const tests = wanted.filter(([, value]) => value !== "");
            hits = rows.filter((row) => tests.every(([column, value]) => row[column] === value) && (!find || find(row)));
            if (sorting.column !== 0 || sorting.sign < 0) hits.sort(compare);
            const capped = hits.length > mostRows ? `, the first ${figures(mostRows)} of them below` : "";
            byId("count").textContent = `${figures(hits.length)} of ${figures(rows.length)} rows${capped}`;
            byId("table").setAttribute("aria-rowcount", hits.length + 1);
            view.scrollTop = 0;
            draw();
          }

          function sort(column) {
            sorting = { column, sign: sorting.column === column ? -sorting.sign : 1 };
            headings.forEach((heading, index) => {
              const word = index !== column ? "none" : sorting.sign > 0 ? "ascending" : "descending";
              heading.setAttribute("aria-sort", word);
            });
            update();
          }

          function fill(id, column) {
            const counts = new Map();
            for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
            counts.delete("");
            const options = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, count]) => {
              const made = element("option", `${value} (${figures(count)})`);
              made.value = value;
              return made;
            });
            const all = element("option", "all");
            all.value = "";
            byId(id).replaceChildren(all, ...options);
            byId(id).addEventListener("change", update);
          }

          function choose(values) {
            search.value = "";
            for (const id of Object.keys(filters)) byId(id).value = values[id] ?? "";
            update();
          }

          function paper(isOn) {
            onPaper = isOn;
            draw();
          }

          function fit() {
            const height = body.querySelector("tr:not(.spacer)")?.offsetHeight || rowHeight;
            if (!onPaper) rowHeight = height;
            draw();
          }

          for (const [id, column] of Object.entries(filters)) fill(id, column);
          headings.forEach((heading, column) => heading.firstChild.addEventListener("click", () => sort(column)));
          headings[0].setAttribute("aria-sort", "ascending");
          search.addEventListener("input", update);
          byId("clear").addEventListener("click", () => choose({}));
          for (const button of document.querySelectorAll("button.show")) {
            button.addEventListener("click", () => {
              choose(button.dataset);
              byId("rows-title").scrollIntoView();
              view.focus({ preventScroll: true });
            });
          }
          let frame = 0;
          const drawOnce = () => { frame = 0; draw(); };
          view.addEventListener("scroll", () => { frame ||= requestAnimationFrame(drawOnce); });
          addEventListener("resize", fit);
          addEventListener("beforeprint", () => paper(true));
          addEventListener("afterprint", () => paper(false));
          update();
          fit();
        })();

        """#
}
