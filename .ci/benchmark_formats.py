"""Times reading and writing lists of a million rows, ours beside the peers, in seconds of processor time
and MB/s of the list. Peers that are not installed are left out."""
import argparse, os, random, resource, shutil, subprocess, sys
from pathlib import Path

options = argparse.ArgumentParser()
options.add_argument("--program", type=lambda path: Path(path).resolve())
options.add_argument("--out", type=lambda path: Path(path).resolve())
options.add_argument("--rows", type=int, default=1_000_000)
options = options.parse_args()
os.chdir(options.out)
LIST, FEATURES, LINES = "list.csv", "list.geojson", "list.geojsonl"


def make_list(rows):
    """Rows of ACLED's kind, the same every time."""
    dice = random.Random(1)
    kinds = ["Battles", "Protests", "Explosions/Remote violence"]
    with open(LIST, "w") as file:
        file.write("id,event_date,event_type,latitude,longitude,location,fatalities,notes\n")
        for number in range(rows):
            day = f"20{dice.randint(10, 20)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            file.write(
                f'E{number},{day},{kinds[number % 3]},{dice.uniform(29, 37):.6f},{dice.uniform(36, 48):.6f},'
                f'town {dice.randint(0, 5000)},{dice.randint(0, 30)},"Shelling near town, {dice.randint(0, 100)} people"\n')


def time(name, size, command, **more):
    """Processor seconds of a program and its children, and the most memory any took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        print(f"{name}: failed: {(done.stderr.decode().strip().splitlines() or ['?'])[-1][:120]}")
        return None
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name}: {seconds:.2f} s, {size / 1e6 / seconds:.0f} MB/s")
    return seconds


def python(name, size, code):
    time(name, size, [sys.executable, "-c", code])


program = str(options.program)
make_list(options.rows)
size = os.path.getsize(LIST)
for target in (FEATURES, LINES):
    kind = target.rsplit(".", 1)[1]
    subprocess.run([program, "convert", LIST, "--format", kind, "-q", "-o", target], check=True)
print(f"{options.rows} rows, {size / 1e6:.0f} MB of CSV, {os.path.getsize(FEATURES) / 1e6:.0f} MB of GeoJSON")

read = ["convert", "--format", "gpkg", "-q", "-o"]
ours = time("CSV to GeoPackage", size, [program, *read, "ours.gpkg", LIST])
if shutil.which("ogr2ogr"):
    points = ["-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude"]
    Path("theirs.gpkg").unlink(missing_ok=True)
    theirs = time("  ogr2ogr", size, ["ogr2ogr", "-f", "GPKG", "theirs.gpkg", LIST, *points,
                                     "-oo", "AUTODETECT_TYPE=YES", "-a_srs", "EPSG:4326"])
    if ours and theirs:
        print(f"  {theirs / ours:.1f} times as fast")
time("CSV to GeoJSON lines", size, [program, "convert", LIST, "--format", "geojsonl", "-q"])
time("GeoJSON to CSV", os.path.getsize(FEATURES), [program, "convert", FEATURES, "--format", "csv", "-q"])
if shutil.which("ogr2ogr"):
    time("  ogr2ogr", os.path.getsize(FEATURES), ["ogr2ogr", "-f", "CSV", "/vsistdout/", FEATURES])
for kind in ("fgb", "pmtiles"):
    time(f"CSV to {kind}", size, [program, "convert", LIST, "--format", kind, "-q", "-o", f"x.{kind}"])
python("pyarrow reads CSV (one thread)", size,
       f"import pyarrow.csv as c; c.read_csv('{LIST}', read_options=c.ReadOptions(use_threads=False))")
python("orjson reads GeoJSON", os.path.getsize(FEATURES),
       f"import orjson; orjson.loads(open('{FEATURES}', 'rb').read())")
