"""Runs workloads of Sandtable and of its peers in turn, and prints both side by side: medians, ratios,
memory. A peer that cannot be had, fails, or takes too long is named, and the rest goes on."""
import argparse, json, os, re, resource, shutil, signal, statistics, subprocess, sys, time
from pathlib import Path

options = argparse.ArgumentParser()
for name in ("evaluation", "program", "tools", "out"):
    options.add_argument("--" + name, type=lambda path: Path(path).resolve())
options.add_argument("parts", nargs="+")
options = options.parse_args()
data = options.out / "data"
data.mkdir(exist_ok=True)
results = options.out / "results.jsonl"
results.unlink(missing_ok=True)
os.environ.update(DATA=str(data), RESULTS=str(results), PGURL="host=127.0.0.1 port=5499 user=postgres dbname=sp")
PATIENCE = 150
POINTS = "me_snapped_1000000"
WORLD = "world_snapped_1000000"
missing = []


def run(arguments, patience=PATIENCE, name=None):
    """Runs a program to its end; None, with a remark, when it has no result."""
    try:
        done = subprocess.run([str(a) for a in arguments], capture_output=True, text=True, timeout=patience)
    except subprocess.TimeoutExpired:
        missing.append(f"{name or arguments[0]}: stopped after {patience} s")
        return None
    except OSError as error:
        missing.append(f"{name or arguments[0]}: {error}")
        return None
    if done.returncode != 0:
        why = (done.stderr.strip().splitlines() or ["no message"])[-1]
        missing.append(f"{name or arguments[0]}: {why[:150]}")
        return None
    return done.stdout


def record(**row):
    with results.open("a") as file:
        file.write(json.dumps(row) + "\n")


def threads(count):
    for name in ("OMP_NUM_THREADS", "PARLAY_NUM_THREADS", "NUMBA_NUM_THREADS"):
        os.environ[name] = str(count)


def points(region, count):
    name = f"{region}_snapped_{count}"
    if not (data / f"{name}.npz").exists():
        run([sys.executable, options.tools / "gen_points.py", "--region", region, "--n", count, "--npz",
             "--out", data], 600)
    return name


def sites(region):
    if not (data / f"sites_{region}_10000.npz").exists():
        run([sys.executable, options.tools / "gen_points.py", "--region", region, "--sites", 10000, "--npz",
             "--out", data])
    return f"sites_{region}_10000"


def ours(*workload, count, repeats=3):
    text = run([options.evaluation, "benchmark", "--data", data, "--threads", count, "--repeats", repeats, *workload])
    if text:
        with results.open("a") as file:
            file.write(text)


def peer(script, *arguments, patience=PATIENCE):
    run([sys.executable, options.tools / "peers" / f"{script}.py", *arguments], patience,
        f"{script} {' '.join(map(str, arguments))}")


# Yardstick: the same algorithm in plain C++, exact, with nothing around it.
def yardstick(name, radius, minimum, count, repeats=3):
    import numpy as np
    program = options.out / "exact_dbscan"
    source = options.tools / "limits" / "exact_dbscan.cpp"
    if not program.exists() and run(
        ["g++", "-O3", "-march=native", "-std=c++20", "-pthread", source, "-o", program, "-lproj"]) is None:
        return
    binary = data / f"{name}.bin"
    if not binary.exists():
        arrays = np.load(data / f"{name}.npz")
        with binary.open("wb") as file:
            for part in (np.array([len(arrays["ilon"])]), arrays["ilon"], arrays["ilat"]):
                part.astype("<i8").tofile(file)
    texts = [run([program, binary, radius, minimum, count]) for _ in range(repeats)]
    found = [json.loads(text) for text in texts if text]
    if found:
        record(workload=f"dbscan {name} {radius} {minimum}", peer="C++ yardstick, exact", threads=count,
               median_s=statistics.median(row["total_s"] for row in found), rss_mb=0,
               clusters=found[0]["clusters"], noise=found[0]["noise"])


