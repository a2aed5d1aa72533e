#!/usr/bin/env python3
"""The measures that five provinces ordered: a number, a ceiling or the reason, now.

usage: bench/ordered_measures.py [TANGBAC [PANEL.h5]]     prints the counts and one line a measure
       bench/ordered_measures.py --update PAGE [TANGBAC [PANEL.h5]]
                  writes the tables of docs/notes/ordered-measures.md anew; what the page said before
                  stands in the column `trước` and is kept"""
import collections
import csv
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ARGS = sys.argv[1:]
PAGE = ARGS[1] if ARGS[:1] == ["--update"] else None
ARGS = ARGS[2:] if PAGE else ARGS
TANGBAC = ARGS[0] if len(ARGS) > 0 else os.path.join(ROOT, "build/release/tangbac")
PANEL = ARGS[1] if len(ARGS) > 1 else os.path.join(ROOT, "build/panel.h5")
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
            one = out.setdefault(row["id"], (row["name_vi"], set(row["ordered_by"].split("|")), []))
            one[2].append(row["component"])
    return out


def answer(unit):
    name, origin, year, goals = PLANS[unit]
    args = [TANGBAC, "run", "--panel", PANEL, "--unit", unit, "--origin", str(origin), "--year", str(year), "--budget", "5",
            "--levers", os.path.join(ROOT, "datasets/levers.csv"), "--draws", "2000", "--quiet"]
    for goal in goals:
        args += ["--goal", goal]
    return json.loads(subprocess.run(args, capture_output=True, check=True, text=True).stdout)["result"]


def say(result, lever, components):
    """What the page says of a measure: a number before a ceiling before a reason."""
    found = {}
    for goal in result["goals"]:
        for one in goal["levers"]:
            if one["id"] != lever:
                continue
            component = f"{one['index']}.{one['component']}"
            if one["effect"]:
                found.setdefault("number", f"{component} {round(one['effect']['mean'], 2) + 0.0:+.2f}")
            elif "at_stake" in one:
                s = one["at_stake"]
                likely = f" ({s['low']:.2f}-{s['high']:.2f})" if s["low"] is not None and s["low"] != s["most"] else ""
                found.setdefault("ceiling", f"{one['index']}.{s['of']} {s['most']:.2f}{likely}")
            else:
                found.setdefault("reason", one["effect_reason_vi"])
    for kind in ("number", "ceiling", "reason"):
        if kind in found:
            return kind, found[kind]
    acts = ", ".join(sorted({c.split(".")[0] for c in components}))
    for goal in result["goals"]:
        if goal["index"].split(".")[0] in acts and not goal["levers"] and goal.get("chance_without_action_reason_vi"):
            return "reason", f"chỉ tiêu {goal['index']} chưa trả lời được: {goal['chance_without_action_reason_vi']}"
    asked = ", ".join(dict.fromkeys(goal["index"] for goal in result["goals"]))
    return "no goal", f"giải pháp tác động đến {acts}, kế hoạch chỉ đặt chỉ tiêu {asked}"


def rows():
    """Plan, lever, name, kind and text of every ordered measure."""
    for unit, plan in PLANS.items():
        result = answer(unit)
        for lever, (name, by, components) in ordered().items():
            if unit in by:
                yield (plan[0], lever, name) + say(result, lever, components)


def before(page):
    """What the column `trước` of the page says, by plan and lever."""
    out = {}
    plan = None
    for line in page.splitlines():
        if line.startswith("## "):
            plan = line[3:].strip()
        cell = [c.strip() for c in line.strip().strip("|").split("|")]
        if len(cell) == 4 and re.fullmatch(r"INT\d+", cell[0]):
            out[plan, cell[0]] = cell[2]
    return out


WORD = {"number": "con số", "ceiling": "mức trần", "reason": "lý do", "no goal": "lý do"}
LINE = {"number": "a number", "ceiling": "a ceiling", "reason": "a reason only",
        "no goal": "the plan sets no goal on the index it acts on"}


def kind_before(text):
    return {"lý do": "reason", "–": "no goal", "chưa có trong danh mục": "new"}.get(text, "number")


def update(path):
    """The tables of the page, and its counts, anew."""
    with open(path, encoding="utf-8") as f:
        page = f.read()
    was = before(page)
    now = list(rows())
    count = {k: [0, 0] for k in list(LINE) + ["new"]}
    text = ""
    plan = None
    for name, lever, title, kind, said in now:
        if name != plan:
            plan = name
            text += f"\n## {plan}\n\n| mã | giải pháp | trước | sau |\n|---|---|---|---|\n"
        old = was.get((plan, lever), "chưa có trong danh mục")
        said = re.sub(r"(\d)\.(\d)", r"\1,\2", said)
        count[kind][1] += 1
        count[kind_before(old)][0] += 1
        text += f"| {lever} | {title} | {old} | {WORD[kind]}: {said} |\n"
    table = "| | before | after |\n|---|---|---|\n"
    table += "".join(f"| {LINE[k]} | {count[k][0]} | {count[k][1]} |\n" for k in LINE)
    table += f"| the measure was not in the catalogue | {count['new'][0]} | |\n"
    page = re.sub(r"\| \| before \| after \|\n(\|.*\n)+", lambda m: table, page)
    page = re.sub(r"^# The \d+ measures", f"# The {len(now)} measures", page)
    page = page[: page.index("\n## ")] + text
    with open(path, "w", encoding="utf-8") as f:
        f.write(page)


def main():
    if PAGE:
        update(PAGE)
        return
    count = collections.Counter()
    plan = None
    for name, lever, title, kind, text in rows():
        if name != plan:
            plan = name
            print(f"\n{plan}")
        count[kind] += 1
        print(f"  {lever} | {title} | {kind} | {text}")
    print(f"\n{sum(count.values())} measures: " + ", ".join(f"{n} {kind}" for kind, n in sorted(count.items())))


main()
