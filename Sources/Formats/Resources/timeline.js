// Incidents over time, as bars; dragging over them chooses a period.
const dayNumber = (iso) => Math.floor(Date.parse(iso) / 86400000);
const dayOfNumber = (number) => new Date(number * 86400000).toISOString().slice(0, 10);

class Timeline {
  constructor(canvas, choose) {
    this.canvas = canvas;
    this.choose = choose;
    this.listen();
  }

  show(rows, period) {
    this.days = rows.filter((row) => row.date.start).map((row) => ({ day: dayNumber(row.date.start), family: row.family }));
    this.period = period;
    this.canvas.hidden = this.days.length < 2;
    if (this.canvas.hidden) return;
    this.first = this.days.reduce((low, { day }) => Math.min(low, day), Infinity);
    this.last = this.days.reduce((high, { day }) => Math.max(high, day), -Infinity) + 1;
    this.paint();
  }

  paint() {
    const { canvas } = this, ratio = window.devicePixelRatio || 1, c = canvas.getContext("2d");
    const width = canvas.clientWidth, height = canvas.clientHeight;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    c.scale(ratio, ratio);
    if (this.period.from || this.period.to) {
      const a = this.period.from ? this.x(dayNumber(this.period.from)) : 0, b = this.period.to ? this.x(dayNumber(this.period.to) + 1) : width;
      c.fillStyle = tint("chosen");
      c.fillRect(a, 0, Math.max(1, b - a), height);
    }
    this.paintBars(c, width, height);
    c.fillStyle = tint("quiet");
    c.font = `10.5px ${ink.fontFamily}`;
    c.fillText(dayInWords(dayOfNumber(this.first)), 5, height - 4);
    c.textAlign = "right";
    c.fillText(dayInWords(dayOfNumber(this.last - 1)), width - 5, height - 4);
  }

  paintBars(c, width, height) {
    const count = Math.min(60, this.last - this.first), bins = Array.from({ length: count }, () => []);
    for (const entry of this.days) bins[Math.min(count - 1, Math.floor(((entry.day - this.first) * count) / (this.last - this.first)))].push(entry.family);
    const tallest = Math.max(...bins.map((bin) => bin.length)), each = (width - 10) / count;
    const order = Object.keys(FAMILIES);
    bins.forEach((bin, i) => {
      const unit = (height - 22) / tallest;
      bin.sort((a, b) => order.indexOf(a) - order.indexOf(b)).forEach((family, k) => {
        c.fillStyle = tint(family);
        c.fillRect(5 + i * each, height - 17 - (k + 1) * unit, Math.max(1, each - 1), unit + 0.3);
      });
    });
  }

  x(day) { return 5 + ((day - this.first) / (this.last - this.first)) * (this.canvas.clientWidth - 10); }
  day(x) { return this.first + Math.floor(clamp((x - 5) / (this.canvas.clientWidth - 10), 0, 0.9999) * (this.last - this.first)); }

  listen() {
    let start = null;
    const at = (event) => this.day(event.offsetX);
    this.canvas.addEventListener("pointerdown", (event) => { start = at(event); this.canvas.setPointerCapture(event.pointerId); });
    this.canvas.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const now = at(event);
      if (now !== start) this.choose(dayOfNumber(Math.min(start, now)), dayOfNumber(Math.max(start, now)));
    });
    this.canvas.addEventListener("pointerup", () => { start = null; });
    this.canvas.addEventListener("dblclick", () => this.choose("", ""));
  }
}
