#!/usr/bin/env python3
"""The 125 measures that five provinces ordered: a number, a ceiling or the reason, now.

usage: bench/ordered_measures.py [TANGBAC [PANEL.h5]]     prints the counts and one line a measure.
docs/notes/ordered-measures.md keeps what the page said before."""
import collections
import csv
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TANGBAC = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release/tangbac")
PANEL = sys.argv[2] if len(sys.argv) > 2 else os.path.join(ROOT, "build/panel.h5")
# unit: name, origin, year, goals as in datasets/goals.csv
PLANS = {
    "12": ("Lai Châu 2022", 2021, 2022, ["PAR: nâng cao Chỉ số", "SIPAS: nâng cao Chỉ số", "PAPI: nâng cao Chỉ số"]),
    "75": ("Đồng Nai 2018", 2017, 2018, ["PAR: giữ vững, nâng cao Chỉ số"]),
    "70": ("Bình Phước 2022", 2021, 2022, ["PAR: nâng cao chỉ số"]),
    "84": ("Trà Vinh 2020", 2019, 2020,
           ["PAR: từ nhóm D (năm 2018) lên nhóm C vào năm 2020",
            "PAPI: từ nhóm có điểm trung bình thấp (năm 2018) lên nhóm có điểm trung bình cao vào năm 2020",
            "SIPAS: đạt tỷ lệ từ 85% trở lên", "PCI: tăng từ 5 – 10 bậc so với năm 2018",
            "ICT: tăng từ 5 bậc trở lên so với năm 2019"]),
    "01": ("Hà Nội 2022", 2021, 2022, ["PAR: nằm trong tốp 10 đứng đầu cả nước", "SIPAS: đạt tối thiểu 86%",
                                       "PAPI: tăng 05 bậc so với năm 2021"]),
}


def ordered():
    """The measures of the catalogue with the codes of the provinces that ordered them."""
    out = {}
    with open(os.path.join(ROOT, "datasets/levers.csv"), encoding="utf-8") as f:
        for row in csv.DictReader(f):
            out.setdefault(row["id"], (row["name_vi"], set(row["ordered_by"].split("|"))))
    return out


def answer(unit):
    name, origin, year, goals = PLANS[unit]
    args = [TANGBAC, "run", "--panel", PANEL, "--unit", unit, "--origin", str(origin), "--year", str(year), "--budget", "5",
            "--levers", os.path.join(ROOT, "datasets/levers.csv"), "--draws", "2000", "--quiet"]
    for goal in goals:
        args += ["--goal", goal]
    return json.loads(subprocess.run(args, capture_output=True, check=True, text=True).stdout)["result"]


def say(result, lever):
    """What the page says of a measure: a number before a ceiling before a reason."""
    found = {}
    for goal in result["goals"]:
        for one in goal["levers"]:
            if one["id"] != lever:
                continue
            component = f"{one['index']}.{one['component']}"
            if one["effect"]:
                found.setdefault("number", f"{component} {one['effect']['mean']:+.2f}")
            elif "at_stake" in one:
                s = one["at_stake"]
                likely = f" ({s['low']:.2f}-{s['high']:.2f})" if s["low"] is not None and s["low"] != s["most"] else ""
                found.setdefault("ceiling", f"{one['index']}.{s['of']} {s['most']:.2f}{likely}")
            else:
                found.setdefault("reason", one["effect_reason_vi"])
    for kind in ("number", "ceiling", "reason"):
        if kind in found:
            return kind, found[kind]
    return "no goal", "không đặt chỉ tiêu cho chỉ số mà giải pháp tác động"


def main():
    count = collections.Counter()
    for unit, plan in PLANS.items():
        result = answer(unit)
        print(f"\n{plan[0]}")
        for lever, (name, by) in ordered().items():
            if unit in by:
                kind, text = say(result, lever)
                count[kind] += 1
                print(f"  {lever} | {name} | {kind} | {text}")
    print(f"\n{sum(count.values())} measures: " + ", ".join(f"{n} {kind}" for kind, n in sorted(count.items())))


main()
