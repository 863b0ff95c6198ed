// SPDX-License-Identifier: Apache-2.0

"use strict";
// Builds text nodes only, never HTML: what stands in a list cannot become a part of the page.
(() => {
  // The table draws the rows in sight only. One of them can be reached with the tabulator key, the
  // others with the arrows.

  let rowHeight = 30; // pixels, as in the style; more where letters are larger
  const mostRows = 400000; // browsers draw nothing that is taller
  const rowsOnPaper = 50;
  const byId = (id) => document.getElementById(id);
  const rows = JSON.parse(byId("rows").textContent);
  const titles = JSON.parse(byId("titles").textContent);
  const view = byId("window"),
    body = byId("body"),
    search = byId("search");
  const headings = [...byId("table").querySelectorAll("th")];
  const place = (key) => headings.findIndex((heading) => heading.dataset.key === key);
  const filters = {};
  for (const select of document.querySelectorAll(".controls select"))
    filters[select.id] = place(select.id);
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
    made.firstChild.style.height = `${height}px`;
    return made;
  }

  const opening = (index) => body.querySelector(`tr[data-index="${index}"] button`);

  function draw() {
    const held = body.contains(document.activeElement);
    const count = Math.min(hits.length, onPaper ? rowsOnPaper : mostRows);
    const seen = Math.floor(view.scrollTop / rowHeight);
    const first = onPaper ? 0 : Math.max(0, Math.min(seen - 10, count));
    const last = Math.min(
      count,
      onPaper ? count : first + Math.ceil(view.clientHeight / rowHeight) + 20,
    );
    if (!held && (active < first || active >= last))
      active = Math.max(0, Math.min(seen, count - 1));
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
    const steps = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 20,
      PageUp: -20,
      Home: -Infinity,
      End: Infinity,
    };
    if (!(event.key in steps)) return;
    event.preventDefault();
    move(active + steps[event.key]);
  }

  // Search, filters and sorting.

  const mostOptions = 300;
  let texts = null; // what is searched, made at the first search
  let sorting = { column: 0, sign: 1 };

  function compare(left, right) {
    const { column, sign } = sorting;
    if (column === 0) return sign * (left[0] - right[0]) || 0;
    const a = left[column],
      b = right[column];
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
    return (row) =>
      texts.get(row).includes(words) || (digits.length > 3 && row[1].includes(digits));
  }

  function update() {
    const find = finder();
    const wanted = Object.entries(filters).map(([id, column]) => [column, byId(id).value]);
    const tests = wanted.filter(([, value]) => value !== "");
    hits = rows.filter(
      (row) => tests.every(([column, value]) => row[column] === value) && (!find || find(row)),
    );
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
    const options = most
      .sort(([a], [b]) => (a < b ? -1 : 1))
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

  // The window with all of one row.

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
    const full = all
      .filter(([, text]) => text !== "")
      .flatMap(([title, text]) => [element("dt", title), element("dd", text)]);
    byId("facts").replaceChildren(...full);
    const empty = all
      .filter(([, text]) => text === "")
      .map(([title]) => title)
      .join(", ");
    const lost =
      row.length > headings.length
        ? ""
        : "The page had no room for more of this row; the report has it. ";
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
    if (document.activeElement === document.body || document.activeElement.disabled)
      byId("close").focus();
  }

  // What happens when: the page is opened, keys are pressed, it is printed.

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
  for (const [column, heading] of headings.entries()) {
    heading.firstChild.addEventListener("click", () => sort(column));
  }
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
  body.addEventListener("keydown", keys);
  body.addEventListener("click", pressed);
  body.addEventListener("focusin", (event) => {
    active = Number(event.target.closest("tr").dataset.index);
  });
  byId("close").addEventListener("click", () => dialog.close());
  byId("earlier").addEventListener("click", () => turn(-1));
  byId("later").addEventListener("click", () => turn(1));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => move(opened));
  let frame = 0;
  const drawOnce = () => {
    frame = 0;
    draw();
  };
  view.addEventListener("scroll", () => {
    if (frame === 0) frame = requestAnimationFrame(drawOnce);
  });
  addEventListener("resize", fit);
  addEventListener("beforeprint", () => paper(true));
  addEventListener("afterprint", () => paper(false));
  update();
  fit();
})();
