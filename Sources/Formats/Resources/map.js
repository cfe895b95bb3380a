// The page: reads the data, keeps what is chosen and what is filtered, and tells map, table and panel.
class Page {
  constructor() {
    this.data = JSON.parse(byId("data").textContent);
    this.rows = this.data.incidents;
    this.sites = this.data.sites;
    for (const row of this.rows) row.words = wordsOf(row);
    this.statuses = new Set(Object.keys(STATUSES));
    this.families = new Set(Object.keys(FAMILIES));
    this.chosen = this.chosenSite = null;
    const positions = this.rows.filter(isLocated).map(positionOf);
    this.view = new View(byId("canvas"), JSON.parse(byId("borders").textContent), positions);
    this.list = new List(byId("list").querySelector("table"), byId("more"), (row) => this.choose(row));
    this.timeline = new Timeline(byId("timeline"), (from, to) => { byId("from").value = from; byId("to").value = to; this.filter(); });
    this.view.onclick = (hit) => this.clicked(hit);
    this.view.onhover = ({ lng, lat }) => { byId("position").textContent = `${lng.toFixed(3)}, ${lat.toFixed(3)}`; };
    this.view.tip = (hit) => make("span", { dir: "auto" }, tipOf(hit));
  }

  start() {
    this.offerFilters();
    this.listen();
    this.filter();
    showDetail(byId("detail"), null, this);
    this.restore();
    document.documentElement.dataset.ready = "true";
  }

  // — what is shown —

  offerFilters() {
    const count = (test) => this.rows.filter(test).length;
    for (const [family, { label }] of Object.entries(FAMILIES)) {
      const n = count((row) => row.family === family);
      if (n) byId("families").append(this.chip(this.families, family, [sign(family), `${label} ${n}`]));
    }
    for (const [status, meaning] of Object.entries(STATUSES)) {
      const n = count((row) => row.status === status);
      if (n) byId("statuses").append(this.chip(this.statuses, status, [`${status} ${n}`], meaning));
    }
    for (const type of [...new Set(this.rows.map((row) => row.type))].sort()) byId("type").append(make("option", { value: type, textContent: type }));
  }

  chip(set, value, content, title = "") {
    const chip = make("button", { type: "button", className: "chip", title, "aria-pressed": "true" }, ...content);
    chip.onclick = () => {
      if (!set.delete(value)) set.add(value);
      chip.setAttribute("aria-pressed", String(set.has(value)));
      this.filter();
    };
    return chip;
  }

  filter() {
    const type = byId("type").value, from = byId("from").value, to = byId("to").value;
    const least = byId("confidence").value / 100, words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    byId("confidence-value").textContent = `${byId("confidence").value} %`;
    const apart = this.rows.filter((row) => this.families.has(row.family) && this.statuses.has(row.status)
      && (!type || row.type === type) && row.confidence >= least && words.every((word) => row.words.includes(word)));
    this.shown = apart.filter((row) => isWithin(row.date, from, to));
    this.spots = spotsOf(this.shown);
    this.hulls = hullsOf(this.shown);
    this.list.show(this.shown);
    this.list.mark(this.chosen);
    this.timeline.show(apart, { from, to });
    this.summarize();
    this.view.draw(this.scene());
  }

  summarize() {
    const located = this.shown.filter(isLocated).length, all = this.rows.length;
    const count = this.shown.length === all ? `${all} incidents` : `${this.shown.length} of ${all} incidents`;
    byId("summary").textContent = `${count}, ${located} on the map · ${this.data.reportCount} reports · ${this.sites.length} sites`;
  }

  scene() {
    const chosen = this.chosen && isLocated(this.chosen) ? this.chosen : null;
    return { spots: this.spots, hulls: this.hulls, sites: this.sites, rings: byId("rings").checked, chosen, chosenSite: this.chosenSite };
  }

  // — what is chosen —

  choose(row) {
    this.chosen = row;
    this.chosenSite = null;
    this.list.mark(row);
    showDetail(byId("detail"), row, this);
    if (row && isLocated(row)) this.view.reveal(positionOf(row));
    this.view.drawChoice(this.scene());
    this.remember();
  }

  chooseSite(site) {
    this.chosenSite = site;
    showSite(byId("detail"), site, this);
    if (site.point) this.view.reveal(site.point);
    this.view.drawChoice(this.scene());
  }

  clicked(hit) {
    if (hit?.site) return this.chooseSite(hit.site);
    if (!hit) return this.choose(null);
    const crowd = hit.rows;
    this.choose(crowd ? crowd[(crowd.indexOf(this.chosen) + 1) % crowd.length] : hit.row);
  }

  step(by) {
    if (!this.list.rows.length) return;
    const index = this.list.rows.indexOf(this.chosen);
    const next = index < 0 ? (by > 0 ? 0 : this.list.rows.length - 1) : clamp(index + by, 0, this.list.rows.length - 1);
    this.choose(this.list.rows[next]);
  }

  fitShown() {
    const located = this.shown.filter(isLocated);
    const exact = located.filter((row) => row.place.radius < 300);
    this.view.fit((exact.length ? exact : located).map(positionOf));
  }

  // — the address: #id names what is chosen, so a link leads back to it —

