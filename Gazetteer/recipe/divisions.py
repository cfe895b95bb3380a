"""First- and second-level divisions of the world, Iraq and Syria excepted.

GeoNames has the names and codes, Natural Earth the outlines. The two are joined by the towns: an
outline belongs to the division that most of the towns inside it name. So a region made of several
outlines (England of its counties) gets them all.
"""

import re
from collections import Counter, defaultdict
from functools import cached_property
from pathlib import Path

import geo
import sources
from cities import REGION, towns
from countries import hand_names, hand_point
from rows import Row, fold, is_sensible, read_hand, script

HAND = Path(__file__).parent / "hand"

# Words that say only which kind of division it is; what remains is the short name.
SUFFIXES = tuple(
    " " + word
    for word in (
        "Province",
        "Governorate",
        "Oblast",
        "Region",
        "State",
        "District",
        "County",
        "Parish",
        "Prefecture",
        "Department",
        "Municipality",
        "Raion",
        "Krai",
        "Division",
        "Voivodeship",
        "Borough",
        "Census Area",
        "Territory",
        "Canton",
        "Municipio",
        "Regency",
        "Township",
    )
)
PREFIX = re.compile(
    r"(?:(?:Metropolitan )?Borough|City and Borough|County|City|Province|D[ée]partement"
    r"|Departamento|Provincia|Provincie|R[ée]gion|Regi[oó]n|Land|Regierungsbezirk|Landkreis|Kreis"
    r"|Powiat|Muhafazat|Wilayat|Velayat|Raionul|Distrito|Comarca|Concelho)(?:-e)? "
    r"(?:(?:of|du|des|de la|del|della|delle|dei|de|di|do|da) |de l'|d'|dell'|of the )?"
)
# Short names that would be taken for ordinary words.
NOT_A_NAME = (
    frozenset("""
    central eastern western northern southern north south east west northwest northeast southwest
    southeast north western north eastern south western south eastern capital national federal
    upper lower middle coast coastal center centre delta rivers islands lake city plateau
    north central south central upper east upper west metropolitan unity nord sud est ouest
    littoral interior
""".split())
    | frozenset(
        (
            "north western",
            "north eastern",
            "south western",
            "south eastern",
            "north central",
            "south central",
            "upper east",
            "upper west",
            "central river",
            "north west",
            "north east",
            "south west",
            "south east",
            "far north",
            "centre est",
            "centre nord",
            "centre ouest",
            "centre sud",
            "sud ouest",
            "sud est",
            "nord ouest",
            "nord est",
        )
    )
)


# A word that fewer divisions of a country bear says nothing of the others.
LEAST_BEARERS = 5


class World:
    """What both levels need: codes, towns and outlines, read once."""

    @cached_property
    def outlines(self):
        return outlines_by_division(self)

    @property
    def named_outlines(self):
        """Rings by (country, name)."""
        return {
            (key[0], self.admin1_names[key]): [ring for o in outlines for ring in o["rings"]]
            for key, outlines in self.outlines.items()
        }

    def __init__(self, source_dir):
        gazetteer = source_dir / "gazetteer"
        self.dir = source_dir
        self.admin1 = sources.admin_codes(gazetteer / "admin1CodesASCII.txt")
        self.admin2 = sources.admin_codes(gazetteer / "admin2Codes.txt.gz")
        self.towns = [t for t in towns(source_dir) if t["country"] not in REGION]
        self.hand = {h["code"]: h for h in read_hand(HAND / "admin1.tsv")}
        self.admin1_names = {
            key: self.hand.get(".".join(key), {}).get("name") or plain_name(value[0])
            for key, value in self.admin1.items()
        }
        unknown = self.hand.keys() - {".".join(key) for key in self.admin1}
        if unknown:
            raise SystemExit(f"admin1.tsv names unknown codes: {', '.join(sorted(unknown))}")


def plain_name(name):
    """ "A name with "Region" added where it is a division called just "North"."""
    return f"{name} Region" if fold(name) in NOT_A_NAME else name


def admin1_rows(world):
    outlines = world.outlines
    members = defaultdict(list)
    for town in world.towns:
        members[town["country"], town["admin1"]].append(town)
    rows = (
        admin1_row(world, key, outlines.get(key, []), members[key])
        for key in sorted(world.admin1)
        if key[0] not in REGION
    )
    return with_usual_words([row for row in rows if row])


def with_usual_words(rows):
    """Adds "Lamu County" to Lamu where other divisions of the country bear that word in the source."""
    words = defaultdict(Counter)
    for row in rows:
        for name in {n for n in (row.name, *row.names) if ":" not in n}:
            words[row.country].update(w for w in SUFFIXES if name.endswith(w))
    for row in rows:
        bare = not any(n.endswith(SUFFIXES) for n in (row.name, *row.names))
        usual = words[row.country].most_common(1)
        if bare and usual and usual[0][1] >= LEAST_BEARERS:
            row.names.append(row.name + usual[0][0])
    return rows