class PostGIS:
    """A server of our own, for as long as it is needed."""
    def __enter__(self):
        self.folder = Path("/tmp/sandtable-benchmark-postgis")
        self.ready = self.start()
        if not self.ready:
            missing.append("PostGIS: cannot be installed or started here")
        return self

    def start(self):
        if os.geteuid() != 0:
            return False
        if not Path("/usr/share/postgresql/15/extension/postgis.control").exists():
            if run(["apt-get", "install", "-y", "-qq", "postgresql-15-postgis-3"], 300, "PostGIS") is None:
                return False
        shutil.rmtree(self.folder, ignore_errors=True)
        run(["install", "-d", "-o", "postgres", self.folder])
        bin = "/usr/lib/postgresql/15/bin/"
        as_server = ["runuser", "-u", "postgres", "--"]
        if run(as_server + [bin + "initdb", "-D", self.folder / "db", "-A", "trust"]) is None:
            return False
        # Its log goes to a file: a pipe would be kept open by the server.
        self.control = as_server + [bin + "pg_ctl", "-D", str(self.folder / "db"), "-w", "-l", str(self.folder / "log")]
        started = subprocess.run(self.control + ["-o", f"-p 5499 -k {self.folder}", "start"], stdout=subprocess.DEVNULL)
        if started.returncode != 0:
            return False
        connect = ["-h", "127.0.0.1", "-p", "5499", "-U", "postgres"]
        return (run(["createdb", *connect, "sp"]) is not None
                and run(["psql", *connect, "-d", "sp", "-c", "create extension postgis"]) is not None)

    def __exit__(self, *_):
        if hasattr(self, "control"):
            subprocess.run(self.control + ["stop", "-m", "fast"], stdout=subprocess.DEVNULL)
        shutil.rmtree(self.folder, ignore_errors=True)


# MARK: Parts

def curve():
    print(run([options.evaluation, "benchmark", "--threads", "1", "--repeats", 1, "--large"], 300) or "", flush=True)


def dbscan():
    for name in (points("me", 1_000_000), points("world", 1_000_000)):
        for count in (1, 2):
            threads(count)
            ours("dbscan", name, 5000, 5, count=count)
            yardstick(name, 5000, 5, count)
            peer("dbscan_wang", name, 5000, 5, "ecef")


def large():
    name = points("world", 10_000_000)
    for count in (1, 2):
        threads(count)
        ours("dbscan", name, 5000, 5, count=count, repeats=2)
        yardstick(name, 5000, 5, count, repeats=2)
    peer("dbscan_wang", name, 5000, 5, "ecef", patience=300)


def st_dbscan():
    name = points("me", 1_000_000)
    for count in (1, 2):
        ours("st-dbscan", name, 5000, 3, 5, count=count)
    peer("stdbscan_peers", name, "oracle")


def hdbscan():
    for count in (1, 2):
        ours("hdbscan", points("me", 100_000), 25, 11, count=count)
        ours("hdbscan", points("me", 1_000_000), 25, 11, count=count, repeats=1)
    threads(1)
    peer("hdbscan_peers", "me_snapped_100000", "hdbscan")
    peer("hdbscan_peers", "me_snapped_100000", "fast")


def nearest():
    name = points("me", 1_000_000)
    for count in (1, 2):
        threads(count)
        ours("nearest", name, sites("me"), count=count)
        ours("geodesics", name, sites("me"), count=count)
        peer("nearest_peers", name, "ckdtree")
        peer("nearest_peers", name, "exact")


def within():
    name = points("me", 1_000_000)
    sites("me")
    for count in (1, 2):
        threads(count)
        ours("within", name, "sites_me_10000", 25000, count=count)
        peer("proximity_peers", name, 25000, "duckdb")
        peer("proximity_peers", name, 25000, "exact")
    with PostGIS() as server:
        if server.ready:
            peer("postgis_peers", "load", name)
            peer("postgis_peers", "dwithin", name, 25000, 100_000)
            peer("postgis_peers", "knn", name, 100_000)


def polygons():
    name = points("me", 1_000_000)
    if not (data / "admin1.geojson").exists():
        run([sys.executable, options.tools / "gen_polygons.py", data], 300)
    for count in (1, 2):
        threads(count)
        ours("polygons", name, "admin1.geojson", count=count)
        peer("pip_peers", name, "sedonadb")


def commands():
    """From a CSV file to a result file, start and end of the process included."""
    name = points("me", 1_000_000)
    incidents, places = data / "incidents.csv", data / "sites.csv"
    write_csv(name, incidents)
    write_csv(sites("me"), places)
    target = options.out / "result.csv"
    for work, arguments in (
        ("cluster", ["cluster", incidents, "--radius", "5km", "--min-count", 5]),
        ("near", ["near", incidents, "--sites", places, "--nearest", 1]),
    ):
        for count in (1, 2):
            whole(work, "sandtable", count, [options.program, *arguments, "--threads", count, "-o", target], 3)
    here = [sys.executable, Path(__file__).resolve().parent / "benchmark_peers.py"]
    for work, library in (("cluster", "sklearn"), ("cluster", "wang"), ("near", "geopandas"), ("near", "scipy")):
        whole(work, library, 2, [*here, work, library, incidents, places, target], 1)


