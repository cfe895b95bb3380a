// What is known of one incident, and why: the page's answer to "says who?".
function showDetail(panel, row, page) {
  panel.replaceChildren(...(row ? incidentDetail(row, page) : overview(page)));
  panel.scrollTop = 0;
}

function section(title, ...children) {
  const shown = children.flat().filter(Boolean);
  return shown.length ? [make("h3", { textContent: title }), ...shown] : [];
}

const said = (tag, text, properties = {}) => make(tag, { dir: "auto", ...properties }, text);

function incidentDetail(row, page) {
  return [
    make("h2", { dir: "auto" }, sign(row.family, isHollow(row)), ` ${row.title}`),
    row.place ? said("p", divisionInWords(row.place), { className: "quiet" }) : null,
    make("p", {}, ...badges(row)),
    ...quoteOf(row),
    ...section("When", said("p", dateInWords(row.date)), dateBasis(row.date)),
    ...section("Toll", tollTotal(row), tollList(row)),
    ...section("Where", whereParts(row)),
    ...section("Nearest site", row.nearest && make("p", {}, siteLink(row.nearest, page))),
    ...section("Who", listOf(row.actors.map(({ text, name, role, kind }) => `${text}${name && name !== text ? ` (${name})` : ""} — ${role}${kind === "unknown" ? "" : `, ${kind}`}`)), row.weapons.length ? said("p", `With: ${row.weapons.join(", ")}`) : null),
    ...section("Same cluster", row.cluster === null ? null : clusterMembers(row, page)),
    ...section("Told by", row.reports.map(sourceLine)),
    ...whyParts(row),
    make("p", { className: "quiet" }, make("small", {}, row.id)),
  ].filter(Boolean);
}

function badges(row) {
  const sure = row.certainty === "confirmed" || row.certainty === "reported";
  return [
    make("span", { className: "badge", title: STATUSES[row.status] ?? "" }, row.status),
    row.stage === "accomplished" ? null : make("span", { className: "badge doubt" }, row.stage),
    make("span", { className: sure ? "badge" : "badge doubt" }, row.certainty),
    row.acled[1] ? make("span", { className: "badge quiet", title: "ACLED event and sub-event type" }, row.acled.join(" · ")) : null,
    make("span", { className: "badge" }, "confidence ", confidenceBar(row.confidence)),
    row.alert ? make("span", { className: "badge doubt" }, `alert: ${row.alert}`) : null,
  ].filter(Boolean);
}

function confidenceBar(value) {
  const fill = make("i");
  fill.style.width = `${Math.round(value * 100)}%`;
  return make("span", {}, make("span", { className: "bar", "aria-hidden": "true" }, fill), ` ${Math.round(value * 100)} %`);
}

function quoteOf({ quotes, place, reports }) {
  return quotes.map(({ before, text, after, language, report }) => {
    const cite = report ? make("cite", { dir: "auto" }, nameOfReport(report, reports)) : "";
    const quote = make("blockquote", { dir: "auto" }, before, make("mark", {}, ...placeMarked(text, place?.text)), after, cite);
    if (language) quote.lang = language;
    return quote;
  });
}

/** Of an incident that several reports tell, each sentence says whose it is. */
function nameOfReport(id, reports) {
  const { source, published } = reports.find((report) => report.id === id) ?? {};
  return [source || id, published && dayInWords(published)].filter(Boolean).join(", ");
}

/** The sentence, with the words that name the place set apart. */
function placeMarked(text, words) {
  if (!words) return [text];
  return text.split(words).flatMap((part, i) => (i ? [make("b", { className: "place" }, words), part] : [part]));
}

function dateBasis({ expression, anchor, start, end }) {
  const from = {
    absolute: "as written", publication: "counted from the day of publication", dateline: "counted from a dateline or caption",
    previousEvent: "counted from the event told before", assumed: "not stated: the report's own day stands in", missing: "nothing to count it from",
  }[anchor];
  const isKnown = from && !(anchor === "missing" && (start || end)); // a list has dates, but not what they were counted from
  return make("p", { className: "quiet" }, expression && anchor !== "assumed" ? make("bdi", {}, `“${expression}”`, isKnown ? ", " : "") : "", isKnown ? from : "");
}

/** Where figures rival or add to each other, what they come to. */
function tollTotal({ toll, casualties, merge }) {
  const words = casualties.length > 1 ? tollInWords(toll) : "";
  return words ? said("p", merge ? `${words}, as the latest report has it` : words) : null;
}

function tollList({ casualties, reports }) {
  return listOf(casualties.map(({ effect, side, low, high, text, source, report }) => {
    const count = low === null && high === null ? "number unknown" : countInWords([low, high]);
    return `${count} ${effect}${side && side !== "unspecified" ? ` (${side})` : ""}${text ? `: “${text}”` : ""}${source ? `, says ${source}` : ""}${report ? ` (${nameOfReport(report, reports)})` : ""}`;
  }));
}