def admin1_row(world, key, outlines, members):
    """None where neither an outline nor a town tells where the division lies."""
    rings = [ring for outline in outlines for ring in outline["rings"]]
    area = (geo.sample_points(rings) if rings else []) or [town["point"] for town in members]
    if not area:
        return None
    hand = world.hand.get(".".join(key), {})
    outlined = outlines[0]["point"] if len(outlines) == 1 else geo.middle(area)
    point = hand_point(hand) or outlined
    official, ascii_name, identifier = world.admin1[key]
    name = world.admin1_names[key]
    names = hand_names(hand.get("names", "")) + short_names(official)
    names += [n for n in (official, ascii_name) if fold(n) not in NOT_A_NAME and is_sensible(n)]
    if len(outlines) == 1:
        names += [
            n
            for n in outlines[0]["names"]
            if is_sensible(n) and script(n) == "latin" and fold(n) not in NOT_A_NAME
        ]
    radius = max(2.0, geo.round_radius(geo.covering_radius_km(point, area)))
    return Row(
        f"geonames:{identifier}",
        name,
        "admin1",
        *point,
        radius,
        key[0],
        population=sum(town["population"] for town in members),
        names=names,
        source="geonames-ne",
    )


def short_names(name):
    """`short:Walker` for "Walker County", nothing where an ordinary word would remain."""
    for suffix in SUFFIXES:
        if name.endswith(suffix):
            return tagged_short(name.removesuffix(suffix))
    prefix = PREFIX.match(name)
    return tagged_short(name[prefix.end() :]) if prefix else []


def tagged_short(name):
    return [f"short:{name}"] if fold(name) not in NOT_A_NAME and len(fold(name)) > 2 else []


def outlines_by_division(world):
    """Natural Earth outlines of each GeoNames division, joined by the towns inside."""
    by_country = defaultdict(list)
    for town in world.towns:
        by_country[town["country"]].append(town)
    joined = defaultdict(list)
    for outline in read_outlines(world):
        key = division_of(outline, by_country[outline["country"]], world)
        if key:
            joined[key].append(outline)
    return joined


def read_outlines(world):
    points = {
        (p["iso_a2"], p["name"], p["gn_name"]): (float(p["lat"]), float(p["lon"]))
        for p in sources.tab_rows(world.dir / "gazetteer/ne_10m_admin1_points.tsv.gz")
    }
    path = world.dir / "boundaries/ne_10m_generalised_states_provinces_world.geojson.gz"
    for feature in sources.geojson_features(path):
        p = feature["properties"]
        names = [p.get(key) or "" for key in ("name", "woe_name", "gn_name")]
        rings = geo.rings_of(feature["geometry"])
        point = points.get((p["iso_a2"], names[0], names[2])) or geo.middle(
            geo.sample_points(rings)
        )
        yield {
            "country": outline_country(p),
            "names": [n for n in names if n],
            "rings": rings,
            "point": point,
        }


def outline_country(properties):
    code = properties.get("iso_a2") or ""
    return code if code.isalpha() else {"Kosovo": "XK"}.get(properties.get("admin"), "")


def division_of(outline, candidates, world):
    """The division most towns inside name; by its own name where no town lies inside."""
    area = geo.Area(outline["rings"])
    inside = Counter(
        town["admin1"]
        for town in candidates
        if area.contains(town["point"])
    )
    if inside:
        code, count = inside.most_common(1)[0]
        key = outline["country"], code
        return key if key in world.admin1 and count * 2 >= inside.total() else None
    wanted = {fold(name) for name in outline["names"]}
    for (country, code), (name, ascii_name, _) in world.admin1.items():
        if country == outline["country"] and wanted & {fold(name), fold(ascii_name)}:
            return country, code
    return None


def admin2_rows(world):
    """Divisions with a point of their own, and those named after a town of their parent."""
    placed = list(pointed_divisions(world))
    known = {row.id for row in placed}
    placed += [row for row in seated_divisions(world) if row.id not in known]
    set_radii(placed)
    return placed + add_outlined(world, placed)


def add_outlined(world, placed):
    """Gives divisions their outline's point and extent; returns rows for outlines without one.

    Where several outlines make up one first-level division (departments of a French region,
    counties of England), each is a division of the second level.
    """
    known = defaultdict(list)
    for row in placed:
        for name in (row.name, *(n.removeprefix("short:") for n in row.names)):
            known[row.country, fold(name)].append(row)
    added = []
    for key, outlines in sorted(world.outlines.items()):
        for outline in outlines if len(outlines) > 1 else ():
            row = outlined_row(world, key, outline)
            same = [
                o
                for n in outline["names"]
                for o in known[key[0], fold(n)]
                if geo.distance_km(o.point, row.point) < 150
            ]
            for other in same:
                other.latitude, other.longitude, other.radius_km = *row.point, row.radius_km
            if not same and is_sensible(row.name) and fold(row.name) not in NOT_A_NAME:
                added.append(row)
    return list({row.id: row for row in added}.values())


