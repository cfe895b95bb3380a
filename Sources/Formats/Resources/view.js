// The map: pan, zoom and draw. Draws only what it is given; it decides nothing about incidents.
class View {
  constructor(canvas, scene) {
    this.canvas = canvas;
    this.scene = scene; // () → what to draw, see `draw`
    this.center = [0.5, 0.42];
    this.scale = 512; // pixels per world
    this.shapes = Object.fromEntries(Object.entries(FAMILIES).map(([family, { shape }]) => [family, new Path2D(shape)]));
    this.targets = [];
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.listen();
  }

  // — the projection —

  resize() {
    const ratio = window.devicePixelRatio || 1;
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
    this.canvas.width = Math.round(this.width * ratio);
    this.canvas.height = Math.round(this.height * ratio);
    this.ratio = ratio;
    if (this.width) this.paint(); // at once: setting the size has wiped the canvas
  }

  pixel([longitude, latitude]) {
    let x = mercator.x(longitude) - this.center[0];
    x -= Math.round(x); // the copy of the world that lies nearest
    return [x * this.scale + this.width / 2, (mercator.y(latitude) - this.center[1]) * this.scale + this.height / 2];
  }

  position([px, py]) {
    return [
      mercator.longitude((px - this.width / 2) / this.scale + this.center[0]),
      mercator.latitude((py - this.height / 2) / this.scale + this.center[1]),
    ];
  }

  /** The ring of a shape in pixels, unbroken where it crosses 180°. */
  ring(coordinates) {
    if (!coordinates.length) return [];
    const first = this.pixel(coordinates[0]), x0 = mercator.x(coordinates[0][0]);
    let last = x0;
    return coordinates.map((coordinate) => {
      let x = mercator.x(coordinate[0]);
      x -= Math.round(x - last);
      last = x;
      return [first[0] + (x - x0) * this.scale, this.pixel([0, coordinate[1]])[1]];
    });
  }

  // — moving —

  moveTo(center, scale) {
    this.scale = this.limited(scale);
    const half = Math.min(0.5, this.height / this.scale / 2);
    this.center = [((center[0] % 1) + 1) % 1, clamp(center[1], half, 1 - half)];
    this.draw();
    this.onmove?.();
  }

  limited(scale) { return clamp(scale, Math.max(220, this.width * 0.75), 256 * 2 ** 14); }
  panBy(dx, dy) { this.moveTo([this.center[0] - dx / this.scale, this.center[1] - dy / this.scale], this.scale); }

  zoomAt(px, py, factor) {
    const before = this.scale, after = this.limited(before * factor);
    const dx = (px - this.width / 2) * (1 / before - 1 / after), dy = (py - this.height / 2) * (1 / before - 1 / after);
    this.moveTo([this.center[0] + dx, this.center[1] + dy], after);
  }

  fit(coordinates, widest = 256 * 2 ** 9) {
    if (!coordinates.length) return;
    const { from, width } = stretch(coordinates.map(([longitude]) => mercator.x(longitude)));
    const ys = coordinates.map(([, latitude]) => mercator.y(latitude));
    const top = Math.min(...ys), height = Math.max(...ys) - top;
    const scale = Math.min((this.width - 120) / (width || 1e-9), (this.height - 110) / (height || 1e-9), widest);
    this.moveTo([from + width / 2, top + height / 2], scale);
  }

  /** Brings a coordinate into view, if it is not. */
  reveal(coordinate) {
    const [px, py] = this.pixel(coordinate);
    const inside = px > 60 && px < this.width - 60 && py > 60 && py < this.height - 60;
    if (!inside || this.scale < 256 * 2 ** 5) this.moveTo(mercator.point(coordinate), Math.max(this.scale, 256 * 2 ** 6));
  }

