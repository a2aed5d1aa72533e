"""One quantity has one value in a result: the probability without action is the same in the goal, in its plan, at the start of
the plan's frontier and of the curve that pages move; the joint one in its plan. Over two shipped scenarios with few draws."""
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
    bad, plans = [], 0
    for name in SCENARIOS:
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "r.json")
            subprocess.run([f"{BUILD}/tangbac", "run", f"datasets/scenarios/{name}.json", "--panel", f"{BUILD}/panel.h5",
                            "--draws", "2001", "-q", "-o", out], check=True)
            with open(out, encoding="utf-8") as f:
                found, some = check(json.load(f)["result"])
        bad += [f"{name}: {line}" for line in found]
        plans += some
    print("\n".join(bad) if bad else f"{plans} plans agree with their goals")
    return 1 if bad or plans == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
