#!/usr/bin/env python3
"""Writes ResidualTable.swift: what the ionis recordings differ by from a fit of the path loss.

usage: residuals.py IONIS-FOLDER > ResidualTable.swift

Each receiver of a base station is one series in each run. RSSI = A - 10 n log10(d) is fitted to all runs at once. The
mean of a receiver in each half-metre square is taken off over all runs: what belongs to the place (walls, furniture,
shadowing) and to the receiver's gain is the field's part, and would be counted twice. What remains is fading. Receivers
report DELAY late. Of each second two packets are kept, rounded to dB and written as the character 80 + dB; `!` is a
packet that was not heard.
"""
import bisect
import csv
import gzip
import json
import math
import statistics
import sys
from datetime import datetime

RUNS = (1, 3, 4)
PER_LINE = 110
DELAY = 1.5
SQUARE = 0.5


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def readings(folder, stations):
    for run in RUNS:
        with open(f"{folder}/calib{run}.truth.csv") as file:
            truth = [(moment(r["at"]), float(r["x"]), float(r["y"])) for r in csv.DictReader(file)]
        times = [t[0] for t in truth]
        with gzip.open(f"{folder}/calib{run}.observations.ndjson.gz", "rt") as file:
            for line in file:
                o = json.loads(line)
                if o["kind"] != "rssi":
                    continue
                at = moment(o["at"])
                i = bisect.bisect(times, at - DELAY) - 1
                if i < 0 or at - DELAY - times[i] > 2:
                    continue
                (sx, sy), z = stations[o["station"]]
                x, y = truth[i][1:]
                metres = max(0.5, math.dist((x, y, 1), (sx, sy, z)))
                square = (o["station"], o["receiver"], math.floor(x / SQUARE), math.floor(y / SQUARE))
                yield (run, o["station"], o["receiver"]), at - times[0], o["rssi"], metres, square


def main(folder):
    with open(f"{folder}/plan.geojson") as file:
        features = json.load(file)["features"]
    stations = {
        f["id"]: (f["geometry"]["coordinates"], f["properties"].get("z", 2.5))
        for f in features
        if f["properties"]["feature"] == "station"
    }
    rows = list(readings(folder, stations))
    xs, ys = [-10 * math.log10(r[3]) for r in rows], [r[2] for r in rows]
    mx, my = statistics.mean(xs), statistics.mean(ys)
    n = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)
    a = my - n * mx
    squares = {}
    for (_, _, rssi, _, square), x in zip(rows, xs):
        squares.setdefault(square, []).append(rssi - (a + n * x))
    means = {square: statistics.mean(values) for square, values in squares.items()}
    series = {}
    for (key, at, rssi, _, square), x in zip(rows, xs):
        series.setdefault(key, {}).setdefault(int(at), []).append(rssi - (a + n * x) - means[square])
    text = ""
    for key, seconds in sorted(series.items()):
        for second in range(max(seconds) + 1):
            values = seconds.get(second, [])[:2]
            text += "".join(chr(80 + max(-40, min(40, round(v)))) for v in values).ljust(2, "!")
    out = [
        "/// What the ionis recordings differ by from a fit of the path loss; written by `residuals.py`, do not edit.",
        "///",
        "/// Source: M. Kolakowski, Sensors 21(18) 6270 (2021), data set Zenodo 10.5281/zenodo.5457591, CC BY 4.0.",
        "enum ResidualTable {",
        "    /// dBm at one metre, of the fit.",
        f"    static let atOneMetre = {a:.2f}",
        "    /// Exponent of the fit.",
        f"    static let exponent = {n:.3f}",
        "    /// Two characters a second, 80 + dB; `!` is a packet not heard.",
        "    static let packets: StaticString = #\"\"\"",
    ]
    lines = [text[i : i + PER_LINE] for i in range(0, len(text), PER_LINE)]
    out += [f"        {line}\\#" for line in lines[:-1]] + [f"        {lines[-1]}", "        \"\"\"#", "}"]
    print("\n".join(out))


main(sys.argv[1])
