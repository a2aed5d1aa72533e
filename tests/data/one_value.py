"""One quantity has one value in a result: the probability without action is the same in the goal, in its plan, at the start of
the plan's frontier and of the curve that pages move, on the map, and in the forecast of the index; so are scores, places, national
means and bases in goal, forecast, history and standing; the joint probability in its plan. Over two shipped scenarios with few
draws; --all: over every one of them (minutes)."""
import glob
import json
import os
import subprocess
import sys
import tempfile

BUILD = os.environ.get("TANGBAC_BUILD", "build/release")
SCENARIOS = ("lai-chau-2022", "ha-noi-2022")
NEAR = 1e-5  # curves are kept in steps of 1/100,000


def differ(a, b):
    return a is not None and b is not None and abs(a - b) > NEAR


def check_plan(where, chance, plan):
    bad = []
    if not plan or plan.get("chance_without") is None:
        return bad
    if differ(plan["chance_without"], chance):
        bad.append(f"{where}: {chance} without action, {plan['chance_without']} in its plan")
    for point in (plan.get("frontier") or [])[:1]:
        if differ(point["chance"], chance):
            bad.append(f"{where}: {chance} without action, {point['chance']} at no cost")
    return bad


def own(units, code):
    return next((unit for unit in units or [] if unit["code"] == code), None) or {}


class Pairs:
    """Two places where one quantity stands; what is absent in both is the same, in one of them nothing is said."""

    def __init__(self):
        self.bad, self.seen = [], 0

    def same(self, what, a, b):
        if a is None or b is None:
            return
        self.seen += 1
        if differ(a, b):
            self.bad.append(f"{what}: {a} and {b}")

    def both(self, what, a, b):
        if (a is None) != (b is None):
            self.bad.append(f"{what}: {a} and {b}")
        self.same(what, a, b)


def check_forecast(pairs, where, goal, forecast, unit):
    line = own(forecast["units"], unit)
    for level in ("q05", "q50", "q95"):
        for name in ("score", "rank"):
            pairs.same(f"{where}: {name} {level} of goal and forecast", (goal[name] or {}).get(level), (line.get(name) or {}).get(level))
        pairs.same(f"{where}: national mean {level}", (goal["national"] or {}).get(level), forecast["national"][level])
    if goal["kind"] == "top":
        pairs.same(f"{where}: goal and forecast", goal["chance_without_action"],
                   (line.get("chance_top") or {}).get(str(int(goal["value"]))))
    if goal["kind"] == "up" and goal["base_year"] == forecast["origin"]:
        pairs.same(f"{where}: goal and forecast", goal["chance_without_action"],
                   (line.get("chance_up") or {}).get(str(int(goal["value"]))))
    if goal["reference"].get("year") == forecast["origin"]:
        pairs.same(f"{where}: base of goal and forecast", goal["reference"]["rank"], line.get("base_rank"))


def check_base(pairs, where, goal, history, standing):
    base = goal["reference"]
    then = history.get((goal["index"], base.get("year")))
    now = standing.get((goal["index"], base.get("year")))
    for name, other in (("history", then), ("standing", now)):
        if other is None:
            continue
        pairs.both(f"{where}: place of {base['year']} in goal and {name}", base["rank"], other["rank"])
        pairs.same(f"{where}: score of {base['year']} in goal and {name}", base["score"], other["score"])


def check_top(pairs, where, goal, result):
    if goal["kind"] != "top" or goal["chance_without_action"] is None:
        return
    place = int(goal["value"])
    for curve in result["curves"]:
        if (curve["index"], curve["year"]) == (goal["index"], goal["year"]):
            pairs.same(f"{where}: goal and curve of places", goal["chance_without_action"], curve["place"][place - 1][0])
    for one in result["map"]:
        if (one["index"], one["year"], one["place"]) == (goal["index"], goal["year"], place):
            pairs.same(f"{where}: goal and map", goal["chance_without_action"], own(one["units"], result["unit"]).get("chance"))


def check_everywhere(result):
    """Goals beside forecast, history, standing, sensitivity, curves and map."""
    pairs = Pairs()
    forecast = {(one["index"], one["year"]): one for one in result["forecast"] or []}
    history = {(row["index"], row["year"]): row for row in result["history"]}
    standing = {}
    for index in (result["standing"] or {}).get("indices", []):
        for part in index["components"]:
            name = index["index"] if part["code"] == "TOTAL" else f"{index['index']}.{part['code']}"
            standing[name, index["year"]] = part
    for goal in result["goals"]:
        where = f"{goal['index']} {goal['goal']}"
        key = goal["index"], goal["year"]
        if key in forecast:
            check_forecast(pairs, where, goal, forecast[key], result["unit"])
        check_base(pairs, where, goal, history, standing)
        check_top(pairs, where, goal, result)
    for row in history.values():
        if (row["index"], row["year"]) in standing:
            pairs.both(f"{row['index']} {row['year']}: place in history and standing", row["rank"],
                       standing[row["index"], row["year"]]["rank"])
    return pairs.bad, pairs.seen


def check(result):
    bad, plans = [], 0
    for goal in result["goals"]:
        where = f"{goal['index']} {goal['goal']}"
        chance = goal["chance_without_action"]
        bad += check_plan(where, chance, goal["plan"])
        plans += goal["plan"].get("chance_without") is not None
        curve = goal.get("curve")
        if curve and differ(curve["chance"][0], chance):
            bad.append(f"{where}: {chance} without action, {curve['chance'][0]} where the curve starts")
    bad += check_plan("all together", result["joint"]["chance"], result["joint"]["plan"])
    return bad, plans


def main():
    bad, plans, pairs = [], 0, 0
    names = SCENARIOS
    if "--all" in sys.argv:
        names = sorted(os.path.basename(path)[:-5] for path in glob.glob("datasets/scenarios/*.json"))
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "r.json")
            subprocess.run([f"{BUILD}/tangbac", "run", f"datasets/scenarios/{name}.json", "--panel", f"{BUILD}/panel.h5",
                            "--draws", "2001", "-q", "-o", out], check=True)
            with open(out, encoding="utf-8") as f:
                result = json.load(f)["result"]
        found, some = check(result)
        more, seen = check_everywhere(result)
        bad += [f"{name}: {line}" for line in found + more]
        plans += some
        pairs += seen
    print("\n".join(bad) if bad else f"{plans} plans agree with their goals, {pairs} pairs of figures with each other")
    return 1 if bad or plans == 0 or pairs < 80 else 0


if __name__ == "__main__":
    sys.exit(main())
