#!/usr/bin/python3
"""The atlas holds what the engine says: usage: atlas.py TANGBAC SOURCES PANEL OUT. Needs node; exit 77 without it.

Random goals and random points (a measure of the user's own, without spread) are asked of `intervene` from the same draws; the
page's own functions, run by node, must agree within half a percentage point. Words of goals are held against the table of
tests/support/goal_cases.h. The page is one file under 8 MB without a network address, its words take the same arguments in both
languages, and names stay text."""
import json
import os
import random
import re
import shutil
import subprocess
import sys

tangbac, source, panel, out = (os.path.abspath(a) for a in sys.argv[1:5])
DRAWS = "10000"  # fewer, and a curve between two of its points is as rough as its draws
NODE = shutil.which("node")
if NODE is None:
    print("node is missing: skipped")
    sys.exit(77)
os.makedirs(out, exist_ok=True)
failures = []


def run(*args):
    return subprocess.run([tangbac, *args], check=True, capture_output=True, text=True).stdout


def check(ok, what):
    print(("ok   " if ok else "FAIL ") + what)
    if not ok:
        failures.append(what)


def goals_of(rng, index, curve, outlook, years):
    """Texts of goals whose chance is neither 0 nor 1 on its face."""
    n = outlook["places"]
    goals = [f"top {k}" for k in rng.sample(range(1, n), 6)] + [f"+{k} ranks" for k in rng.sample(range(1, 20), 3)]
    low, step, data = curve["score"]["low"], curve["score"]["step"], curve["score"]["data"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for at in rng.sample(range(20, 180), 3):
        score = low + step * (64 * letters.index(data[2 * at]) + letters.index(data[2 * at + 1]))
        goals.append(f"score >= {score:.2f}")
    if outlook["groups"] and index == "PAPI":
        goals += [f"group {g}" for g in outlook["groups"][:3]]
    goals.append("keep rank")
    if curve["base_score"] is not None:
        goals.append("+0.5 points")
    if curve["base_rank"] is not None and years:
        goals.append(f"+2 ranks vs {years[-1]}")
    return goals


def settings(atlas, set_size, index, unit, rng, merged):
    """One run of the command: some goals, each with ten measures that add so many points and no spread."""
    table = next(s for s in atlas["sets"] if len(s["units"]) == set_size)
    x = next(i for i in table["indices"] if i["index"] == index)
    outlook = x["outlooks"][0]
    curve = next(c for c in outlook["curves"] if c["unit"] == unit)
    row = [u["code"] for u in table["units"]].index(unit)
    known = [h["year"] for h in x["years"] if h["rank"][row] and h["year"] < x["origin"]]
    goals = goals_of(rng, index, curve, outlook, known[-3:])
    # what the rules leave free: beyond the maximum of the component the engine adds nothing
    free = [(c["weight"] * (c["max"] - (c["score"][row] or c["max"])), c) for c in x["components"]]
    room, widest = max(free, key=lambda f: f[0], default=(1e9, None))
    node = index + "." + widest["code"] if widest else index
    weight = widest["weight"] if widest else 1
    most = 0.6 * min(curve["step"] * (atlas["points"] - 1), room)
    points = [round(rng.uniform(0, most), 3) for _ in range(10)]
    levers = os.path.join(out, "levers.csv")
    with open(levers, "w", encoding="utf-8") as f:
        f.write("id,name_en,component,mean,sd\n")
        for k, p in enumerate(points):
            f.write(f"p{k},p{k},{node},{p / weight:.6f},0.000001\n")
    asked = [a for g in goals for a in ("--goal", f"{index}: {g}")]
    result = json.loads(run("intervene", "--panel", panel, "--unit", unit, "--origin", str(x["origin"]), "--year",
                            str(outlook["year"]), merged, "--levers", levers, "--max-levers", "1", "--draws", DRAWS, "-q", *asked))["result"]
    cases = []
    for g in result["goals"]:
        kept = g.get("uncalibrated") or g  # where the numbers of a kind without one stand
        if kept["chance_without_action"] is None:
            continue
        at = {"set": set_size, "unit": unit, "index": index, "year": outlook["year"], "goal": g["goal"]}
        cases.append({**at, "points": 0, "chance": kept["chance_without_action"], "calibrated": (g["record"] or {}).get("calibrated")})
        # a measure stands in two rows, one for what is assumed and one for what history says: rows are paired in their order
        for lever, numbers in zip(g["levers"], kept["levers"], strict=True):
            if lever["effect"] is not None and lever["evidence"] == "assumed":
                cases.append({**at, "points": points[int(lever["id"][1:])], "chance": numbers["chance"]})
    return cases


def engine_goals():
    """The table of the engine's grammar: what each clause means in the words of the page."""
    text = open(os.path.join(source, "tests/support/goal_cases.h"), encoding="utf-8").read()
    out_goals = []
    for clause, kind, meaning in re.findall(r'\{\s*"((?:[^"\\]|\\.)*)",\s*"(\w+): ([^"]*)"', text):
        if "\\" in clause.replace('\\"', ""):
            continue  # bytes spelt out
        base = re.search(r" vs (\d{4})", meaning)
        number = re.search(r"[\d.]+", meaning)
        named = {"place": "top", "climb": "up", "score": "score", "gain": "gain", "keep": "keep", "group": "group"}.get(kind)
        named = named if number or named in ("keep", "group") else None
        value = None if named in (None, "keep") else re.sub(r"^group ", "", meaning).strip() if named == "group" else float(number.group())
        out_goals.append({"text": clause.replace('\\"', '"'), "kind": named, "value": value,
                          "base": int(base.group(1)) if base else 0})
    return out_goals


page = os.path.join(out, "atlas.html")
data = os.path.join(out, "atlas.json")
run("atlas", panel, "--draws", DRAWS, "--years", "1", "--index", "PAPI", "--index", "SIPAS", "-q", "-o", data)
run("report", data, "-o", page)
html = open(page, encoding="utf-8").read()
atlas = json.load(open(data, encoding="utf-8"))["result"]
check(len(html.encode()) < 8_000_000, f"one file of {len(html.encode()) / 1e6:.1f} MB")
code = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.S)
check(not re.search(r'(?:src|href)="(?!data:)|https?://(?!www\.w3\.org/2000/svg)|@import|url\(', code), "no address outside the file")
words = json.loads(re.search(r'"words":(\{"en".*?\}\}),"tiles"', html, re.S).group(1))
for name in words["en"]:
    check(sorted(re.findall(r"\{\d\}", words["en"][name])) == sorted(re.findall(r"\{\d\}", words["vi"][name])), f"{name}: same arguments") \
        if sorted(re.findall(r"\{\d\}", words["en"][name])) != sorted(re.findall(r"\{\d\}", words["vi"][name])) else None
