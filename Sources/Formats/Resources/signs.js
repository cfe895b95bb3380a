// The signs of the map and the words of the page, used alike by map, table and details. Shape and
// colour both tell the family, so neither is needed alone.
const FAMILIES = {
  battle: { label: "Battles", shape: "M0-8L8 0 0 8-8 0Z" },
  explosion: { label: "Explosions", shape: "M0-8 8 6H-8Z" },
  civilians: { label: "Against civilians", shape: "M-6.6 0a6.6 6.6 0 1 0 13.2 0a6.6 6.6 0 1 0-13.2 0Z" },
  protest: { label: "Protests and riots", shape: "M-6-6H6V6H-6Z" },
  strategic: { label: "Strategic", shape: "M0-7.8 7.4-2.4 4.6 6.3H-4.6L-7.4-2.4Z" },
  other: { label: "Other", shape: "M-2.4-7H2.4V-2.4H7V2.4H2.4V7H-2.4V2.4H-7V-2.4H-2.4Z" },
};
const STATUSES = {
  current: "news of the report", ongoing: "a lasting state",
  background: "an earlier event, told for context", generic: "a habit, not one event",
};
const EFFECTS = ["killed", "injured", "captured", "missing", "displaced", "survived", "casualties"];

/** The page's colours, by their names in the style sheet; a new theme forgets them. */
const ink = getComputedStyle(document.documentElement), tints = new Map();
function tint(name) {
  if (!tints.has(name)) tints.set(name, ink.getPropertyValue(`--${name}`).trim());
  return tints.get(name);
}

/** An element. Text only ever becomes text: no markup is read from data. */
function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("aria-") || key === "role") element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function sign(family, hollow = false) {
  const NS = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(NS, "svg"), path = document.createElementNS(NS, "path");
  for (const [key, value] of [["viewBox", "-10 -10 20 20"], ["width", 16], ["height", 16], ["aria-hidden", "true"]])
    svg.setAttribute(key, value);
  path.setAttribute("d", FAMILIES[family].shape);
  path.style.fill = hollow ? "none" : `var(--${family})`;
  path.style.stroke = `var(--${family})`;
  path.style.strokeWidth = 2.4;
  svg.append(path);
  return svg;
}

const isHollow = (row) => row.status === "background" || row.status === "generic" || row.stage !== "accomplished";

function kilometers(value) {
  return value < 9.95 ? `${+value.toFixed(1)} km` : `${Math.round(value).toLocaleString("en")} km`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function dayInWords(iso) {
  const [year, month, day] = iso.split("-");
  return `${+day} ${MONTHS[month - 1]} ${year}`;
}

/** The date at the precision that is known: a year stays a year. */
function dateInWords({ start, end, precision }) {
  if (!start && !end) return "date unknown";
  if (!start) return `by ${dayInWords(end)}`;
  if (!end) return `since ${dayInWords(start)}`;
  if (precision === "year" && start.slice(0, 4) === end.slice(0, 4)) return start.slice(0, 4);
  if (precision === "month" && start.slice(0, 7) === end.slice(0, 7)) return `${MONTHS[start.slice(5, 7) - 1]} ${start.slice(0, 4)}`;
  if (start === end) return dayInWords(start);
  if (start.slice(0, 7) === end.slice(0, 7)) return `${+start.slice(8)}–${dayInWords(end)}`;
  return `${dayInWords(start)} – ${dayInWords(end)}`;
}

function countInWords([low, high]) {
  if (low === null) return `up to ${high}`;
  if (high === null) return `${low}+`;
  return low === high ? `${low}` : `${low}–${high}`;
}

function tollInWords(toll) {
  return EFFECTS.filter((effect) => toll[effect]).map((effect) => `${countInWords(toll[effect])} ${effect}`).join(", ");
}

function divisionInWords(place) {
  return [place.admin1, place.countryName || place.country].filter((part) => part && part !== place.name).join(", ");
}

function placeInWords({ place }) {
  if (!place) return "no place";
  if (place.away) return `${kilometers(place.away.km)} ${place.away.compass} of ${place.name}`;
  const prefix = { at: "", near: "near ", within: "in ", offset: "near ", between: "between " }[place.relation];
  return prefix + (place.name || place.text);
}

/** "8 km NW of Haditha Dam (4–12)": the interval when the places' radii matter. */
function nearestInWords({ name, km, low, high, compass }) {
  const doubt = high - low > Math.max(1, km * 0.1);
  const where = km < 0.05 ? `at ${name}` : `${kilometers(km)} ${compass} of ${name}`;
  return where + (doubt ? ` (${kilometers(low).replace(" km", "")}–${kilometers(high)})` : "");
}