def write_csv(name, path):
    import numpy as np, pandas as pd
    if path.exists():
        return
    arrays = np.load(data / f"{name}.npz")
    columns = {"id": np.arange(len(arrays["ilon"]))}
    if "t" in arrays:
        columns["date"] = np.datetime_as_string(arrays["t"].astype("datetime64[s]").astype("datetime64[D]"))
    columns.update(lat=arrays["ilat"] / 1e6, lon=arrays["ilon"] / 1e6)
    pd.DataFrame(columns).to_csv(path, index=False)


def whole(work, name, count, arguments, repeats):
    threads(count)
    times, processor = [], []
    for _ in range(repeats):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        if run(arguments, name=f"{work} with {name}") is None:
            return
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(time.perf_counter() - start)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    record(workload=f"command-{work} {POINTS}", peer=name, threads=count, median_s=statistics.median(times),
           cpu_s=statistics.median(processor), rss_mb=0)


# MARK: Side by side

KINDS = {"pip": "polygons"}
# What is wanted: peer's time over ours, at least.
WANTED = {("dbscan", "dbscan"): 4, ("dbscan", "yardstick"): 1, ("st-dbscan", "oracle"): 5, ("hdbscan", "hdbscan"): 5,
          ("nearest", "ckdtree"): 3, ("nearest", "geodesics"): 0.77, ("within", "duckdb"): 3, ("within", "postgis"): 50,
          ("polygons", "sedona"): 1.2, ("command-cluster", "sklearn"): 5, ("command-near", "geopandas"): 5}


def table():
    rows = [json.loads(line) for line in results.open()] if results.exists() else []
    mine = {}
    for row in rows:
        row["kind"] = KINDS.get(row["workload"].split()[0], row["workload"].split()[0])
        row["set"] = next((word for word in row["workload"].split() if "snapped" in word), "")
        if row["kind"] == "geodesics":
            row.update(kind="nearest", peer="geodesics alone")
        # A peer that was given a part of the rows: its time for all of them.
        part = re.search(r"first (\d+)", row["workload"])
        if part and int(part[1]) < 1_000_000:
            row["median_s"] *= 1_000_000 / int(part[1])
            row["peer"] += ", scaled"
        if row["peer"] == "sandtable":
            mine[row["kind"], row["set"], str(row["threads"])] = row
    line = "{:16}{:24}{:36}{:>3}{:>9}{:>9}{:>8}{:>8}{:>7}{:>7}"
    print(line.format("workload", "points", "peer", "thr", "s", "ours, s", "cpu, s", "ratio", "wanted", "MB"))
    for row in rows:
        own = mine.get((row["kind"], row["set"], str(row["threads"])))
        if row["peer"] == "sandtable" or not own:
            continue
        ratio = row["median_s"] / max(own["median_s"], 1e-9)
        wanted = next((least for (kind, word), least in WANTED.items()
                       if kind == row["kind"] and word in row["peer"].lower()), None)
        print(line.format(row["kind"], row["set"], row["peer"][:35], row["threads"], f"{row['median_s']:.3f}",
                          f"{own['median_s']:.3f}", f"{own.get('cpu_s', 0):.3f}", f"{ratio:.2f}",
                          f"{wanted}" if wanted else "", own["rss_mb"] or ""))
        for fact in ("clusters", "noise", "pairs"):
            if fact in row and fact in own and int(row[fact]) != int(own[fact]):
                print(f"    {fact}: {row[fact]}, ours {own[fact]}")
    for row in mine.values():
        if not any(r["kind"] == row["kind"] and r["peer"] != "sandtable" for r in rows):
            print(f"{row['kind']} {row['set']}, {row['threads']} threads: {row['median_s']:.3f} s, no peer")
    for remark in missing:
        print("no result:", remark)


started = time.time()
known = "curve dbscan large st-dbscan hdbscan nearest within polygons commands".split()
for part in options.parts:
    if part not in known:
        sys.exit(f"no part is called {part}; there are {', '.join(known)}")
signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped; what was measured until then:"))
try:
    for part in options.parts:
        print(f"— {part}, after {time.time() - started:.0f} s", file=sys.stderr, flush=True)
        globals()[part.replace("-", "_")]()
finally:
    table()
