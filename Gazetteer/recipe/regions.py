"""Continents and regions kept by hand: world-regions.tsv."""

from pathlib import Path

from countries import hand_names
from rows import Row, fold, read_hand

HAND = Path(__file__).parent / "hand" / "regions.tsv"


def rows():
    return [region_row(hand) for hand in read_hand(HAND)]


def region_row(hand):
    """A row named without the bracket that tells namesakes apart: "Punjab (region)" is Punjab."""
    identifier = (
        f"sandtable:{hand['kind']}/{fold(hand['name'].replace('(', ' ').replace(')', ' '))}"
    )
    return Row(
        identifier.replace(" ", "-"),
        hand["name"].split(" (")[0],
        hand["kind"],
        float(hand["latitude"]),
        float(hand["longitude"]),
        float(hand["radius_km"]),
        hand["country"],
        names=hand_names(hand["names"]),
        source="sandtable",
    )
