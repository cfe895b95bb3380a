"""Towns of the world down to 500 inhabitants, Iraq and Syria excepted: world-cities.tsv.gz."""

from collections import defaultdict
from pathlib import Path

import countries
import geo
import sources
from rows import Row, fold, is_sensible, read_hand, script
from region import KURDISH_LETTERS, PERSIAN_LETTERS

HAND = Path(__file__).parent / "hand"
REGION = ("IQ", "SY")
ALTERNATES_FROM = 5000


def rows(source_dir, division_names, taken):
    """Rows of all towns outside the region; `division_names` gives admin1 by (country, code).

    Ids in `taken` are left out: the region's table has places that another country's list has too.
    """
    places = [
        place
        for place in towns(source_dir)
        if place["country"] not in REGION and f"geonames:{place['id']}" not in taken
    ]
    capitals, classes = capital_ids(source_dir, places), place_classes(source_dir)
    hand = {row["id"]: row for row in read_hand(HAND / "cities.tsv")}
    unknown = hand.keys() - {f"geonames:{place['id']}" for place in places}
    if unknown:
        raise SystemExit(f"cities.tsv names unknown towns: {', '.join(sorted(unknown))}")
    return [town_row(place, hand, capitals, classes, division_names) for place in places]


def mapped(source_dir, rows, divisions):
    """Towns that Natural Earth's map shows and GeoNames' list lacks: no town of `rows` stands where
    they do, and none of their names within 60 km. Nothing tells their division: it is that of the
    outline around them. An id that another row or division bears is a slip of the map."""
    near, bearers = defaultdict(list), defaultdict(list)
    for row in rows:
        near[degree(row.point)].append(row.point)
        for name in {fold(n.rpartition(":")[2]) for n in (row.name, *row.names)}:
            bearers[name].append(row.point)
    known = {row.id for row in (*rows, *divisions)}
    for place in main_places(source_dir):
        point = float(place["lat"]), float(place["lon"])
        names = [place["name"], *filter(is_sensible, place["alternates"].split("|"))]
        if place["iso2"] in (*REGION, "AQ") or not place["iso2"].isalpha():
            continue
        namesakes = [other for name in names for other in bearers[fold(name)]]
        if any(geo.distance_km(point, other) < 60 for other in namesakes):
            continue
        if any(geo.distance_km(point, other) < 6 for other in around(near, point)):
            continue
        row = mapped_row(place, point, names, known)
        known.add(row.id)
        yield row


def mapped_row(place, point, names, known):
    identifier = "geonames:" + place["geonameid"].removesuffix(".0")
    is_good = identifier[9:].isdigit() and identifier not in known
    where = f"{fold(names[0]).replace(' ', '-')}/{point[0]:.0f},{point[1]:.0f}"
    is_city = place["class"] == "Admin-1 capital"
    kind = "city" if is_city else "town" if int(place["pop_max"] or 0) >= 1000 else "village"
    return Row(
        identifier if is_good else f"ne:town/{where}",
        names[0],
        kind,
        *point,
        3,
        place["iso2"],
        "",
        names=names[1:],
        source="ne",
    )


def degree(point):
    return round(point[0]), round(point[1])


def around(points, point):
    """All points of the nine degrees around one."""
    lat, lon = degree(point)
    for row in range(lat - 1, lat + 2):
        for column in range(lon - 1, lon + 2):
            yield from points[row, column]


def towns(source_dir):
    return sources.geonames_rows(source_dir / "gazetteer/world_cities500.geonames.txt.gz")


def town_row(place, hand, capitals, classes, division_names):
    identifier = f"geonames:{place['id']}"
    ours = hand.get(identifier, {})
    kind = ours.get("kind") or kind_of(place, capitals, classes)
    given = countries.hand_names(ours.get("names", ""))
    return Row(
        identifier,
        ours.get("name") or place["name"],
        kind,
        *place["point"],
        geo.town_radius_km(kind, place["population"]),
        place["country"],
        division_names.get((place["country"], place["admin1"]), ""),
        "",
        place["population"],
        given + alternates(place),
        "geonames",
    )


ENGLISH_SPEAKING = ("US", "CA", "GB", "IE", "AU", "NZ", "ZA")
ABBREVIATED = (("Saint ", "St. "), ("St ", "Saint "), ("Mount ", "Mt. "), ("Fort ", "Ft. "))


def abbreviated(place):
    """ "St. Paris" for Saint Paris: what English newspapers print."""
    if place["country"] not in ENGLISH_SPEAKING:
        return []
    return [
        short + place["name"].removeprefix(long)
        for long, short in ABBREVIATED
        if place["name"].startswith(long)
    ]


def alternates(place):
    """The ASCII name; Latin and Arabic alternates too where the place is large enough."""
    names = [place["ascii"], place["name"], *abbreviated(place)]
    if place["population"] < ALTERNATES_FROM:
        return [n for n in names if script(n) == "latin"]
    return names + list(usable_alternates(place))


def usable_alternates(place):
    for name in filter(is_sensible, place["alternates"]):
        if script(name) == "latin":
            yield name
        elif not PERSIAN_LETTERS.search(name) and not KURDISH_LETTERS.search(name):
            yield f"ar:{name}"


def kind_of(place, capital_ids, classes):
    if place["id"] in capital_ids:
        return "capital"
    if place["population"] >= 100_000 or classes.get(place["id"]) == "Admin-1 capital":
        return "city"
    return "town" if place["population"] >= 5_000 else "village"


def capital_ids(source_dir, places):
    """Ids of the seats of government: the largest town of the country that bears the capital's
    name, and those Natural Earth calls a capital under the same name."""
    wanted = countries.capital_names(source_dir)
    bearers = {}
    for place in places:
        if wanted.get(place["country"]) in folded_names(place):
            bearers.setdefault(place["country"], []).append(place)
    found = {max(group, key=lambda p: p["population"])["id"] for group in bearers.values()}
    listed = {
        row["geonameid"].removesuffix(".0"): row
        for row in main_places(source_dir)
        if row["class"] == "Admin-0 capital"
    }
    return found | {
        p["id"]
        for p in places
        if p["id"] in listed
        and listed[p["id"]]["iso2"] == p["country"]
        and fold(listed[p["id"]]["name"]) in folded_names(p)
    }


def folded_names(place):
    return {fold(name) for name in (place["name"], place["ascii"], *place["alternates"])}


def main_places(source_dir):
    return sources.tab_rows(source_dir / "gazetteer/ne_10m_populated_places.tsv.gz")


def place_classes(source_dir):
    """Natural Earth's class of a place by GeoNames id."""
    return {row["geonameid"].removesuffix(".0"): row["class"] for row in main_places(source_dir)}
