#!/usr/bin/env python3
"""Checks every table of the gazetteer and prints a summary. Exit status 1 where something is wrong.

    check_tables.py [GAZETTEER]

Checked: columns, kinds, ranges, sorting, unique ids, names, the join of division names, places that
must be found (expected.tsv), least row counts, and the size of the folder.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

import geo
from rows import COLUMNS, KINDS, TAGS, fold, open_text, read_hand, read_table, split_tag, table_text

HERE = Path(__file__).resolve().parent
LARGEST_FOLDER_BYTES = 15_000_000
# A table that has fewer rows than this has lost something.
LEAST_ROWS = {
    "iraq.tsv": 22_500,
    "syria.tsv": 10_500,
    "sites-iraq-syria.tsv": 300,
    "world-countries.tsv": 249,
    "world-regions.tsv": 350,
    "world-admin1.tsv": 3_700,
    "world-admin2.tsv.gz": 25_000,
    "world-cities.tsv.gz": 234_000,
    "world-features.tsv": 3_500,
    "world-sites.tsv.gz": 2_500,
    "packs/neighbours.tsv.gz": 54_000,
}
LEAST_WORDS = {"given-names.tsv": 8_000, "surnames.tsv": 22_000, "common-words.tsv.gz": 100_000}


class Report:
    """Counts what is wrong and prints the first few of each sort."""

    def __init__(self):
        self.counts = Counter()

    def wrong(self, sort, detail):
        self.counts[sort] += 1
        if self.counts[sort] <= 5:
            print(f"  WRONG {sort}: {detail}")


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent
    report = Report()
    tables = {name: check_table(folder, name, report) for name in LEAST_ROWS}
    every = [row for rows in tables.values() for row in rows]
    check_ids(every, report)
    check_divisions(every, report)
    check_expected(every, report)
    check_words(folder / "words", report)
    check_size(folder, report)
    print("all well" if not report.counts else f"wrong: {dict(report.counts)}")
    return 1 if report.counts else 0


def check_table(folder, name, report):
    path = folder / name
    with open_text(path) as lines:
        text = lines.read()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#") and line.count("\t") != len(COLUMNS) - 1:
            report.wrong("columns", f"{path.name}:{number}: {line.count(chr(9)) + 1} cells")
            return []
    rows = read_table(path)
    for row in rows:
        check_row(path.name, row, report)
    if table_text(rows).splitlines()[1:] != [l for l in text.splitlines() if l[0] != "#"][1:]:
        report.wrong("form", f"{path.name} is not sorted or not written as the recipe writes it")
    if len(rows) < LEAST_ROWS[name]:
        report.wrong("rows", f"{path.name} has only {len(rows):,}")
    print(
        f"{name:23} {len(rows):8,} rows {path.stat().st_size:10,} bytes  {kind_counts(rows)}"
    )
    return rows


def kind_counts(rows):
    return ", ".join(f"{kind} {n:,}" for kind, n in Counter(r.kind for r in rows).most_common(6))


def check_row(table, row, report):
    where = f"{table}: {row.id} {row.name}"
    if row.kind not in KINDS:
        report.wrong("kind", f"{where}: {row.kind}")
    if not (-90 <= row.latitude <= 90 and -180 <= row.longitude <= 180) or row.point == (0, 0):
        report.wrong("point", f"{where}: {row.point}")
    if not 0.5 <= row.radius_km <= 9000:
        report.wrong("radius", f"{where}: {row.radius_km}")
    if geo.is_whole_minutes(row.point) and row.radius_km < 1:
        report.wrong("radius", f"{where}: whole minutes, {row.radius_km} km")
    if row.country and not (len(row.country) == 2 and row.country.isupper()):
        report.wrong("country", f"{where}: {row.country}")
    if not row.name.strip() or not row.source or ":" not in row.id:
        report.wrong("empty cell", where)
    for name in row.names:
        check_name(where, name, report)


def check_name(where, name, report):
    tag, text = split_tag(name)
    head = name.partition(":")[0]
    if not text.strip() or (":" in name and head not in TAGS):
        report.wrong("name", f"{where}: {name!r}")


def check_ids(rows, report):
    for identifier, count in Counter(row.id for row in rows).items():
        if count > 1:
            report.wrong("id", f"{identifier} stands {count} times")


def check_divisions(rows, report):
    """Every admin1 and admin2 cell is the `name` of exactly one division of the country."""
    firsts = Counter((r.country, r.name) for r in rows if r.kind == "admin1")
    seconds = Counter((r.country, r.admin1, r.name) for r in rows if r.kind == "admin2")
    for (country, name), count in firsts.items():
        if count > 1:
            report.wrong("division", f"{country}: {count} first-level divisions called {name}")
    missing = Counter()
    for row in rows:
        if row.admin1 and (row.country, row.admin1) not in firsts:
            missing[row.country, row.admin1] += 1
        if row.admin2 and (row.country, row.admin1, row.admin2) not in seconds:
            missing[row.country, row.admin1, row.admin2] += 1
    for key, count in missing.items():
        report.wrong("join", f"{' / '.join(key)} in {count} rows names no division")


def check_expected(rows, report):
    """Each expected name leads to a place of that kind near that point."""
    by_name = defaultdict(list)
    for row in rows:
        for name in {fold(row.name), *(fold(split_tag(n)[1]) for n in row.names)}:
            by_name[name].append(row)
    expected = read_hand(HERE / "expected.tsv")
    for e in expected:
        point, kinds = (float(e["latitude"]), float(e["longitude"])), e["kinds"].split("|")
        found = [
            r
            for r in by_name[fold(e["name"])]
            if r.kind in kinds and geo.distance_km(r.point, point) <= float(e["within_km"])
        ]
        if not found:
            got = [f"{r.kind} {r.point}" for r in by_name[fold(e["name"])]][:4]
            report.wrong("expected", f"{e['name']} as {e['kinds']} near {point}; found {got}")
    print(f"{'expected.tsv':23} {len(expected):8,} names looked up")


def check_words(folder, report):
    for name, least in LEAST_WORDS.items():
        with open_text(folder / name) as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines][1:]
        words = [row[0] for row in rows]
        if len(rows) < least or words != sorted(set(words)) or any(len(r) != 2 for r in rows):
            report.wrong("words", f"{name}: {len(rows):,} rows, unsorted, doubled or ragged")
        print(f"{name:22} {len(rows):8,} words")


def check_size(folder, report):
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{'total':22} {total:24,} bytes")
    if total > LARGEST_FOLDER_BYTES:
        report.wrong("size", f"{total:,} bytes, at most {LARGEST_FOLDER_BYTES:,}")


if __name__ == "__main__":
    sys.exit(main())