function listOf(lines) {
  return lines.length ? make("ul", {}, ...lines.map((line) => said("li", line))) : null;
}

function whereParts({ place, rivals, explanation }) {
  if (!place) return [said("p", explanation || "The report does not say where, or names no place that is known.")];
  const known = place.latitude !== null;
  const at = known ? `${Math.abs(place.latitude).toFixed(4)}° ${place.latitude < 0 ? "S" : "N"}, ${Math.abs(place.longitude).toFixed(4)}° ${place.longitude < 0 ? "W" : "E"} ± ${kilometers(place.radius)}` : "position unknown";
  return [
    said("p", `“${place.text}” → ${[place.name || "no known place", place.kind].filter(Boolean).join(", ")}`),
    make("p", { className: "quiet" }, at, place.id ? make("small", {}, ` · ${place.id}`) : ""),
    ...place.stated.map(({ from, stated, measured }) => said("p", `Stated ${kilometers(stated)} from ${from}${measured === null ? "" : `; measured ${kilometers(measured)}`}.`)),
    rivals.length ? make("p", { className: "quiet" }, `Other candidates: ${rivals.map((r) => `${[r.name, r.kind, r.admin1 || r.country].filter(Boolean).join(", ")}`).join("; ")}.`) : null,
  ];
}

function siteLink(nearest, page) {
  const site = page.sites.find(({ id }) => id === nearest.id);
  const onclick = () => site && page.chooseSite(site);
  return make("button", { className: "link", type: "button", dir: "auto", onclick }, nearestInWords(nearest));
}

function clusterMembers(row, page) {
  const others = page.rows.filter((other) => other.cluster === row.cluster && other !== row);
  const shown = others.slice(0, 8).map((other) => make("li", {}, incidentLink(other, page)));
  const rest = others.length - shown.length;
  return [
    make("p", {}, `Cluster ${row.cluster} (${row.clusterRole}), ${others.length + 1} incidents`),
    make("ul", {}, ...shown, rest > 0 ? make("li", {}, `and ${rest} more`) : ""),
  ];
}

function incidentLink(row, page) {
  const words = `${row.title}, ${dateInWords(row.date)}`;
  return make("button", { className: "link", type: "button", dir: "auto", onclick: () => page.choose(row) }, words);
}

function sourceLine({ title, source, published, url, id }) {
  const name = title || id;
  const safe = /^https?:\/\//i.test(url ?? "");
  const label = safe ? make("a", { href: url, rel: "noopener noreferrer", target: "_blank", dir: "auto" }, name) : make("bdi", {}, name);
  return make("p", {}, label, make("bdi", { className: "quiet" }, [" ", source, published && dayInWords(published)].filter(Boolean).join(" · ")));
}

function whyParts(row) {
  const merges = (row.merge ?? []).map(({ score, reasons }) => [`One incident in two reports (${score.toFixed(1)})`, reasons]);
  const tables = [["This event", row.reasons], ["This place", row.place?.reasons ?? []], ...merges].filter(([, reasons]) => reasons.length);
  if (!tables.length) return [];
  const parts = tables.flatMap(([title, reasons]) => [make("p", { className: "quiet" }, title), make("table", { className: "weights" }, make("tbody", {}, ...reasons.map(({ evidence, weight }) => make("tr", {}, said("td", evidence), make("td", {}, weight ? weight.toFixed(2).replace("-", "−") : "")))))]);
  return [make("h3", { textContent: "Why" }), make("details", {}, make("summary", {}, "Evidence and weight (log odds)"), ...parts)];
}

function overview(page) {
  return [
    make("h2", { textContent: "What happened where" }),
    make("p", { textContent: `${page.rows.length} incidents from ${page.data.reportCount} reports. Choose one on the map or in the table to see the sentence it rests on, how its place was found, and what is doubtful. Those without a place are in the table only.` }),
    ...section("Signs", signList()),
  ];
}

function signList() {
  const line = (head, text) => make("p", {}, head, ` ${text}`);
  return [
    line(sign("explosion"), "filled: news; the paler, the less certain"),
    line(sign("explosion", true), "hollow: background, a habit, or only planned"),
    line("◌", "dashed: somewhere in a wide area; the circle shows how wide"),
    line("⌃", "a site that is watched, from afar a dot; choose it for rings of 5, 10, 25 and 50 km"),
  ];
}

function showSite(panel, site, page) {
  const near = page.rows.filter((row) => row.nearest?.id === site.id).sort((a, b) => a.nearest.km - b.nearest.km);
  panel.replaceChildren(
    said("h2", site.name),
    said("p", [site.kind, site.country, `± ${kilometers(site.radius)}`, site.source].filter(Boolean).join(" · "), { className: "quiet" }),
    ...section("Incidents nearest to this site", near.length ? make("ul", {}, ...near.slice(0, 40).map((row) => make("li", {}, incidentLink(row, page), make("span", { className: "quiet" }, ` ${nearestInWords(row.nearest)}`)))) : make("p", { textContent: "None." })));
}
