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
KIND_BY_CODE = {
    "ADM1": "admin1",
    "ADM2": "admin2",
    "PPLX": "quarter",
    "PPLL": "village",
    "PPLF": "village",
    "PPLQ": "locality",
    "PPLW": "locality",
    "PPLH": "locality",
    "PPLA2": "town",
    "PPLA3": "town",
}

# Arabic words for a kind of place that stand before its name, and the kind they tell.
GENERIC_PREFIXES = (
    (r"Qaryat|Qaryah|Qariyat|Mazra'at|Mazari'", "village"),
    (r"Nahiyat|Nahiyah", "town"),
    (r"Markaz Qada'|Qada'|Qadha'|Markaz", "town"),
    (r"Madinat", ""),
    (r"Hayy|Hay|Mahallat", "quarter"),
    (r"Mukhayyam", "camp"),
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

    @property
    def outlines(self):
        """Rings by (country, name) of the governorates."""
        return {
            (key[0], self.admin1_names[key]): rings
            for key, rings in self.governorates.items()
            if key in self.admin1_names
        }

    @cached_property
    def districts(self):
        """Polygons by Who's On First id, with their country."""
        features = sources.geojson_features(self.dir / "boundaries/iq_sy_admin2.geojson.gz")
        return {
            str(f["properties"]["wof_id"]): (
                f["properties"]["country"],
                geo.rings_of(f["geometry"]),
            )
            for f in features
        }

    @cached_property
    def wof_ids(self):
        rows = sources.tab_rows(self.dir / "gazetteer/iq_sy_places_extra.tsv.gz")
        return {row["id"]: row["wof_id"] for row in rows}

    @cached_property
    def admin1_names(self):
        """The `name` of each governorate by (country, code), as the admin1 rows have it."""
        return {
            (p["country"], p["admin1"]): self.hand[place_id(p)]["name"]
            for p in self.places
            if p["code"] == "ADM1" and place_id(p) in self.hand
        }

    def district_name(self, place):
        hand = self.hand.get(place_id(place), {}).get("name")
        return hand or f"{latin_name(place)} District"

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
        name = (
            self.district_name(place) if kind == "admin2" else hand.get("name") or good_name(place)
        )
        admin1, admin2 = self.divisions(place, kind, name)
        return Row(
            identifier,
            name,
            kind,
            *place["point"],
            self.radius(place, kind, population),
            place["country"],
            admin1,
            admin2,
            population,
            self.names_of(place, kind, hand, name),
            source_key(identifier),
        )

    def divisions(self, place, kind, name):
        """Governorate and district of a place: by its codes, else by the polygons it lies in."""
        if kind == "admin1":
            return "", ""
        claimed = self.admin1_names.get((place["country"], place["admin1"]), "")
        if kind == "admin2":
            return self.hand.get(place_id(place), {}).get("admin1") or claimed, ""
        key = place["country"], place["admin1"], place["admin2"]
        district = (
            self.district_of_seat(place["country"], claimed, name)
            or (self.district_by_code.get(key) if place["admin2"] else None)
            or self.district_at(place["country"], place["point"])
        )
        return agreed(claimed or self.governorate_at(place["country"], place["point"]), district)

    @cached_property
    def district_rows(self):
        """(governorate, name) of each district by the Who's On First id of its polygon."""
        return {
            self.wof_ids.get(p["id"], p["id"]): (
                self.divisions(p, "admin2", "")[0],
                self.district_name(p),
            )
            for p in self.places
            if p["code"] == "ADM2"
        }

    @cached_property
    def district_by_code(self):
        return {
            (p["country"], p["admin1"], p["admin2"]): self.district_rows[
                self.wof_ids.get(p["id"], p["id"])
            ]
            for p in self.places
            if p["code"] == "ADM2"
        }

    @cached_property
    def seats(self):
        """Districts by country and (governorate, folded name of the town they are named after)."""
        return {
            (p["country"], row[0], fold(row[1].removesuffix(" District"))): row
            for p in self.places
            if p["code"] == "ADM2"
            for row in [self.district_rows[self.wof_ids.get(p["id"], p["id"])]]
        }

    def district_of_seat(self, country, governorate, name):
        """The polygons are coarse: Samarra lies in Samarra District whatever they say."""
        return self.seats.get((country, governorate, fold(name)))

    def district_at(self, country, point):
        found = (
            wof_id
            for wof_id, (of, rings) in self.districts.items()
            if of == country and geo.contains(rings, point)
        )
        return self.district_rows.get(next(found, ""))

    def governorate_at(self, country, point):
        """The governorate whose polygon holds the point, empty outside."""
        found = (
            key
            for key, rings in self.governorates.items()
            if key[0] == country and geo.contains(rings, point)
        )
        return self.admin1_names.get(next(found, ""), "")

    def divisions_at(self, country, point):
        """Governorate and district of a point; outside the polygons those of the next place."""
        district = self.district_at(country, point)
        if district:
            return agreed(district[0], district)
        near = [
            p
            for p in self.places
            if p["country"] == country
            and p["cls"] == "P"
            and abs(p["point"][0] - point[0]) < 0.3
            and abs(p["point"][1] - point[1]) < 0.3
        ]
        if not near:
            return self.governorate_at(country, point), ""
        place = min(near, key=lambda p: geo.distance_km(p["point"], point))
        return self.divisions(place, "village", "")

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
        wrong = {n[1:] for n in given if n.startswith("-")}
        given = [n for n in given if not n.startswith("-")]
        if kind == "admin1":
            return given
        found = [
            n
            for n in source_names(place, self.names.get(place["id"], ()))
            if n not in wrong and not is_district_word(n)
        ]
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


def source_key(identifier):
    return "wof" if identifier.startswith("wof") else "geonames-wof"


def agreed(governorate, district):
    """Governorate and district where they fit together.

    Halabja was cut out of Sulaymaniyah after most of its villages were coded, so there the
    district decides; elsewhere a district of another governorate is not believed.
    """
    if not district:
        return governorate, ""
    if district[0] in (governorate, "Halabja") or not governorate:
        return district
    return governorate, ""


def is_district_word(name):
    """Whether an alternate names the district around a town, not the town."""
    return bool(re.search(r"District$|Governorate$|Province$|^ar:(قضاء|محافظة|ناحية|منطقة) ", name))


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
    rest = name[len(generic_prefix(name)[0]) :]
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
        twin = next(
            (other for other in kept.get(key, ()) if geo.distance_km(row.point, other.point) < 1),
            None,
        )
        if twin and key[0]:
            twin.names += [row.name] + row.names
        else:
            kept.setdefault(key, []).append(row)
    return [row for group in kept.values() for row in group]
