"""Iraq and Syria down to the village: iraq.tsv and syria.tsv."""

import re
from functools import cached_property
from pathlib import Path

import geo
import sources
from rows import Row, fold, is_sensible, read_hand, script, skeleton, split_tag

HAND = Path(__file__).parent / "hand"
FIRST_WOF_ID = 80_000_000

# GeoNames feature codes that say more than "a populated place".
KIND_BY_CODE = {"ADM1": "admin1", "ADM2": "admin2", "PPLX": "quarter", "PPLL": "village",
                "PPLF": "village", "PPLQ": "locality", "PPLW": "locality", "PPLH": "locality",
                "PPLA2": "town", "PPLA3": "town"}

# Arabic words for a kind of place that stand before its name, and the kind they tell.
GENERIC_PREFIXES = (
    (r"Qaryat|Qaryah|Qariyat|Mazra'at|Mazari'", "village"), (r"Nahiyat|Nahiyah", "town"),
    (r"Markaz Qada'|Qada'|Qadha'|Markaz", "town"), (r"Madinat", ""),
    (r"Hayy|Hay|Mahallat", "quarter"), (r"Mukhayyam", "camp"),
)

KURDISH_LETTERS = re.compile("[ەۆێڕڵڤ]")
PERSIAN_LETTERS = re.compile("[پچژگکی]")
URDU_LETTERS = re.compile("[ہےٹڈںۃ]")


class Region:
    """The sources of one pass over the region, read once."""

    def __init__(self, source_dir):
        self.dir = source_dir
        gazetteer = source_dir / "gazetteer"
        self.places = list(sources.geonames_rows(gazetteer / "iq_sy_places.geonames.txt.gz"))
        self.names = sources.alternate_names(gazetteer / "iq_sy_alternatenames.v2.txt.gz")
        self.hand = {row["id"]: row for row in read_hand(HAND / "iraq-syria.tsv")}
        unknown = self.hand.keys() - {place_id(p) for p in self.places}
        if unknown:
            raise SystemExit(f"iraq-syria.tsv names unknown places: {', '.join(sorted(unknown))}")

    @cached_property
    def governorates(self):
        """Polygons by (country, GeoNames code)."""
        features = sources.geojson_features(self.dir / "boundaries/iq_sy_admin1.geojson.gz")
        return {governorate_key(f["properties"]): geo.rings_of(f["geometry"]) for f in features}

    @cached_property
    def districts(self):
        """Polygons by Who's On First id, with their country."""
        features = sources.geojson_features(self.dir / "boundaries/iq_sy_admin2.geojson.gz")
        return {str(f["properties"]["wof_id"]):
                (f["properties"]["country"], geo.rings_of(f["geometry"])) for f in features}

    @cached_property
    def wof_ids(self):
        rows = sources.tab_rows(self.dir / "gazetteer/iq_sy_places_extra.tsv.gz")
        return {row["id"]: row["wof_id"] for row in rows}

    @cached_property
    def admin1_names(self):
        """The `name` of each governorate by (country, code), as the admin1 rows have it."""
        return {(p["country"], p["admin1"]): self.hand[place_id(p)]["name"]
                for p in self.places if p["code"] == "ADM1" and place_id(p) in self.hand}

    @cached_property
    def admin2_names(self):
        """The `name` of each district by (country, admin1 code, admin2 code)."""
        return {(p["country"], p["admin1"], p["admin2"]): self.district_name(p)
                for p in self.places if p["code"] == "ADM2"}

    def district_name(self, place):
        hand = self.hand.get(place_id(place), {}).get("name")
        return hand or f"{latin_name(place)} District"

    @cached_property
    def district_by_wof(self):
        """District names by the polygon's id, for places without a district code."""
        return {self.wof_ids.get(p["id"], p["id"]): self.district_name(p)
                for p in self.places if p["code"] == "ADM2"}

    def rows(self):
        rows = [self.row(p) for p in self.places if p["code"] != "PCLI"]
        return merge_twins([row for row in rows if row])

    def row(self, place):
        identifier = place_id(place)
        hand = self.hand.get(identifier, {})
        if hand.get("kind") == "drop":
            return None
        kind = hand.get("kind") or kind_of(place)
        population = int(hand.get("population") or plausible_population(place))
        name = self.district_name(place) if kind == "admin2" else hand.get("name") or good_name(place)
        return Row(
            identifier, name, kind, *place["point"],
            self.radius(place, kind, population), place["country"], self.admin1(place),
            "" if kind in ("admin1", "admin2") else self.admin2(place), population,
            self.names_of(place, kind, hand, name), "wof" if identifier.startswith("wof") else "geonames-wof")

    def admin1(self, place):
        if place["code"] == "ADM1":
            return ""
        known = self.admin1_names.get((place["country"], place["admin1"]))
        return known or self.admin1_at(place["country"], place["point"])

    def admin1_at(self, country, point):
        """The governorate whose polygon holds the point, empty outside."""
        found = (key for key, rings in self.governorates.items()
                 if key[0] == country and geo.contains(rings, point))
        return self.admin1_names.get(next(found, ""), "")

    def admin2(self, place):
        known = self.admin2_names.get((place["country"], place["admin1"], place["admin2"]))
        return known if known and place["admin2"] else self.admin2_at(place["country"], place["point"])

    def admin2_at(self, country, point):
        found = (wof_id for wof_id, (of, rings) in self.districts.items()
                 if of == country and geo.contains(rings, point))
        return self.district_by_wof.get(next(found, ""), "")

    def divisions_at(self, country, point):
        return self.admin1_at(country, point), self.admin2_at(country, point)

    def radius(self, place, kind, population):
        if kind == "admin1":
            rings = self.governorates.get((place["country"], place["admin1"]))
        elif kind == "admin2":
            rings = self.districts.get(self.wof_ids.get(place["id"], place["id"]), ("", None))[1]
        else:
            return geo.town_radius_km(kind, population)
        points = geo.sample_points(rings) if rings else []
        return geo.round_radius(geo.covering_radius_km(place["point"], points)) or 30.0

    def names_of(self, place, kind, hand, name):
        """Hand-kept names, and for all but governorates those of the sources.

        The sources call a governorate by its capital too ("Ar Ramadi" for Anbar), and lend
        districts the names of other things, so only look-alikes of the name are taken there.
        """
        given = [n for n in hand.get("names", "").split("|") if n]
        if kind == "admin1":
            return given
        found = list(source_names(place, self.names.get(place["id"], ())))
        if kind == "admin2":
            base = name.removesuffix(" District")
            return given + [f"short:{base}"] + [n for n in found if resembles(n, base)]
        return given + found + [place["name"], place["ascii"], latin_name(place)]


