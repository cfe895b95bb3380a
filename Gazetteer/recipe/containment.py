"""Puts places into the division they lie in where their source names none, or one they lie far from.

Sources err in whole batches: towns of Xinjiang that bear the code of Heilongjiang, 4,000 km away. But
outlines err too: they are coarse, lack small islands, and are older than a country's last reform. So a
stated division gives way only where outline and codes of both divisions agree on nearly everything
else, and most of the places next to it are of the other, too.
"""

from collections import Counter, defaultdict

import geo

# Coarse outlines run up to this far from the border.
FAR_KM = 30
NEIGHBOURS = 12
# The share of a division's places that its outline must hold, and of those it holds that must be its own.
AGREEMENT = 0.85
# Below this many, agreement says nothing.
LEAST_PLACES = 20


class Containment:
    """`outlines`: lists of rings by (country, name of the first-level division)."""

    def __init__(self, outlines, places):
        self.areas = defaultdict(dict)
        for (country, name), rings in outlines.items():
            self.areas[country][name] = geo.Area(rings)
        self.cells = defaultdict(list)
        self.claimed, self.held, self.agreed = Counter(), Counter(), Counter()
        self.counts = Counter()
        for place in places:
            if place.admin1:
                self.cells[self.cell(place)].append(place)
            self.witness(place)

    def witness(self, place):
        """Counts whether outline and code agree."""
        holding = self.holding(place)
        self.claimed[place.country, place.admin1] += 1
        self.held.update((place.country, name) for name in holding)
        self.agreed[place.country, place.admin1] += place.admin1 in holding

    def holding(self, row):
        areas = self.areas.get(row.country, {})
        if row.admin1 in areas and areas[row.admin1].contains(row.point):
            return [row.admin1]
        return [name for name, area in areas.items() if area.contains(row.point)]

    def is_trusted(self, country, name):
        agreed = self.agreed[country, name]
        return agreed >= LEAST_PLACES and agreed >= AGREEMENT * max(
            self.claimed[country, name], self.held[country, name]
        )

    @staticmethod
    def cell(place, dy=0, dx=0):
        return place.country, int(place.latitude // 1) + dy, int(place.longitude // 1) + dx

    def settle(self, rows):
        """Returns the rows whose division was filled in or changed."""
        before = [row.admin1 for row in rows]
        # All are judged by what the sources say, whatever their order.
        for row, name in zip(rows, [self.division(row) for row in rows]):
            row.admin1 = name
        return [row for row, name in zip(rows, before) if row.admin1 != name]

    def division(self, row):
        holding = self.holding(row)
        if len(holding) != 1 or row.admin1 in holding:
            return row.admin1
        if not row.admin1:
            self.counts["none, filled in"] += 1
            return holding[0]
        own = self.areas[row.country].get(row.admin1)
        if not own or own.gap_km(row.point) < FAR_KM:
            self.counts["another, near the border or without an outline: kept"] += 1
            return row.admin1
        trusted = all(self.is_trusted(row.country, name) for name in (row.admin1, holding[0]))
        if not trusted or self.usual_nearby(row) != holding[0]:
            self.counts["another far away, which may be the outline's fault: kept"] += 1
            return row.admin1
        self.counts["another far away: changed"] += 1
        return holding[0]

    def usual_nearby(self, row):
        """The division of most of the places next to it, itself left out."""
        near = [
            place
            for dy in (-1, 0, 1)
            for dx in (-1, 0, 1)
            for place in self.cells.get(self.cell(row, dy, dx), ())
            if place.id != row.id
        ]
        near.sort(key=lambda place: geo.distance_km(row.point, place.point))
        votes = Counter(place.admin1 for place in near[:NEIGHBOURS])
        return votes.most_common(1)[0][0] if votes else ""
