"""Readers of the source files. Each yields plain dictionaries; nothing is judged here."""

import csv
import gzip
import io
import json

GEONAMES_COLUMNS = (
    "id name ascii alternates latitude longitude cls code country cc2 admin1 admin2 admin3 admin4 "
    "population elevation dem timezone modified"
).split()


def lines_of(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.rstrip("\n")


def tab_rows(path):
    """Rows of a tab-separated file with a header."""
    lines = lines_of(path)
    header = next(lines).split("\t")
    return (dict(zip(header, line.split("\t"))) for line in lines)


def csv_rows(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(io.StringIO(stream.read())))


def geojson_features(path):
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return json.load(stream)["features"]


def geonames_rows(path):
    """Rows of a GeoNames dump: 19 columns, alternates split, point as a pair of numbers."""
    for line in lines_of(path):
        row = dict(zip(GEONAMES_COLUMNS, line.split("\t")))
        row["alternates"] = [name for name in row["alternates"].split(",") if name]
        row["point"] = float(row["latitude"]), float(row["longitude"])
        row["population"] = int(row["population"] or 0)
        yield row


def alternate_names(path):
    """(language, name) pairs by place id, from a GeoNames alternateNamesV2 file."""
    names = {}
    for line in lines_of(path):
        _, place, language, name, *_ = line.split("\t")
        names.setdefault(place, []).append((language, name))
    return names


def admin_codes(path):
    """GeoNames division codes: (country, code…) to (name, ascii name, id)."""
    codes = {}
    for line in lines_of(path):
        code, name, ascii_name, identifier = line.split("\t")
        codes[tuple(code.split("."))] = name, ascii_name, identifier
    return codes


def country_info(path):
    """GeoNames country table by ISO alpha-2 code."""
    header = (
        "iso2 iso3 isonum fips name capital area population continent tld currency "
        "currency_name phone postal postal_pattern languages id neighbours fips2"
    ).split()
    rows = (line.split("\t") for line in lines_of(path) if line and not line.startswith("#"))
    return {row[0]: dict(zip(header, row)) for row in rows}
