"""The memory and the speed of lists that nobody holds: rows that come through a pipe, the same block of them
again and again, as CSV with positions, and with names of places alone, which --locate finds. Nothing is
written to disk but what the program sets aside."""
import argparse, os, random, subprocess
from pathlib import Path

options = argparse.ArgumentParser()
options.add_argument("--program", type=lambda path: Path(path).resolve())
options.add_argument("--megabytes", type=int)
options.add_argument("--locate-megabytes", type=int)
options.add_argument("--most", type=int, default=200, help="megabytes of memory that are too many")
options = options.parse_args()

TOWNS = [(town, "Anbar") for town in "Ramadi Fallujah Haditha Hit Rutba Qaim Ana Rawa".split()] + [
    (town, "Nineveh") for town in "Mosul Sinjar Qayyarah Bartella Tilkaif".split()] + [
    (town, "Salah ad Din") for town in "Tikrit Samarra Baiji Balad Sharqat".split()]
KINDS = ["Battles", "Protests", "Explosions/Remote violence"]


def block(rows, place):
    """Rows of ACLED's kind, the same every time."""
    dice = random.Random(1)
    for number in range(rows):
        day = f"20{dice.randint(10, 20)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        yield (f"E{number},{day},{KINDS[number % 3]},{place(dice)},{dice.randint(0, 30)},"
               f'"Shelling near town, {dice.randint(0, 100)} people"\n')


def position(dice):
    return f"{dice.uniform(29, 37):.6f},{dice.uniform(36, 48):.6f},town {dice.randint(0, 5000)}"


def name(dice):
    """Now and then a place that no gazetteer knows."""
    town, province = dice.choice(TOWNS)
    return f"{town if dice.random() < 0.9 else f'Hamlet {dice.randint(0, 3000)}'},{province},Iraq"


def pipe(what, megabytes, columns, place, arguments):
    rows = "".join(block(50_000, place)).encode()
    times = max(1, megabytes * 1_000_000 // len(rows))
    size = (times * len(rows)) / 1e6
    with open(os.devnull, "wb") as nowhere:
        program = subprocess.Popen(
            [options.program, "convert", "-", "--format", "csv", "-q", *arguments],
            stdin=subprocess.PIPE, stdout=nowhere)
        program.stdin.write(f"id,event_date,event_type,{columns},fatalities,notes\n".encode())
        for _ in range(times):
            program.stdin.write(rows)
        program.stdin.close()
        _, status, usage = os.wait4(program.pid, 0)
    if status != 0:
        raise SystemExit(f"{what}: failed with {os.waitstatus_to_exitcode(status)}")
    seconds, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
    print(f"{what}: {size:.0f} MB through a pipe, {peak:.0f} MB of memory at most, {seconds:.0f} s, "
          f"{size / seconds:.0f} MB/s", flush=True)
    return peak


peaks = []
if options.megabytes:
    peaks.append(pipe("positions", options.megabytes, "latitude,longitude,location", position, []))
if options.locate_megabytes:
    peaks.append(
        pipe("names", options.locate_megabytes, "location,admin1,country", name, ["--locate"]))
if max(peaks, default=0) > options.most:
    raise SystemExit(f"more than {options.most} MB of memory")
