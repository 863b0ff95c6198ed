// SPDX-License-Identifier: Apache-2.0

extension PageScript {
    /// Search, filters and sorting.
    static let search = #"""
          const mostOptions = 300;
          let texts = null; // what is searched, made at the first search
          let sorting = { column: 0, sign: 1 };

          function compare(left, right) {
            const { column, sign } = sorting;
            if (column === 0) return sign * (left[0] - right[0]) || 0;
            const a = left[column], b = right[column];
            if (a === b) return 0;
            if (a === "") return 1; // nothing comes last, whichever way
            if (b === "") return -1;
            return a < b ? -sign : sign;
          }

          function finder() {
            const words = search.value.trim().toLowerCase();
            if (words === "") return null;
            texts ??= new Map(rows.map((row) => [row, row.join("\f").toLowerCase()]));
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
            active = 0;
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

          function option(value, text) {
            const made = element("option", text);
            made.value = value;
            return made;
          }

          function fill(id, column) {
            const counts = new Map();
            for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
            counts.delete("");
            const most = [...counts].sort(([, a], [, b]) => b - a).slice(0, mostOptions);
            const options = most.sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([value, count]) => option(value, `${value} (${figures(count)})`));
            byId(id).replaceChildren(option("", "all"), ...options);
            byId(id).addEventListener("change", update);
          }

          function choose(values) {
            search.value = "";
            for (const id of Object.keys(filters)) {
              const value = values[id] ?? "";
              byId(id).value = value;
              if (byId(id).value !== value) byId(id).append(option(value, value));
              byId(id).value = value;
            }
            update();
          }

        """#
}