def governorate_key(properties):
    """(country, GeoNames code) of a polygon; Halabja's still bears the code of Sulaymaniyah."""
    code = "19" if properties.get("name_source") == "Halabja" else properties.get("gn_admin1", "")
    return properties["country"], code


def place_id(place):
    """`geonames:…`, or `wof:…` for a record only Who's On First has."""
    return f"{'wof' if int(place['id']) >= FIRST_WOF_ID else 'geonames'}:{place['id']}"


def kind_of(place):
    code, population = place["code"], place["population"]
    if code in ("PPLX", "PPLQ", "PPLW", "PPLH", "ADM1", "ADM2"):
        return KIND_BY_CODE[code]
    told = generic_prefix(place["ascii"])[1]
    if population >= 50_000:
        return "city"
    if population >= 5_000:
        return "town"
    return told or KIND_BY_CODE.get(code, "village")


def plausible_population(place):
    """Quarters that carry the number of their whole city get none."""
    return 0 if place["code"] == "PPLX" and place["population"] > 1_300_000 else place["population"]


def generic_prefix(name):
    """("Qaryat", "village") for "Qaryat Sakran"; empty strings where there is none."""
    for pattern, kind in GENERIC_PREFIXES:
        found = re.match(rf"(?:{pattern}) +(?=\S\S)", name)
        if found:
            return found[0], kind
    return "", ""


def latin_name(place):
    """The ASCII name of the source, apostrophes for ayn and hamza kept."""
    return place["ascii"].replace("`", "'")


def good_name(place):
    """The name without the generic word before it, where a real name remains."""
    name = latin_name(place)
    rest = name[len(generic_prefix(name)[0]):]
    return rest if len(fold(rest)) >= 3 and not rest[0].isdigit() else name


def source_names(place, tagged):
    """The usable alternates of a place: Latin untagged, Arabic `ar:`, Kurdish `ku:`."""
    pairs = list(tagged) + [("", name) for name in place["alternates"]]
    for language, name in pairs:
        if not is_sensible(name):
            continue
        if script(name) == "latin" and language in ("", "en", "fr", "de", "tr"):
            yield name
        elif script(name) == "latin" and language == "ku":
            yield f"ku:{name}"
        elif script(name) == "arabic":
            yield from arabic_script_name(language, name)


def arabic_script_name(language, name):
    if URDU_LETTERS.search(name):
        return
    if language == "ku" or (not language and KURDISH_LETTERS.search(name)):
        yield f"ku:{name}"
    elif language in ("", "ar") and not PERSIAN_LETTERS.search(name):
        yield f"ar:{name}"


def resembles(name, base):
    """Whether a district's alternate is the district's own name in another spelling."""
    tag, text = split_tag(name)
    if tag in ("ar", "ku") and script(text) == "arabic":
        return True
    ours, theirs = skeleton(base), skeleton(text)
    return bool(ours) and (ours == theirs or (len(ours) > 2 and theirs.startswith(ours)))


def merge_twins(rows):
    """One row for two of one name that lie within a kilometre: the fuller one, names of both."""
    kept = {}
    for row in sorted(rows, key=lambda r: (-r.population, len(r.id), r.id)):
        key = skeleton(row.name), row.kind in ("admin1", "admin2"), row.country
        twin = next((other for other in kept.get(key, ())
                     if geo.distance_km(row.point, other.point) < 1), None)
        if twin and key[0]:
            twin.names += [row.name] + row.names
        else:
            kept.setdefault(key, []).append(row)
    return [row for group in kept.values() for row in group]
