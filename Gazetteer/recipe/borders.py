#!/usr/bin/env python3
"""Where countries meet: Sources/Reading/Lexicon/borders.tsv, from the outlines that maps are drawn on.

    borders.py OUTLINES.geojson >borders.tsv

Neighbours share the vertices of their border; each run of shared vertices is one line.
"""

import json
import sys
from collections import defaultdict


def rings(geometry):
    if geometry["type"] == "Polygon":
        return geometry["coordinates"]
    return [ring for polygon in geometry["coordinates"] for ring in polygon]


def runs(ring, others):
    """The stretches of a closed ring whose vertices all belong to `others`, as lists of vertices."""
    points = ring[:-1] if ring[0] == ring[-1] else ring
    start = next((i for i, p in enumerate(points) if tuple(p) not in others), 0)
    run = []
    for point in points[start:] + points[:start] + [None]:
        if point is not None and tuple(point) in others:
            run.append(point)
        elif run:
            yield run
            run = []


def main(path):
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    countries = {}
    for feature in features:
        code = feature["properties"].get("country")
        if code:
            countries.setdefault(code, []).extend(rings(feature["geometry"]))
    owners = defaultdict(set)
    for code, outline in countries.items():
        for ring in outline:
            for point in ring:
                owners[tuple(point)].add(code)
    print("# Where two countries meet, as lines of latitude,longitude: Natural Earth 1:110 million,")
    print("# made by Gazetteer/recipe/borders.py.")
    print("# country\tcountry\tlines")
    neighbours = {tuple(sorted((a, b))) for codes in owners.values() for a in codes for b in codes if a != b}
    for a, b in sorted(neighbours):
        shared = {point for point, codes in owners.items() if b in codes}
        lines = [run for ring in countries[a] for run in runs(ring, shared)]
        text = ";".join(" ".join(f"{y:.2f},{x:.2f}" for x, y in line) for line in lines)
        print(f"{a}\t{b}\t{text}")


if __name__ == "__main__":
    main(sys.argv[1])
