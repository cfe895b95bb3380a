"""Towns of the world down to 500 inhabitants, Iraq and Syria excepted: world-cities.tsv.gz."""

from pathlib import Path

import countries
import geo
import sources
from rows import Row, fold, is_sensible, read_hand, script
from region import KURDISH_LETTERS, PERSIAN_LETTERS

HAND = Path(__file__).parent / "hand"
REGION = ("IQ", "SY")
ALTERNATES_FROM = 5000


def rows(source_dir, division_names):
    """Rows of all towns outside the region; `division_names` gives admin1 by (country, code)."""
    capitals = countries.capital_names(source_dir)
    classes = main_places(source_dir)
    hand = {row["id"]: row for row in read_hand(HAND / "cities.tsv")}
    return [town_row(place, hand, capitals, classes, division_names)
            for place in towns(source_dir) if place["country"] not in REGION]


def towns(source_dir):
    return sources.geonames_rows(source_dir / "gazetteer/world_cities500.geonames.txt.gz")


def town_row(place, hand, capitals, classes, division_names):
    identifier = f"geonames:{place['id']}"
    ours = hand.get(identifier, {})
    kind = ours.get("kind") or kind_of(place, capitals, classes)
    given = countries.hand_names(ours.get("names", ""))
    return Row(identifier, ours.get("name") or place["name"], kind, *place["point"],
               geo.town_radius_km(kind, place["population"]), place["country"],
               division_names.get((place["country"], place["admin1"]), ""), "",
               place["population"], given + alternates(place), "geonames")


def alternates(place):
    """The ASCII name; Latin and Arabic alternates too where the place is large enough."""
    names = [place["ascii"], place["name"]]
    if place["population"] < ALTERNATES_FROM:
        return [n for n in names if script(n) == "latin"]
    return names + list(usable_alternates(place))


def usable_alternates(place):
    for name in filter(is_sensible, place["alternates"]):
        if script(name) == "latin":
            yield name
        elif not PERSIAN_LETTERS.search(name) and not KURDISH_LETTERS.search(name):
            yield f"ar:{name}"


def kind_of(place, capitals, classes):
    if is_capital(place, capitals, classes):
        return "capital"
    if place["population"] >= 100_000 or classes.get(place["id"]) == "Admin-1 capital":
        return "city"
    return "town" if place["population"] >= 5_000 else "village"


def is_capital(place, capitals, classes):
    """By Natural Earth's class, or by name and size where Natural Earth lacks the place."""
    if classes.get(place["id"]) in ("Admin-0 capital", "Admin-0 region capital"):
        return True
    wanted = capitals.get(place["country"])
    return fold(place["name"]) == wanted and place["population"] >= 100_000


def main_places(source_dir):
    """Natural Earth's class of a place by GeoNames id."""
    places = sources.tab_rows(source_dir / "gazetteer/ne_10m_populated_places.tsv.gz")
    return {row["geonameid"].removesuffix(".0"): row["class"] for row in places}
