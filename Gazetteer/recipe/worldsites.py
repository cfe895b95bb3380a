"""Big dams, nuclear plants, air bases and international airports: world-sites.tsv.gz."""

import re
from pathlib import Path

import geo
import sources
from cities import REGION
from countries import hand_names
from rows import Row, fold, is_sensible, read_hand, split_tag

HAND = Path(__file__).parent / "hand" / "places.tsv"
POPULATED = ("capital", "city", "town", "village", "quarter", "camp")
STANDING = ("operating", "construction", "mothballed", "retired")
LEAST_DAM_MW = 200
MILITARY = re.compile(
    r"Air Base|Airbase|Air Force Base|Naval Air|Army Air|^RAF |AFB\b|Military|Air Force Station"
)


def hand_places():
    """Places kept by hand, populated ones and others alike."""
    for h in read_hand(HAND):
        slug = fold(h["name"]).replace(" ", "-")
        yield Row(
            f"sandtable:{h['kind']}/{(h['country'] or 'xx').lower()}/{slug}",
            h["name"],
            h["kind"],
            float(h["latitude"]),
            float(h["longitude"]),
            float(h["radius_km"]),
            h["country"],
            h["admin1"],
            names=hand_names(h["names"]),
            source="sandtable",
        )


def is_populated(row):
    return row.kind in POPULATED


def rows(source_dir, countries):
    """All sites of the world outside Iraq and Syria; `countries` are the rows of that table."""
    codes = {
        fold(split_tag(name)[1]): row.country
        for row in countries
        for name in (row.name, *row.names)
    }
    hand = [row for row in hand_places() if not is_populated(row)]
    found = [*nuclear_plants(source_dir, codes), *dams(source_dir, codes), *airfields(source_dir)]
    taken = {(row.kind, row.country): [] for row in hand}
    for row in hand:
        taken[row.kind, row.country].append(row)
    return hand + [row for row in found if row.country not in REGION and is_new(row, taken)]


def is_new(row, taken):
    """Whether nothing of this kind was taken within 3 km or under this id; takes it if so."""
    others = taken.setdefault((row.kind, row.country), [])
    if any(row.id == o.id or geo.distance_km(row.point, o.point) < 3 for o in others):
        return False
    others.append(row)
    return True


def nuclear_plants(source_dir, codes):
    for p in sources.csv_rows(source_dir / "sites/gem_nuclear_units_world.csv.gz"):
        if p["status"] in STANDING:
            base = p["name"].removesuffix(" nuclear power plant")
            yield site(
                "gem:nuclear",
                base,
                f"{base} Nuclear Power Plant",
                "powerplant",
                p,
                codes.get(fold(p["country"]), ""),
                [
                    f"{base} nuclear plant",
                    f"{base} Nuclear Power Station",
                    f"{base} nuclear station",
                ],
                "gem-nuclear",
            )


def dams(source_dir, codes):
    for p in sources.csv_rows(source_dir / "sites/gem_hydropower_world.csv.gz"):
        if p["status"] in STANDING and float(p["capacity_mw"] or 0) >= LEAST_DAM_MW and p["lat"]:
            base = re.sub(r" (hydroelectric plant|Dam\b.*|Pumped Storage.*)", "", p["name"])
            country = codes.get(fold(p["countries"].split(",")[0]), "")
            if is_sensible(base):
                yield site(
                    "gem",
                    p["gem_id"],
                    f"{base} Dam",
                    "dam",
                    p,
                    country,
                    [f"{base} hydroelectric plant"],
                    "gem-hydro",
                )


def airfields(source_dir):
    for p in sources.csv_rows(source_dir / "sites/airports_world.csv.gz"):
        if len(p["icao"]) != 4 or not p["icao"].isalpha() or not is_sensible(p["name"]):
            continue
        if MILITARY.search(p["name"]):
            yield site("icao", p["icao"], p["name"], "base", p, p["country"], [], "icao")
        elif "International" in p["name"] and p["iata"]:
            yield site(
                "icao",
                p["icao"],
                p["name"],
                "airport",
                p,
                p["country"],
                [
                    f"{p['city']} {word}"
                    for word in ("Airport", "International Airport")
                    if is_sensible(p["city"])
                ],
                "icao",
            )


def site(source, local, name, kind, point, country, names, key):
    identifier = (
        f"{source}:{local}"
        if local.isascii() and " " not in local
        else f"{source}/{fold(local).replace(' ', '-')}"
    )
    return Row(
        identifier,
        name,
        kind,
        float(point["lat"]),
        float(point["lon"]),
        2.0,
        country,
        names=names,
        source=key,
    )
