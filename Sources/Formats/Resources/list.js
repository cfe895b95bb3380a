// The table: the map's twin, with the same rows, the same choice, and everything by keyboard.
const COLUMNS = [
  { title: "What", key: (row) => row.type, cell: (row) => [sign(row.family, isHollow(row)), row.type] },
  { title: "Where", key: (row) => (row.place ? `0${row.place.name || row.place.text}` : "1"), cell: whereCell },
  { title: "When", key: (row) => row.date.start ?? row.date.end ?? "9", cell: (row) => [dateInWords(row.date)], number: true },
  { title: "Toll", key: (row) => -(row.toll.killed?.[1] ?? row.toll.killed?.[0] ?? -1), cell: (row) => [tollInWords(row.toll) || "—"] },
  { title: "Nearest site", key: (row) => row.nearest?.km ?? 1e9, cell: (row) => [row.nearest ? nearestInWords(row.nearest) : "—"] },
  { title: "Cluster", key: (row) => row.cluster ?? 1e9, cell: (row) => [row.cluster === null ? "—" : `${row.cluster}`], number: true },
  { title: "Status", key: (row) => row.status, cell: (row) => [[row.status, row.stage === "accomplished" ? "" : row.stage].filter(Boolean).join(", ")] },
  { title: "Confidence", key: (row) => -row.confidence, cell: (row) => [confidenceBar(row.confidence)], number: true },
];

function whereCell(row) {
  if (!row.place) return [make("span", { className: "quiet" }, "not stated")];
  if (row.place.latitude === null) return [make("bdi", {}, row.place.text), make("span", { className: "quiet" }, " — unknown place")];
  const division = divisionInWords(row.place);
  return [make("bdi", {}, placeInWords(row)), make("span", { className: "quiet" }, `${division ? `, ${division}` : ""} ± ${kilometers(row.place.radius)}`)];
}

class List {
  constructor(table, more, choose) {
    this.body = table.tBodies[0];
    this.more = more;
    this.choose = choose;
    this.lines = new Map();
    this.step = 200;
    more.onclick = () => this.extend(this.shown + this.step);
    COLUMNS.forEach((column, index) => table.tHead.rows[0].append(this.head(column, index)));
  }

  head(column, index) {
    const button = make("button", { type: "button", textContent: column.title, title: `Sort by ${column.title.toLowerCase()}` });
    const head = make("th", { scope: "col" }, button);
    button.onclick = () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      this.order = { key: COLUMNS[index].key, sign: descending ? -1 : 1 };
      this.show(this.given);
    };
    return head;
  }

  show(rows) {
    this.given = rows;
    this.rows = this.order ? rows.toSorted((a, b) => this.order.sign * compare(this.order.key(a), this.order.key(b))) : rows;
    this.lines.clear();
    this.body.replaceChildren();
    this.shown = 0;
    if (!rows.length) this.body.append(make("tr", {}, make("td", { colSpan: COLUMNS.length, className: "quiet" }, "Nothing matches these filters.")));
    this.extend(this.step);
  }

  extend(count) {
    const next = this.rows.slice(this.shown, count);
    this.body.append(...next.map((row) => this.line(row)));
    this.shown += next.length;
    this.more.hidden = this.shown >= this.rows.length;
    this.more.textContent = `Show more (${this.rows.length - this.shown} left)`;
  }

  line(row) {
    const cells = COLUMNS.map(({ cell, number }) => make("td", { dir: "auto", className: number ? "number" : "" }, ...cell(row)));
    const line = make("tr", { tabIndex: -1, "aria-selected": "false", className: isHollow(row) ? "old" : "" }, ...cells);
    line.onclick = () => this.choose(row);
    this.lines.set(row, line);
    return line;
  }

  mark(row) {
    this.marked?.setAttribute("aria-selected", "false");
    const index = row ? this.rows.indexOf(row) : -1;
    if (index >= this.shown) this.extend(index + 1);
    this.marked = this.lines.get(row);
    this.marked?.setAttribute("aria-selected", "true");
    if (this.marked) this.uncover(this.marked);
  }

  /** Scrolls the table alone: the page itself stays where it is. */
  uncover(line) {
    const box = this.body.closest("section"), top = line.offsetTop, bottom = top + line.offsetHeight;
    if (top - 34 < box.scrollTop) box.scrollTop = top - 34;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight + 8;
  }
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
