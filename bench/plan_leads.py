#!/usr/bin/env python3
"""What bench/plan_leads.sh counts, from the answers of all provinces on standard input.

usage: bench/plan_leads.py TANGBAC PANEL.h5 < ANSWERS.json"""
import csv
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOAL = "PAPI: tăng 05 bậc so với năm 2021"


def parents():
    """The component that each component of PAPI is a part of."""
    with open(os.path.join(ROOT, "datasets/papi/structure.csv"), encoding="utf-8") as f:
        return {f"PAPI.{r['code']}": f"PAPI.{r['parent']}" for r in csv.DictReader(f)}


def inside(part, whole, parent):
    while part != whole and part in parent:
        part = parent[part]
    return part == whole


def answer(tangbac, panel, unit):
    args = [tangbac, "intervene", "--panel", panel, "--unit", unit, "--origin", "2021", "--year", "2022", "--goal", GOAL,
            "--levers", os.path.join(ROOT, "datasets/levers.csv"), "--budget", "5", "--draws", "4000", "--quiet"]
    run = subprocess.run(args, capture_output=True, check=True, text=True)
    return json.loads(run.stdout)["result"]["goals"][0]


def passed_over(goal, row, parent):
    """Weaker components of which a measure brings as much as the row's, and none such is in the plan."""
    order = {p["component"]: p for p in goal["priorities"]}
    acts = {}
    for one in goal["levers"]:
        if one["effect"]:
            acts.setdefault(one["id"], set()).add(f"{one['index']}.{one['component']}")
    planned = {m["id"] for m in goal["plan"]["measures"]}
    own = order[row["component"]]

    def brings(lever, component):
        if any(inside(component, c, parent) for c in acts[lever]):
            return float("inf")
        return sum(order[c]["gain"]["mean"] for c in acts[lever] if inside(c, component, parent) and c in order)

    out = []
    for name, p in order.items():
        related = inside(name, own["component"], parent) or inside(own["component"], name, parent)
        if p["among_the_ten_best"] or related or not p["rank"] or p["rank"] / p["of"] <= own["rank"] / own["of"]:
            continue
        able = {i for i in acts if brings(i, name) >= own["gain"]["mean"]}
        if p["gain"]["mean"] >= own["gain"]["mean"] and able and not able & planned:
            out.append(name)
    return out


def check(name, goal, parent):
    """Prints the reasons of one province; returns how many are missing or false."""
    wrong = 0
    for row in goal["plan"]["measures"]:
        if not row["among_the_ten_best"]:
            continue
        reason = row.get("reason_vi")
        chosen_for_it = "đồng thời" not in (reason or "")
        over = passed_over(goal, row, parent) if chosen_for_it else []
        false = not reason or not row.get("reason") or bool(over)
        wrong += false
        print(f"    {row['id']} {row['component']}: {reason}" + (f"  FALSE: {', '.join(over)}" if false else ""))
    return wrong


def main():
    units = [u for u in json.load(sys.stdin)["result"]["units"] if u["plan_chance"]]
    leads = [u for u in units if u["plan_leads"]]
    print(f"{len(units)} provinces, {sum(u['plan_levers'] for u in units)} measures in their plans; "
          f"{sum(u['plan_leads'] for u in leads)} of them, in {len(leads)} provinces,")
    print("act on nothing but components among the ten best")
    wrong = 0
    for u in leads:
        print(f"  {u['name']}: {u['plan_leads']} of {u['plan_levers']}")
        if os.environ.get("REASONS") == "1":
            wrong += check(u["name"], answer(sys.argv[1], sys.argv[2], u["code"]), parents())
    if os.environ.get("REASONS") == "1":
        print(f"{wrong} reasons are missing or false")
    return 1 if wrong else 0


sys.exit(main())
