"""Word tables: how common a word is as a given name, a surname, or an English word."""

import io
import math
import re
import tarfile
from pathlib import Path

from rows import fold, write_text

HAND = Path(__file__).parent / "hand" / "names"
SURNAMES_KEPT = 20_000
SCOWL_LEVELS = (10, 20, 35, 40, 50, 55, 60, 70)
# Hand-kept lists are ordered by nothing; a line `=7` sets the commonness of the names below it.
DEFAULT_COMMONNESS = 5


def census_names(archive, member):
    """(name, percent) pairs of a US Census 1990 list inside the `names` package."""
    with tarfile.open(archive) as tar:
        path = next(m for m in tar.getnames() if m.endswith(member))
        for line in io.TextIOWrapper(tar.extractfile(path), "ascii"):
            name, percent, *_ = line.split()
            yield name.lower(), float(percent)


def commonness(percent):
    """1…9: 9 for one person in a hundred, one step less for each factor of three."""
    return max(1, min(9, round(9 + math.log(max(percent, 1e-6), 3))))


def given_names(archive):
    table = {}
    for member in ("dist.male.first", "dist.female.first"):
        for name, percent in census_names(archive, member):
            table[name] = max(table.get(name, 0), commonness(percent))
    return with_hand_names(table, "given")


def surnames(archive):
    pairs = sorted(census_names(archive, "dist.all.last"), key=lambda p: (-p[1], p[0]))
    return with_hand_names({n: commonness(p) for n, p in pairs[:SURNAMES_KEPT]}, "surnames")


def with_hand_names(table, kind):
    """Adds the hand-kept lists of other languages; the higher commonness of two stands."""
    for path in sorted(HAND.glob(f"*.{kind}.txt")):
        for name, level in hand_names(path):
            table[name] = max(table.get(name, 0), level)
    return table


def hand_names(path):
    level = DEFAULT_COMMONNESS
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            level = int(line[1:])
        elif not line.startswith("#"):
            yield from ((fold(name), level) for name in line.split() if fold(name))


def common_words(scowl):
    """Lower-case words by the smallest SCOWL size they are in; plain letters only."""
    levels = {}
    for level in SCOWL_LEVELS:
        for dialect in ("english", "american"):
            path = scowl / f"{dialect}-words.{level}"
            for word in path.read_text(encoding="latin-1").split() if path.exists() else ():
                if re.fullmatch(r"[a-z]{2,}", word):
                    levels.setdefault(word, level)
    return levels


def write_words(directory, archive, scowl):
    write_pairs(directory / "given-names.tsv", "name\tfrequency", given_names(archive))
    write_pairs(directory / "surnames.tsv", "name\tfrequency", surnames(archive))
    write_pairs(directory / "common-words.tsv.gz", "word\tlevel", common_words(scowl))


def write_pairs(path, header, table):
    write_text(path, "\n".join([header] + [f"{k}\t{v}" for k, v in sorted(table.items())]) + "\n")
