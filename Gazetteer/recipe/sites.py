"""Dams, bases, prisons, crossings, fields and plants of Iraq and Syria: sites-iraq-syria.tsv."""

import re
from pathlib import Path

import geo
import sources
from countries import hand_names
from rows import Row, fold, read_hand, skeleton

HAND = Path(__file__).parent / "hand"
COUNTRY_CODES = {"Iraq": "IQ", "Syria": "SY", "IRQ": "IQ", "SYR": "SY"}
SAME_SITE_KM = 3.0
# Which source to believe where two have one site, best first.
TRUST = ("sandtable", "gem-hydro", "icao", "gem-fields", "gem-plants", "gppd")
GENERIC = re.compile(
    r"\b(hydroelectric|thermal|gas|steam|power|plant|station|project|oil|and|field|dam|barrage|"
    r"refinery|airport|air|base|airfield|international|military|combined|cycle|ccgt|ocgt|"
    r"diesel|new|crossing|iraq|syria)\b"
)


def rows(source_dir, region):
    """All sites, one row each; `region` tells the governorate and district of a point."""
    hand = {h["id"]: h for h in read_hand(HAND / "site-names.tsv")}
    found = [
        *hand_rows(),
        *dams(source_dir),
        *airfields(source_dir),
        *fields(source_dir),
        *plants(source_dir),
        *listed_plants(source_dir),
    ]
    named = [with_hand(row, hand.pop(row.id, None)) for row in found]
    if hand:
        raise SystemExit(f"site-names.tsv names unknown sites: {', '.join(sorted(hand))}")
    kept = merge_doubles([row for row in named if row.kind != "drop"])
    return [located(row, region) for row in kept]


def with_hand(row, hand):
    if hand:
        row.kind = hand["kind"] or row.kind
        if hand["name"]:
            row.names = hand_names(hand["names"])
            row.name = hand["name"]
        row.radius_km = float(hand["radius_km"] or row.radius_km)
    if geo.is_whole_minutes(row.point):
        row.radius_km = max(1.0, row.radius_km)
    return row


def located(row, region):
    row.admin1, row.admin2 = region.divisions_at(row.country, row.point)
    return row


def hand_rows():
    for h in read_hand(HAND / "sites.tsv"):
        slug = fold(re.sub(r"[()]", " ", h["name"])).replace(" ", "-")
        yield Row(
            f"sandtable:{h['kind']}/{slug}",
            h["name"].split(" (")[0],
            h["kind"],
            float(h["latitude"]),
            float(h["longitude"]),
            float(h["radius_km"]),
            h["country"],
            names=hand_names(h["names"]),
            source="sandtable",
        )


def dams(source_dir):
    for p in sources.csv_rows(source_dir / "sites/gem_hydropower_world.csv.gz"):
        if p["countries"] in COUNTRY_CODES:
            name = p["name"].removesuffix(" hydroelectric plant")
            yield site(
                f"gem:{p['gem_id']}",
                name if "Dam" in name else f"{name} Dam",
                "dam",
                p,
                COUNTRY_CODES[p["countries"]],
                1.0,
                [],
                "gem-hydro",
            )


def airfields(source_dir):
    for p in sources.csv_rows(source_dir / "sites/airports_world.csv.gz"):
        if p["country"] in ("IQ", "SY"):
            military = re.search(r"Air Base|Army|Airfield|Air Field", p["name"])
            yield site(
                f"icao:{p['icao']}",
                p["name"],
                "base" if military else "airport",
                p,
                p["country"],
                2.0,
                [],
                "icao",
            )


def fields(source_dir):
    for p in sources.csv_rows(source_dir / "sites/gem_oil_gas_fields_world.csv.gz"):
        if p["country"] in COUNTRY_CODES and p["lat"]:
            base = re.sub(r" Oil and Gas Field.*| Gas Field.*| Oil Field.*", "", p["name"])
            exact = p["location_accuracy"] == "exact"
            yield site(
                f"gem:{p['gem_id']}",
                f"{base} Oil Field",
                "oilfield",
                p,
                COUNTRY_CODES[p["country"]],
                4.0 if exact else 12.0,
                [f"{base} field", f"{base} oilfield"],
                "gem-fields",
            )


def plants(source_dir):
    for p in sources.csv_rows(source_dir / "sites/gem_oil_gas_power_plants_world.csv.gz"):
        if p["country"] in COUNTRY_CODES:
            slug = fold(p["name"]).replace(" ", "-")
            base = re.sub(r" power (station|plant)$", "", p["name"], flags=re.IGNORECASE)
            local = [
                f"ar:{n.strip()}"
                for n in re.split("[,،]", p["name_local"])
                if n.strip() and "(" not in n
            ]
            yield site(
                f"gem:plant/{slug}",
                f"{base} Power Plant",
                "powerplant",
                p,
                COUNTRY_CODES[p["country"]],
                1.0,
                [f"{base} Power Station", *local],
                "gem-plants",
            )


def listed_plants(source_dir):
    for p in sources.csv_rows(source_dir / "sites/gppd_geo_power_plants_world.csv.gz"):
        if p["country"] in COUNTRY_CODES:
            base = re.sub(
                r" ((CC|OC)GT|Thermal|Hydroelectric)? ?Power (Plant|Project).*| \(.*", "", p["name"]
            )
            kind = "dam" if p["primary_fuel"] == "Hydro" else "powerplant"
            yield site(
                f"gppd:{p['gppd_idnr']}",
                f"{base} {'Dam' if kind == 'dam' else 'Power Plant'}",
                kind,
                p,
                COUNTRY_CODES[p["country"]],
                1.0,
                [f"{base} Power Station"] if kind == "powerplant" else [],
                "gppd",
            )


def site(identifier, name, kind, point, country, radius, names, source):
    return Row(
        identifier,
        name,
        kind,
        float(point["lat"]),
        float(point["lon"]),
        radius,
        country,
        names=names,
        source=source,
    )


def merge_doubles(rows):
    """One row per site: same kind, alike in name, within 3 km; the better source keeps its row."""
    kept = []
    for row in sorted(rows, key=lambda r: (TRUST.index(r.source), r.id)):
        twin = next((k for k in kept if same_site(k, row)), None)
        if twin:
            twin.names += [n for n in [row.name, *row.names]]
        else:
            kept.append(row)
    return kept


def same_site(a, b):
    alike_kind = a.kind == b.kind or (a.kind in ("dam", "barrage") and b.kind in ("dam", "barrage"))
    if not alike_kind or geo.distance_km(a.point, b.point) > SAME_SITE_KM:
        return False
    ours, theirs = core(a.name), core(b.name)
    return a.kind in ("dam", "barrage") or ours[:3] == theirs[:3] != ""


def core(name):
    """The consonants of what is left of a site's name without the words for its kind."""
    return skeleton(GENERIC.sub(" ", fold(name)))
