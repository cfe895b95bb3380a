#!/usr/bin/env python3
"""Makes the derived tables of the gazetteer from the source files.

    make_tables.py SOURCES [--names ARCHIVE --scowl FOLDER]

SOURCES is the folder with `gazetteer/`, `sites/` and `boundaries/`. The word tables are made only
when both the `names` package (names-0.3.0.tar.gz from PyPI) and the SCOWL word lists (Debian
package `scowl`, /usr/share/dict/scowl) are given. Same sources, same bytes out.
"""

import argparse
import time
from pathlib import Path

import cities
import containment
import countries
import divisions
import features
import neighbours
import regions
import sites
import words
import worldsites
from region import Region
from rows import write_table

GAZETTEER = Path(__file__).resolve().parent.parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("--names", type=Path)
    parser.add_argument("--scowl", type=Path)
    options = parser.parse_args()
    make_world(options.sources, make_region(options.sources))
    if options.names and options.scowl:
        words.write_words(GAZETTEER / "words", options.names, options.scowl)


def make_region(source_dir):
    region = Region(source_dir)
    rows = region.rows()
    inside = containment.Containment(region.outlines, rows)
    for row in inside.settle([row for row in rows if row.kind not in ("admin1", "admin2")]):
        district = region.district_at(row.country, row.point)
        row.admin2 = district[1] if district and district[0] == row.admin1 else ""
    tell("Iraq and Syria", inside)
    write("iraq.tsv", [row for row in rows if row.country == "IQ"])
    write("syria.tsv", [row for row in rows if row.country == "SY"])
    write("sites-iraq-syria.tsv", sites.rows(source_dir, region))
    return rows


def make_world(source_dir, region_rows):
    taken = {row.id for row in region_rows}
    world = divisions.World(source_dir)
    nations, divided, vague = (
        countries.rows(source_dir),
        divisions.admin1_rows(world),
        regions.rows(),
    )
    seconds = divisions.admin2_rows(world)
    towns = cities.rows(source_dir, world.admin1_names, taken)
    towns += [row for row in worldsites.hand_places() if worldsites.is_populated(row)]
    towns += list(cities.mapped(source_dir, towns, [*divided, *seconds]))
    standing = worldsites.rows(source_dir, nations)
    known = taken | {row.id for row in towns}
    villages = neighbours.rows(source_dir, world.admin1_names, known)
    inside = containment.Containment(world.named_outlines, towns)
    inside.settle(towns + seconds + standing + villages)
    tell("the world", inside)
    for rows in (divided, seconds, towns):
        countries.return_names(rows, nations)
    write("world-countries.tsv", nations)
    write("world-admin1.tsv", divided)
    write("world-regions.tsv", vague)
    write("world-admin2.tsv.gz", seconds)
    write("world-cities.tsv.gz", towns)
    write("world-sites.tsv.gz", standing)
    write("packs/neighbours.tsv.gz", neighbours.within_reach(villages, region_rows))
    write("world-features.tsv", features.rows(source_dir, nations + divided + vague))


def tell(what, inside):
    for sort, count in sorted(inside.counts.items()):
        print(f"{time.process_time():6.1f} s  divisions in {what}: {sort}: {count:,}")


def write(name, rows):
    path = GAZETTEER / name
    path.parent.mkdir(exist_ok=True)
    write_table(path, rows)
    print(
        f"{time.process_time():6.1f} s  {name}: {len(rows):,} rows, {path.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