def outlined_row(world, key, outline):
    name = outline["names"][0] if outline["names"] else ""
    area = geo.sample_points(outline["rings"])
    radius = geo.round_radius(geo.covering_radius_km(outline["point"], area))
    names = [n for n in outline["names"] if is_sensible(n) and script(n) == "latin"]
    return Row(
        f"ne:admin2/{key[0]}/{fold(name)}".replace(" ", "-"),
        name,
        "admin2",
        *outline["point"],
        max(2.0, radius),
        key[0],
        world.admin1_names[key],
        names=names + [s for n in names for s in short_names(n)],
        source="ne",
    )


def pointed_divisions(world):
    """Rows of the table of second-level points, with the GeoNames id where names agree."""
    by_name = admin2_by_name(world)
    codes = {
        (key[0], fold(name)): key[1]
        for key, values in world.admin1.items()
        for name in (*values[:2], world.admin1_names[key])
    }
    nearest = PointGrid(world.towns)
    for p in sources.tab_rows(world.dir / "gazetteer/admin2_points.tsv.gz"):
        point = float(p["lat"]), float(p["lon"])
        country, name = p["iso2"], p["admin2"]
        if country in REGION or not name:
            continue
        code = codes.get((country, fold(p["admin1"]))) or nearest.admin1(country, point)
        identifier = by_name.get((country, code, fold(name)))
        yield admin2_row(world, country, code, name, point, identifier, "geonames-rg")


def admin2_row(world, country, code, official, point, identifier, source):
    """Named without a word in front: "Somme", not "Departement de la Somme"."""
    parent = world.admin1_names.get((country, code), "")
    shorts = short_names(official)
    bare = shorts[0].removeprefix("short:") if shorts and PREFIX.match(official) else official
    fallback = f"sandtable:admin2/{country}/{fold(parent)}/{fold(official)}".replace(" ", "-")
    return Row(
        f"geonames:{identifier}" if identifier else fallback,
        bare,
        "admin2",
        *point,
        0,
        country,
        parent,
        names=[*shorts, official],
        source=source,
    )


def admin2_by_name(world):
    """GeoNames ids by country, first-level code and folded name, full or short."""
    ids = {}
    for (country, code, _), (name, ascii_name, identifier) in world.admin2.items():
        for form in {name, ascii_name, *(s.removeprefix("short:") for s in short_names(name))}:
            ids.setdefault((country, code, fold(form)), identifier)
    return ids


def seated_divisions(world):
    """Divisions that bear the name of exactly one town of their first-level division."""
    seats = defaultdict(list)
    for town in world.towns:
        seats[town["country"], town["admin1"], fold(town["ascii"])].append(town)
    for (country, code, _), (name, ascii_name, identifier) in sorted(world.admin2.items()):
        shorts = short_names(name) or short_names(ascii_name)
        base = shorts[0].removeprefix("short:") if shorts else name
        found = seats.get((country, code, fold(base)), [])
        if country not in REGION and len(found) == 1 and is_sensible(name):
            yield admin2_row(
                world, country, code, name, found[0]["point"], identifier, "geonames-seat"
            )


def set_radii(rows):
    """No outlines here: a division is taken to reach two thirds of the way to the next one."""
    grid = defaultdict(list)
    for row in rows:
        grid[row.country, round(row.latitude), round(row.longitude)].append(row)
    for row in rows:
        others = [
            o
            for dy in (-1, 0, 1)
            for dx in (-1, 0, 1)
            for o in grid.get(
                (row.country, round(row.latitude) + dy, round(row.longitude) + dx), ()
            )
            if o is not row
        ]
        gap = min((geo.distance_km(row.point, o.point) for o in others), default=100)
        row.radius_km = geo.round_radius(min(60, max(5, gap * 2 / 3)))


class PointGrid:
    """Towns by whole degree, to ask for the division of the nearest one."""

    def __init__(self, places):
        self.cells = defaultdict(list)
        for place in places:
            self.cells[self.cell(place["country"], place["point"])].append(place)

    @staticmethod
    def cell(country, point, dy=0, dx=0):
        return country, int(point[0] // 1) + dy, int(point[1] // 1) + dx

    def admin1(self, country, point):
        near = [
            place
            for dy in (-1, 0, 1)
            for dx in (-1, 0, 1)
            for place in self.cells.get(self.cell(country, point, dy, dx), ())
        ]
        if not near:
            return ""
        return min(near, key=lambda p: geo.distance_km(point, p["point"]))["admin1"]
