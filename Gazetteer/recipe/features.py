"""Seas, rivers, lakes, mountains, islands and other natural features: world-features.tsv."""

import re

import geo
import sources
from rows import Row, fold, script

KIND_BY_CLASS = {
    "Island": "island",
    "Island group": "island",
    "island": "island",
    "island group": "island",
    "Desert": "desert",
    "Plain": "plain",
    "plain": "plain",
    "Lowland": "plain",
    "Plateau": "land",
    "plateau": "land",
    "Range/mtn": "mountain",
    "mountain": "mountain",
    "Foothills": "mountain",
    "Valley": "valley",
    "Gorge": "valley",
    "Basin": "land",
    "Coast": "land",
    "Delta": "land",
    "Depression": "land",
    "depression": "land",
    "Isthmus": "land",
    "Peninsula": "land",
    "Pen/cape": "land",
    "cape": "land",
    "Tundra": "land",
    "Wetlands": "water",
    "Geoarea": "region",
    "pass": "valley",
    "waterfall": "water",
    "Lake": "lake",
    "Reservoir": "lake",
    "Alkaline Lake": "lake",
    "Lake Centerline": "lake",
    "River": "river",
    "river": "river",
    "sea": "sea",
    "ocean": "sea",
    "gulf": "sea",
    "bay": "sea",
    "strait": "sea",
    "sound": "sea",
    "channel": "sea",
    "fjord": "sea",
    "inlet": "sea",
    "lagoon": "water",
    "reef": "sea",
}
# Generic words that newspapers add or leave out: "Tigris" and "Tigris River" are one name.
GENERIC = {"river": "River", "lake": "Lake"}


MAY_BE_KNOWN = ("island", "land", "region", "desert", "plain", "sea", "mountain")
LARGEST_RIVER_KM = 1000


def rows(source_dir, known):
    """Features not among the `known` rows: Cuba is a country first, Tasmania a state."""
    taken = {}
    for row in known:
        taken.setdefault(fold(row.name), []).append(row)
    return [
        row
        for row in named_features(source_dir)
        if row.kind not in MAY_BE_KNOWN
        or not any(is_same(row, other) for other in taken.get(fold(row.name), ()))
    ]


def is_same(row, other):
    """Seas only with seas: the Red Sea is not Egypt's governorate."""
    near = max(600, other.radius_km) if other.kind == "sea" else 600
    return (row.kind == "sea") == (other.kind == "sea") and geo.distance_km(
        row.point, other.point
    ) < near


def named_features(source_dir):
    features = list(sources.tab_rows(source_dir / "gazetteer/ne_10m_named_features.tsv.gz"))
    merged = {}
    for feature in features:
        kind = KIND_BY_CLASS.get(feature["class"])
        if kind and is_name(feature["name"]) and not (kind == "region" and is_torn(feature)):
            merged.setdefault((kind, fold(usual_case(feature["name"]))), []).append(feature)
    groups = ((key[0], part) for key, found in sorted(merged.items()) for part in neighbours(found))
    return [feature_row(kind, part) for kind, part in groups]


def is_torn(feature):
    """Cut in two by the date line: the middle that its source gives lies an ocean away (Alaska's)."""
    return bool(feature["min_lon"]) and float(feature["max_lon"]) - float(feature["min_lon"]) > 180


def is_name(name):
    return script(name) in ("latin", "mixed") and len(name) > 2


def neighbours(features):
    """Splits features of one name into those that touch: two Red Rivers are not one."""
    parts = []
    for feature in features:
        part = next((p for p in parts if any(close(feature, other) for other in p)), None)
        if part:
            part.append(feature)
        else:
            parts.append([feature])
    return parts


def close(a, b):
    apart = 2000 if KIND_BY_CLASS[a["class"]] == "sea" else 300
    return geo.distance_km(label_point(a), label_point(b)) < apart


def label_point(feature):
    return float(feature["lat"]), float(feature["lon"])


def feature_row(kind, part):
    """One row for the parts: label point of the best known one, radius over all corners."""
    best = min(part, key=lambda f: (float(f["scalerank"] or 99), f["lat"]))
    name = usual_case(best["name"])
    corners = [
        (float(f[y]), float(f[x]))
        for f in part
        for y in ("min_lat", "max_lat")
        for x in ("min_lon", "max_lon")
        if f[y] and f[x]
    ]
    radius = max((geo.distance_km(label_point(best), c) for c in corners), default=0) * 0.8
    radius = min(radius, LARGEST_RIVER_KM) if kind == "river" else radius
    names = [usual_case(n) for f in part for n in [f["name"], *f["alternates"].split("|")] if n]
    identifier = (
        f"ne:{kind}/{fold(name)}/{round(label_point(best)[0])},{round(label_point(best)[1])}"
    )
    return Row(
        identifier.replace(" ", "-"),
        name,
        kind,
        *label_point(best),
        geo.round_radius(max(radius, least_radius_km(kind))),
        source="ne",
        names=names + generic_names(kind, name) + other_forms(name),
    )


def least_radius_km(kind):
    return {"mountain": 5.0, "river": 20.0, "island": 2.0}.get(kind, 5.0)


def generic_names(kind, name):
    word = GENERIC.get(kind)
    if not word or word.lower() in fold(name):
        return []
    return [f"{name} {word}"] + ([f"{word} {name}"] if kind == "lake" else [])


# Natural Earth abbreviates generic words. A word at the end of the name may stand before it too.
ABBREVIATIONS = (
    (r"\bMts\.?$", "Mountains"),
    (r"\bMtns\.?$", "Mountains"),
    (r"^Mt\.? ", "Mount "),
    (r"\bMt\.?$", "Mountain"),
    (r" Is\.?$", " Islands"),
    (r" I\.?$", " Island"),
    (r"^Is\. ", "Islas "),
    (r"^I\. ", "Isla "),
    (r"^C\. ", "Cape "),
    (r" C\.?$", " Cape"),
    (r" Pen\.?$", " Peninsula"),
    (r"^Pen\. ", "Peninsula "),
    (r"^L\. ", "Lake "),
    (r" L\.?$", " Lake"),
    (r"^Pt\. ", "Point "),
    (r" Ra\.?$", " Range"),
    (r" Plat\.?$", " Plateau"),
    (r" R\.?$", " River"),
    (r"^G\. ", "Gulf "),
    (r" Str\.?$", " Strait"),
    (r"^St\. ", "Saint "),
    (r" Penin\.?$", " Peninsula"),
    (r" Res\.?$", " Reservoir"),
    (r" Bk\.?$", " Bank"),
    (r" Arch\.?$", " Archipelago"),
)


def spelled_out(name):
    for pattern, word in ABBREVIATIONS:
        name = re.sub(pattern, word, name)
    return name


def other_forms(name):
    """The abbreviated forms newspapers use: "Mt. Hood", "St. Helena"."""
    return [
        f"{short} {name.removeprefix(long)}"
        for long, short in (("Mount ", "Mt."), ("Saint ", "St."))
        if name.startswith(long)
    ]


SMALL_WORDS = frozenset("of the and de la el du del des d'".split())


def usual_case(name):
    """Natural Earth prints oceans and deserts in capitals; names here are written as in prose."""
    name = spelled_out(name)
    if name != name.upper():
        return name
    words = [
        w if i and w in SMALL_WORDS else "-".join(p.capitalize() for p in w.split("-"))
        for i, w in enumerate(name.lower().split())
    ]
    return " ".join(words)
