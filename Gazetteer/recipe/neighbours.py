"""The villages of Iraq's and Syria's neighbours: packs/neighbours.tsv.gz."""

import geo
import sources
from region import KIND_BY_CODE, URDU_LETTERS, generic_prefix, good_name
from region import place_id, source_key
from rows import Row, fold, is_sensible, script, tidy_names

MOST_NAMES = 4
# Iran and Turkey are kept as far as reports of Iraq and Syria reach: all of them would double the tables.
WHOLE = ("JO", "LB", "KW")
REACH_KM = 300
CELL_DEGREES = 0.5
POPULATED = ("PPL", "PPLX", "PPLF", "PPLL", "PPLA2", "PPLA3", "PPLQ", "PPLW", "PPLH")


def rows(source_dir, division_names, taken):
    """Populated places of Jordan, Lebanon, Kuwait, Iran and Turkey that are not in `taken`."""
    gazetteer = source_dir / "gazetteer"
    found = []
    for place in sources.geonames_rows(gazetteer / "neighbours_places.geonames.txt.gz"):
        # Kuwait's have no code.
        if place["cls"] in ("", "P") and place["code"] in ("", *POPULATED):
            row = village(place, division_names)
            if row.id not in taken and is_sensible(row.name):
                found.append(row)
    return found


def within_reach(villages, region_rows):
    """Those of the small countries, and those whose cell lies within reach of a cell of Iraq or Syria."""
    region = {cell(row) for row in region_rows}
    cells = {cell(row) for row in villages}
    near = {a for a in cells if any(geo.distance_km(a, b) <= REACH_KM for b in region)}
    return [row for row in villages if row.country in WHOLE or cell(row) in near]


def cell(row):
    """The middle of the cell that holds a place."""
    return tuple((int(degrees // CELL_DEGREES) + 0.5) * CELL_DEGREES for degrees in row.point)


def village(place, division_names):
    kind = kind_of(place)
    name = good_name(place)
    identifier = place_id(place)
    return Row(
        identifier,
        name,
        kind,
        *place["point"],
        geo.town_radius_km(kind, place["population"]),
        place["country"],
        division_names.get((place["country"], place["admin1"]), ""),
        "",
        place["population"],
        names_of(place, name),
        source_key(identifier),
    )


def kind_of(place):
    if place["code"] in ("PPLX", "PPLQ", "PPLW", "PPLH"):
        return KIND_BY_CODE[place["code"]]
    if place["population"] >= 100_000:
        return "city"
    return "town" if place["population"] >= 5_000 else generic_prefix(place["ascii"])[1] or "village"


def names_of(place, name):
    """The name with its word of kind, the official spelling, one in Arabic script, few others."""
    latin = [place["ascii"], place["name"]]
    latin += [n for n in place["alternates"] if is_sensible(n) and script(n) == "latin"]
    native = [
        f"ar:{n}"
        for n in place["alternates"]
        if is_sensible(n) and script(n) == "arabic" and not URDU_LETTERS.search(n)
    ]
    kept = tidy_names(name, latin[: MOST_NAMES + 1])[:MOST_NAMES]
    return kept + [n for n in native[:1] if fold(n) != fold(name)]
