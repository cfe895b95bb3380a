"""One row of a place table, the rules its names obey, and the writing of a table."""

import gzip
import math
import re
import unicodedata
from dataclasses import dataclass, field

COLUMNS = (
    "id",
    "name",
    "kind",
    "latitude",
    "longitude",
    "radius_km",
    "country",
    "admin1",
    "admin2",
    "population",
    "names",
    "source",
)

KINDS = frozenset("""
    continent region country admin1 admin2 admin3 capital city town village quarter camp
    river lake sea mountain island desert plain valley forest water land
    dam barrage base airport prison crossing bridge port hospital refinery oilfield gasfield
    pipeline powerplant powerline waterworks plant building locality
""".split())

TAGS = frozenset("abbr demonym short old ar ku".split())


@dataclass
class Row:
    """A place. `names` holds the alternates, each optionally with a `tag:` before it."""

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    radius_km: float
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    names: list = field(default_factory=list)
    source: str = ""

    @property
    def point(self):
        return self.latitude, self.longitude


# Letters that Unicode does not decompose, and signs that stand for ayn, hamza and apostrophes.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "e",
        "ħ": "h",
        "‘": None,
        "’": None,
        "ʼ": None,
        "ʻ": None,
        "ʾ": None,
        "ʿ": None,
        "`": None,
        "'": None,
        "´": None,
        "ʹ": None,
        "ʺ": None,
        "-": " ",
        "–": " ",
        ".": " ",
        "‎": None,
    }
)


def fold(text):
    """Lower case without marks, apostrophes, hyphens and dots: two names alike to a reader."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.translate(_PLAIN).split())


def skeleton(text):
    """The consonants of a folded name, article dropped: alike for most transliterations."""
    words = [w for w in fold(text).split() if w not in _ARTICLES]
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyw]", "", "".join(words)).replace("q", "k"))


_ARTICLES = frozenset("al ar as ash at ath ad adh an az el er es et the".split())


def script(text):
    """`latin`, `arabic`, `other` or `mixed`, by the letters of the text."""
    found = {_script_of(c) for c in text if c.isalpha()}
    return found.pop() if len(found) == 1 else ("mixed" if found else "other")


def _script_of(letter):
    code = ord(letter)
    if code < 0x250 or 0x1E00 <= code < 0x1F00 or 0x2B0 <= code < 0x300:
        return "latin"
    if (
        0x600 <= code < 0x700
        or 0x750 <= code < 0x780
        or 0xFB50 <= code < 0xFE00
        or 0xFE70 <= code < 0xFEFF
    ):
        return "arabic"
    return "other"


def is_sensible(name):
    """Whether a name of a source is one that a text could hold: no codes, links, bare digits.

    GeoNames keeps machine transliterations in lower case ("almwsl") and airport codes in
    capitals; both look like names and are none.
    """
    if not 2 <= len(name) <= 60 or re.search(r"[\t\n\r|;/:(){}\[\]<>=_@#%*?!\"\\]|\d{3}", name):
        return False
    kind = script(name)
    if kind == "latin":
        return any(c.isupper() for c in name) and not re.fullmatch(r"[A-Z0-9]{2,4}", name)
    return kind == "arabic"


def split_tag(name):
    """("ar", "بغداد") for "ar:بغداد"; the tag is empty where there is none."""
    head, colon, rest = name.partition(":")
    return (head, rest) if colon and head in TAGS else ("", name)


def tidy_names(name, names):
    """The alternates without blanks, without repetitions and without the name itself.

    Repetition is judged after folding and within one tag; tagged names win over untagged ones.
    """
    kept, seen = [], {("", fold(name))}
    for alternate in sorted(names, key=lambda n: not split_tag(n)[0]):
        tag, text = split_tag(unicodedata.normalize("NFC", " ".join(alternate.split())))
        key = (tag if tag in ("abbr", "demonym") else "", text if tag == "abbr" else fold(text))
        if text and key[1] and key not in seen:
            seen.add(key)
            kept.append(f"{tag}:{text}" if tag else text)
    return sorted(kept)


def number(value, decimals):
    """A decimal without trailing zeros: 4.5, 12."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def table_text(rows, comment=""):
    """The table as text: comment lines, header, rows by country, kind and id."""
    lines = [f"# {line}" for line in comment.splitlines()] + ["\t".join(COLUMNS)]
    ordered = sorted(rows, key=lambda r: (r.country, r.kind, _id_key(r.id)))
    return "\n".join(lines + [_line(row) for row in ordered]) + "\n"


def _id_key(identifier):
    source, _, local = identifier.partition(":")
    return source, int(local) if local.isdigit() else math.inf, local


def _line(row):
    values = (
        row.id,
        row.name,
        row.kind,
        number(row.latitude, 5),
        number(row.longitude, 5),
        number(row.radius_km, 1),
        row.country,
        row.admin1,
        row.admin2,
        str(row.population or ""),
        "|".join(tidy_names(row.name, row.names)),
        row.source,
    )
    return "\t".join(values)


def write_table(path, rows, comment=""):
    """Writes the table; a path ending in .gz is compressed without a time stamp."""
    write_text(path, table_text(rows, comment))


def write_text(path, text):
    data = text.encode()
    if path.suffix == ".gz":
        data = gzip.compress(data, compresslevel=9, mtime=0)
    path.write_bytes(data)


def read_table(path):
    """The rows of a place table, comments and header skipped."""
    with open_text(path) as lines:
        body = [line.rstrip("\n") for line in lines if not line.startswith("#")]
    return [_parse(line) for line in body[1:] if line]


def _parse(line):
    (
        identifier,
        name,
        kind,
        latitude,
        longitude,
        radius,
        country,
        admin1,
        admin2,
        population,
        names,
        source,
    ) = line.split("\t")
    return Row(
        identifier,
        name,
        kind,
        float(latitude),
        float(longitude),
        float(radius),
        country,
        admin1,
        admin2,
        int(population or 0),
        names.split("|") if names else [],
        source,
    )


def open_text(path):
    opener = gzip.open if path.suffix == ".gz" else open
    return opener(path, "rt", encoding="utf-8", newline="\n")


def read_hand(path):
    """A hand-kept table as dictionaries by its header; `#` lines and blank lines are comments."""
    with open_text(path) as lines:
        body = [line.rstrip("\n") for line in lines if line.strip() and not line.startswith("#")]
    header = body[0].split("\t")
    return [dict(zip(header, line.split("\t") + [""] * len(header))) for line in body[1:]]