  remember() { history.replaceState(null, "", this.chosen ? `#${encodeURIComponent(this.chosen.id)}` : location.pathname + location.search); }

  restore() {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { /* not an address of ours */ }
    const row = this.rows.find((row) => row.id === id);
    this.fitShown();
    if (row) this.choose(row);
  }

  // — hands —

  listen() {
    for (const id of ["type", "from", "to", "confidence", "search", "rings"]) byId(id).addEventListener("input", () => this.filter());
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("show-all").onclick = () => this.reset();
    byId("zoom-in").onclick = () => this.view.zoomBy(1);
    byId("zoom-out").onclick = () => this.view.zoomBy(-1);
    byId("zoom-fit").onclick = () => this.fitShown();
    byId("theme").onclick = () => this.turnTheme();
    byId("help-open").onclick = () => this.help();
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("hashchange", () => this.restore());
    this.setTheme(matchMedia("(prefers-color-scheme: dark)").matches);
  }

  reset() {
    byId("filters").reset();
    for (const key of Object.keys(STATUSES)) this.statuses.add(key);
    for (const key of Object.keys(FAMILIES)) this.families.add(key);
    for (const chip of document.querySelectorAll(".chip")) chip.setAttribute("aria-pressed", "true");
    this.filter();
    this.fitShown();
  }

  turnTheme() { this.setTheme(document.documentElement.dataset.theme !== "dark"); }

  setTheme(dark) {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    tints.clear();
    if (this.shown) this.view.draw(this.scene());
    if (this.timeline.days && !this.timeline.canvas.hidden) this.timeline.paint();
  }

  key(event) {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape" && typing) return event.target.blur();
    if (typing || byId("help").open || event.ctrlKey || event.metaKey || event.altKey) return;
    // With the focus on it, Leaflet moves and zooms the map itself.
    if (event.target === byId("canvas") && /^(Arrow|[+=-]$)/.test(event.key)) return;
    const keys = {
      j: () => this.step(1), k: () => this.step(-1),
      ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1),
      "+": () => this.view.zoomBy(1), "=": () => this.view.zoomBy(1), "-": () => this.view.zoomBy(-1), f: () => this.fitShown(),
      "/": () => byId("search").focus(), d: () => this.turnTheme(), "?": () => this.help(), Escape: () => this.choose(null),
    };
    const action = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (!action) return;
    event.preventDefault();
    action();
  }

  help() {
    const keys = [["j k", "next and previous incident"], ["+ −", "zoom"], ["← → ↑ ↓", "move the map when it has the focus"], ["f", "show all incidents"],
      ["/", "search"], ["d", "light or dark"], ["Esc", "choose nothing"]];
    const lines = keys.flatMap(([key, text]) => [make("dt", {}, make("kbd", { textContent: key })), make("dd", { textContent: text })]);
    const close = make("button", { type: "button", textContent: "Close", onclick: () => byId("help").close() });
    byId("help").replaceChildren(make("h2", { textContent: "Keys" }), make("dl", {}, ...lines), close);
    byId("help").showModal();
  }
}

const byId = (id) => document.getElementById(id);
const positionOf = ({ place }) => [place.longitude, place.latitude];
const isLocated = (row) => row.place !== null && row.place.latitude !== null;

function tipOf({ site, row, rows }) {
  if (site) return `${site.name} (${site.kind})`;
  const first = row ?? rows[0], toll = tollInWords(first.toll);
  return `${rows ? `${rows.length} incidents; first: ` : ""}${first.title} · ${dateInWords(first.date)}${toll ? ` · ${toll}` : ""}`;
}

/** True when an incident may have happened in the period; one without a date only when all are asked for. */
function isWithin({ start, end }, from, to) {
  if (!from && !to) return true;
  if (!start && !end) return false;
  return (!to || (start ?? end) <= to) && (!from || (end ?? start) >= from);
}

function wordsOf(row) {
  const parts = [row.type, row.id, row.status, row.place?.name, row.place?.text, row.place?.admin1, row.place?.countryName, row.nearest?.name,
    ...row.acled, ...row.weapons, ...row.actors.flatMap(({ text, name }) => [text, name]), ...row.quotes.map(({ text }) => text), ...row.reports.map(({ title }) => title)];
  return parts.filter(Boolean).join(" ").toLowerCase();
}

/** Incidents by the spot they are drawn at: towns draw many to the same point. */
function spotsOf(rows) {
  const spots = new Map();
  for (const row of rows.filter(isLocated)) {
    const { longitude, latitude, name, text, relation } = row.place, key = `${longitude} ${latitude}`;
    if (!spots.has(key)) spots.set(key, { coordinate: [longitude, latitude], name: relation === "offset" ? "" : name || text, rows: [] });
    spots.get(key).rows.push(row);
  }
  return [...spots.values()];
}

function hullsOf(rows) {
  const members = new Map();
  for (const row of rows.filter((row) => isLocated(row) && row.cluster !== null)) {
    if (!members.has(row.cluster)) members.set(row.cluster, []);
    members.get(row.cluster).push(positionOf(row));
  }
  return [...members].map(([number, coordinates]) => ({ coordinates, label: `cluster ${number} · ${coordinates.length}` }));
}

new Page().start();