check(words["en"].keys() == words["vi"].keys() and len(words["vi"]) > 80, "every sentence in both languages")
used = set(re.findall(r"say\('(\w+)'[,)]", open(os.path.join(source, "engine/render/atlas.js"), encoding="utf-8").read()))
check(used <= words["vi"].keys(), f"no sentence is missing: {used - words['vi'].keys()}")

rng = random.Random(1)
cases = []
for size, index, merged in ((63, "PAPI", "--no-merged"), (63, "SIPAS", "--no-merged"), (34, "PAPI", "--merged")):
    units = next(s for s in atlas["sets"] if len(s["units"]) == size)["units"]
    cases += settings(atlas, size, index, rng.choice(units)["code"], rng, merged)
json.dump(cases, open(os.path.join(out, "cases.json"), "w", encoding="utf-8"))
json.dump(engine_goals(), open(os.path.join(out, "goals.json"), "w", encoding="utf-8"))
here = os.path.dirname(os.path.abspath(__file__))
said = subprocess.run([NODE, os.path.join(here, "atlas.mjs"), os.path.join(source, "engine/render/atlas_model.js"), data,
                       os.path.join(out, "cases.json"), os.path.join(out, "goals.json")], capture_output=True, text=True, check=False)
print(said.stdout + said.stderr)
check(said.returncode == 0, "the page agrees with the engine within half a point")
sys.exit(1 if failures else 0)
