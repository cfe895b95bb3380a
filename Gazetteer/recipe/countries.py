"""Countries and territories: world-countries.tsv."""

from pathlib import Path

import geo
import sources
from rows import Row, fold, is_sensible, read_hand, script, split_tag

HAND = Path(__file__).parent / "hand"


def rows(source_dir):
    gazetteer = source_dir / "gazetteer"
    info = sources.country_info(gazetteer / "countryInfo.txt")
    points = {
        row["iso2"]: row
        for row in sources.tab_rows(gazetteer / "world_countries.tsv")
        if row["lat"]
    }
    outlines = country_outlines(source_dir)
    capitals = capital_points(source_dir)
    hand = read_hand(HAND / "countries.tsv")
    return [
        country_row(
            h,
            info[h["iso2"]],
            points.get(h["iso2"]),
            outlines.get(h["iso2"]),
            capitals.get(h["iso2"]),
        )
        for h in hand
    ]


def country_row(hand, info, source, outline, capital):
    """The radius holds four fifths of the land: all would take in Alaska and French Guiana."""
    area = geo.sample_points(outline) if outline else []
    point = hand_point(hand) or source_point(source) or capital or geo.middle(area)
    radius = geo.covering_radius_km(point, area, 0.8) if area else circle_radius_km(info["area"])
    return Row(
        f"geonames:{info['id']}",
        hand["name"],
        "country",
        *point,
        max(2.0, geo.round_radius(radius)),
        hand["iso2"],
        population=int(info["population"]),
        names=hand_names(hand["names"]) + source_names(info, source),
        source="countries",
    )


def hand_point(hand):
    return (float(hand["latitude"]), float(hand["longitude"])) if hand.get("latitude") else None


def source_point(source):
    return (float(source["lat"]), float(source["lon"])) if source else None


def hand_names(cell):
    """The alternates of a hand-kept cell, `d:` written out as `demonym:`."""
    return [("demonym:" + n[2:]) if n.startswith("d:") else n for n in cell.split("|") if n]


def source_names(info, source):
    """GeoNames' name, the native name and the alternates of the source, codes left out."""
    names = [info["name"]]
    if source:
        names += [source["native"], *source["alternates"].split("|")]
    usable = [n for n in names if is_sensible(n) and "'s Republic" not in n]
    return [f"ar:{n}" if script(n) == "arabic" else n for n in usable]


def circle_radius_km(area_km2):
    return (float(area_km2 or 10) / 3.1416) ** 0.5


def country_outlines(source_dir):
    """Rings by ISO code, from the largest scale at hand."""
    outlines = {}
    for name in ("ne_50m_admin_0_countries", "ne_10m_generalised_countries_world"):
        for feature in sources.geojson_features(source_dir / f"boundaries/{name}.geojson.gz"):
            code = iso_code(feature["properties"])
            if code:
                outlines.setdefault(code, geo.rings_of(feature["geometry"]))
    return outlines


# Natural Earth leaves the ISO code of these out.
ISO_BY_NAME = {"France": "FR", "Norway": "NO", "Kosovo": "XK"}


def iso_code(properties):
    code = properties.get("ISO_A2") or properties.get("iso_a2") or ""
    name = properties.get("ADMIN") or properties.get("NAME") or ""
    return code if len(code) == 2 and code.isalpha() else ISO_BY_NAME.get(name, "")


def return_names(rows, countries):
    """Takes from smaller places the alternates that are names or people of countries.

    The sources have "Iraq" for Arak, "Paraguay" for Asunción and "Malta" for its parishes.
    """
    owned = {
        fold(text)
        for row in countries
        for tag, text in map(split_tag, [row.name, *row.names])
        if tag not in ("ar", "ku", "old", "abbr")
    }
    for row in rows:
        row.names = [
            n
            for n in row.names
            if split_tag(n)[0] not in ("", "short") or fold(split_tag(n)[1]) not in owned
        ]


def capital_points(source_dir):
    """The capital of each country, for islands without a better point."""
    places = sources.tab_rows(source_dir / "gazetteer/ne_10m_populated_places.tsv.gz")
    return {
        p["iso2"]: (float(p["lat"]), float(p["lon"]))
        for p in places
        if p["class"] in ("Admin-0 capital", "Admin-0 region capital")
    }


def capital_names(source_dir):
    """Folded names of the capital by country, from GeoNames."""
    info = sources.country_info(source_dir / "gazetteer/countryInfo.txt")
    return {code: fold(row["capital"]) for code, row in info.items()}