  listen() {
    const { canvas } = this, pointers = new Map();
    const at = (event) => [event.offsetX, event.offsetY];
    let moved = 0, spread = 0;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, at(event));
      moved = 0;
      spread = 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const now = at(event), before = pointers.get(event.pointerId);
      if (!before) return this.onhover?.(now, this.hit(now));
      pointers.set(event.pointerId, now);
      moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
      if (pointers.size === 1) return this.panBy(now[0] - before[0], now[1] - before[1]);
      const [a, b] = [...pointers.values()], distance = Math.hypot(a[0] - b[0], a[1] - b[1]);
      if (spread) this.zoomAt((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, distance / spread);
      spread = distance;
    });
    const release = (event) => {
      if (pointers.delete(event.pointerId) && event.type === "pointerup" && moved < 5) this.onclick?.(this.hit(at(event)));
      spread = 0;
    };
    canvas.addEventListener("pointerup", release);
    canvas.addEventListener("pointercancel", release);
    canvas.addEventListener("pointerleave", () => this.onhover?.(null, null));
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 33 : 1;
      this.zoomAt(...at(event), 2 ** clamp((-event.deltaY * lines) / 240, -1, 1));
    }, { passive: false });
  }

  hit([px, py]) {
    let best = null, nearest = 15;
    for (const target of this.targets) {
      const distance = Math.hypot(target.x - px, target.y - py) - (target.row ? 2 : 0);
      if (distance < nearest) { nearest = distance; best = target; }
    }
    return best;
  }

  // — drawing —

  draw() {
    if (!this.width || this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => { this.pending = false; this.paint(); });
  }

  paint() {
    const scene = this.scene();
    this.context = this.canvas.getContext("2d");
    this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    this.context.clearRect(0, 0, this.width, this.height);
    this.targets = [];
    this.labels = [];
    this.paintBase(scene.base);
    for (const hull of scene.hulls) this.paintHull(hull);
    for (const site of scene.sites) this.paintSite(site, site === scene.chosenSite);
    this.paintIncidents(scene);
    if (scene.chosen) this.paintChosen(scene.chosen);
    this.paintLabels(scene.base);
  }

  paintBase(base) {
    const { context: c, scale } = this;
    const left = this.center[0] - this.width / 2 / scale, right = this.center[0] + this.width / 2 / scale;
    for (let copy = Math.floor(left); copy <= Math.floor(right); copy++) {
      c.save();
      c.translate(this.width / 2, this.height / 2);
      c.scale(scale, scale);
      c.translate(copy - this.center[0], -this.center[1]);
      c.fillStyle = tint("land");
      c.fill(base.land, "evenodd");
      c.lineJoin = "round";
      if (scale > 256 * 2 ** 4.5) this.strokeBase(base.divisions, "division", 0.9);
      this.strokeBase(base.land, "border", scale > 256 * 2 ** 4 ? 1.1 : 0.7);
      c.restore();
    }
  }

  strokeBase(path, color, width) {
    this.context.strokeStyle = tint(color);
    this.context.lineWidth = width / this.scale;
    this.context.stroke(path);
  }

  /** Strokes a line or ring of pixels; `fill` is the opacity of its inside. */
  line(points, color, { width = 1, dash = [], alpha = 1, fill = 0, open = false } = {}) {
    const c = this.context;
    c.beginPath();
    points.forEach(([x, y], i) => (i ? c.lineTo(x, y) : c.moveTo(x, y)));
    if (!open) c.closePath();
    c.strokeStyle = c.fillStyle = tint(color);
    c.globalAlpha = fill;
    if (fill) c.fill();
    c.globalAlpha = alpha;
    c.lineWidth = width;
    c.setLineDash(dash);
    c.stroke();
    c.setLineDash([]);
    c.globalAlpha = 1;
  }

  disc(x, y, radius) { return Array.from({ length: 20 }, (_, i) => [x + radius * Math.cos((i * Math.PI) / 10), y + radius * Math.sin((i * Math.PI) / 10)]); }

  label(text, x, y, color, rank, { size = 11, align = "left" } = {}) { this.labels.push({ text, x, y, color, rank, size, align }); }

  /** A cluster: the hull of its members with a margin, so that two or three points have one too. */
  paintHull({ coordinates, label }) {
    const hull = convexHull(coordinates.flatMap((coordinate) => this.disc(...this.pixel(coordinate), 17)));
    this.line(hull, "accent", { alpha: 0.7, fill: 0.1 });
    const [x, y] = hull.reduce((a, b) => (b[1] < a[1] ? b : a));
    this.label(label, x, y - 7, "accent", 2, { align: "center" });
  }

  paintSite(site, chosen) {
    for (const part of site.lines) this.line(this.ring(part), "site", { width: chosen ? 3 : 1.3, open: true });
    if (!site.point) return;
    const [x, y] = this.pixel(site.point);
    if (!this.isVisible(x, y)) return;
    this.targets.push({ x, y, site });
    this.line([[x - 4.5, y + 3.5], [x, y - 4.5], [x + 4.5, y + 3.5]], "site", { width: chosen ? 3 : this.scale > 9000 ? 1.8 : 1, open: true });
    if (chosen || this.scale > 256 * 2 ** 7) this.label(site.name, x + 8, y + 3, "site", chosen ? 0 : 4);
    if (chosen) for (const km of [10, 25, 50, 100]) this.paintRing(site.point, km, "site", `${km} km`, [4, 4]);
  }

  paintRing(center, km, color, text, dash = []) {
    const ring = this.ring(circle(center, km));
    this.line(ring, color, { dash });
    this.label(text, ring[0][0], ring[0][1] - 3, color, 1, { align: "center" });
  }

  isVisible(x, y) { return x > -40 && y > -40 && x < this.width + 40 && y < this.height + 40; }

  /** Incidents of one spot stand in a ring around it, tied to it by a hair; too many become a number. */
  paintIncidents({ spots, chosen }) {
    const taken = new Set(), crowded = spots.length > 4000;
    const above = spots.find((spot) => spot.rows.includes(chosen)); // drawn last, over its neighbours
    for (const spot of above ? spots.concat(above) : spots) {
      const [x, y] = this.pixel(spot.coordinate);
      if (!this.isVisible(x, y)) continue;
      const cell = `${Math.round(x / 3)} ${Math.round(y / 3)}`;
      if (crowded && taken.has(cell) && spot !== above) continue;
      taken.add(cell);
      this.paintSpot(spot, x, y, chosen);
    }
  }

  paintSpot({ rows, name, coordinate }, x, y, chosen) {
    const km = Math.max(...rows.map((row) => row.place.radius)), many = rows.length > 9;
    const visible = km <= 120 && km / kmPerPixel(coordinate[1], this.scale) > 9;
    if (visible) this.line(this.ring(circle(coordinate, km)), rows[0].family, { alpha: 0.5, fill: 0.08 });
    if (many) this.paintCount(rows, x, y, chosen);
    else rows.forEach((row, i) => this.paintMember(row, i, rows.length, x, y, chosen));
    const reach = many ? 16 : 11 + this.orbit(rows.length);
    const rank = rows.includes(chosen) ? 0 : 3 - Math.min(0.9, rows.length / 20);
    this.label(name, x + reach, y + 4, "ink", rank, { size: 12 });
  }

  orbit(count) { return count === 1 ? 0 : Math.max(9, (count * 15) / (2 * Math.PI)); }

  paintMember(row, index, count, x, y, chosen) {
    const turn = (2 * Math.PI * index) / count - Math.PI / 2, far = this.orbit(count);
    const mx = x + far * Math.cos(turn), my = y + far * Math.sin(turn);
    if (far) this.line([[x, y], [mx, my]], "quiet", { width: 0.7 });
    this.targets.push({ x: mx, y: my, row });
    if (row === chosen) this.paintHalo(mx, my);
    this.paintSign(row, mx, my);
  }

  paintHalo(x, y) {
    this.line(this.disc(x, y, 13), "mark", { fill: 1 });
    this.line(this.disc(x, y, 13), "ink", { width: 1.5 });
  }

  /** Fill fades with doubt; what is not news, or did not come to pass, is hollow; an area is dashed. */
  paintSign(row, x, y) {
    const c = this.context, shape = this.shapes[row.family];
    c.save();
    c.translate(x, y);
    c.scale(0.86, 0.86);
    c.fillStyle = tint("halo");
    c.fill(shape);
    c.fillStyle = c.strokeStyle = tint(row.family);
    c.globalAlpha = isHollow(row) ? 0 : 0.25 + 0.75 * row.confidence;
    c.fill(shape);
    c.globalAlpha = 1;
    c.lineWidth = 1.9;
    if (row.place.radius > 40) c.setLineDash([2.5, 2]);
    c.stroke(shape);
    c.restore();
  }

  paintCount(rows, x, y, chosen) {
    const has = rows.includes(chosen);
    this.targets.push({ x, y, row: has ? chosen : rows[0], rows });
    this.line(this.disc(x, y, 13), rows[0].family, { fill: 1 });
    this.line(this.disc(x, y, 13), has ? "ink" : "halo", { width: 2 });
    this.text(String(rows.length), x, y + 4, 11, "paper", "center");
  }

  /** What the chosen incident rests on: its radius, its nearest site, and the rivals of its place. */
  paintChosen(row) {
    const here = [row.place.longitude, row.place.latitude];
    if (row.place.radius) this.paintRing(here, row.place.radius, row.family, `± ${kilometers(row.place.radius)}`);
    if (row.nearest?.point && row.nearest.km < 1500) this.paintNearest(this.pixel(here), row.nearest);
    for (const rival of row.rivals) {
      const [x, y] = this.pixel([rival.longitude, rival.latitude]);
      this.line(this.disc(x, y, 5), "ghost", { dash: [2, 2], width: 1.5 });
      this.label(`${rival.name}?`, x + 8, y + 4, "ghost", 2);
    }
  }

  paintNearest(from, { point, km, name }) {
    const to = this.pixel(point);
    this.line([from, to], "site", { dash: [6, 4], width: 1.4 });
    this.label(kilometers(km), (from[0] + to[0]) / 2, (from[1] + to[1]) / 2 - 6, "site", 1, { align: "center" });
    this.label(name, to[0] + 8, to[1] + 3, "site", 0);
  }

  /** Labels by rank; one that would cover another, or a sign, is left out. */
  paintLabels(base) {
    const zoomed = this.scale > 256 * 2 ** 5;
    for (const { name, at, size } of zoomed ? base.names.concat(base.divisionNames) : base.names) {
      const [x, y] = this.pixel(at);
      if (size * this.scale > 46) this.label(name, x, y, "quiet", 6, { align: "center" });
    }
    const boxes = this.targets.slice(0, 500).map(({ x, y }) => [x - 6, y - 6, x + 6, y + 6]);
    for (const { text, x, y, size, color, align, rank } of this.labels.sort((a, b) => a.rank - b.rank).slice(0, 500)) {
      if (!text || !this.isVisible(x, y)) continue;
      this.context.font = `${size}px ${ink.fontFamily}`;
      const width = this.context.measureText(text).width, left = align === "center" ? x - width / 2 : x;
      const box = [left - 2, y - size, left + width + 2, y + 3];
      const covers = boxes.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]);
      if (covers && rank > 0) continue;
      boxes.push(box);
      this.text(text, x, y, size, color, align);
    }
  }

  text(text, x, y, size, color, align = "left") {
    const c = this.context;
    c.font = `${size}px ${ink.fontFamily}`;
    c.textAlign = align;
    c.lineJoin = "round";
    if (color !== "paper") {
      c.strokeStyle = tint("halo");
      c.lineWidth = 3;
      c.strokeText(text, x, y);
    }
    c.fillStyle = tint(color);
    c.fillText(text, x, y);
  }
}
