// The signs as Leaflet draws them: shapes of constant size on its canvas. Incidents of one spot stand
// in a ring around it, tied to it by a hair.
const SHAPES = Object.fromEntries(Object.entries(FAMILIES).map(([family, { shape }]) => [family, new Path2D(shape)]));

/** A sign at a place, moved from it by `offset` pixels; `paint(context, point, spot)` draws it. */
const Sign = L.CircleMarker.extend({
  options: { offset: [0, 0], radius: 8, paint: () => {} },

  _project() {
    this._spot = this._map.latLngToLayerPoint(this._latlng);
    this._point = this._spot.add(this.options.offset);
    this._updateBounds();
    this._pxBounds.extend(this._spot);
  },

  _updatePath() {
    if (!this._renderer._drawing || this._empty()) return;
    const c = this._renderer._ctx;
    c.save();
    c.globalAlpha = 1; // Leaflet leaves the pen as its last shape had it
    c.setLineDash([]);
    this.options.paint(c, this._point, this._spot);
    c.restore();
  },
});

/** Fill fades with doubt; what is not news, or did not come to pass, is hollow; an area is dashed. */
function paintIncident(row) {
  return (c, point, spot) => {
    if (point.distanceTo(spot) > 1) paintHair(c, point, spot);
    c.translate(point.x, point.y);
    c.scale(0.86, 0.86);
    c.fillStyle = tint("halo");
    c.fill(SHAPES[row.family]);
    c.fillStyle = c.strokeStyle = tint(row.family);
    c.globalAlpha = isHollow(row) ? 0 : 0.25 + 0.75 * row.confidence;
    c.fill(SHAPES[row.family]);
    c.globalAlpha = 1;
    c.lineWidth = 1.9;
    if (row.place.radius > 40) c.setLineDash([2.5, 2]);
    c.stroke(SHAPES[row.family]);
  };
}

function paintHair(c, point, spot) {
  c.strokeStyle = tint("quiet");
  c.lineWidth = 0.7;
  c.beginPath();
  c.moveTo(spot.x, spot.y);
  c.lineTo(point.x, point.y);
  c.stroke();
}

function disc(c, { x, y }, radius, fill, stroke, width) {
  c.beginPath();
  c.arc(x, y, radius, 0, 2 * Math.PI);
  c.fillStyle = tint(fill);
  c.strokeStyle = tint(stroke);
  c.lineWidth = width;
  c.fill();
  c.stroke();
}

/** Too many for a ring: a number. */
function paintCount(rows, chosen) {
  return (c, point) => {
    disc(c, point, 13, rows[0].family, chosen ? "ink" : "halo", 2);
    c.font = `11px ${ink.fontFamily}`;
    c.textAlign = "center";
    c.fillStyle = tint("paper");
    c.fillText(String(rows.length), point.x, point.y + 4);
  };
}

/** From afar many sites would hide the incidents: there each is a dot. */
function paintSite(chosen, isFar = () => false) {
  return (c, { x, y }) => {
    c.strokeStyle = c.fillStyle = tint("site");
    if (isFar()) {
      c.globalAlpha = 0.55;
      c.beginPath();
      c.arc(x, y, 1.4, 0, 2 * Math.PI);
      return c.fill();
    }
    c.lineWidth = chosen ? 3 : 1.5;
    c.beginPath();
    c.moveTo(x - 4.5, y + 3.5);
    c.lineTo(x, y - 4.5);
    c.lineTo(x + 4.5, y + 3.5);
    c.stroke();
  };
}

const CROWD = 9;
const orbit = (count) => (count === 1 ? 0 : Math.max(9, (count * 15) / (2 * Math.PI)));

/** How far a member of a spot stands from it, in pixels. */
function offsetOf(index, count) {
  const turn = (2 * Math.PI * index) / count - Math.PI / 2, far = orbit(count);
  return [far * Math.cos(turn), far * Math.sin(turn)];
}
