#!/usr/bin/python3
# in_short.py - for each kind of goal and each simple model of published places: what its Brier score
# (of places: logarithmic score) is above that of the model `printed`, which knows as they do that the
# place is printed, on the same rows (like for like); and above that of `law`, as it is said to
# planners. Above 0 the simple model is worse; bold by two standard errors over years, italic: better by one.
# usage: bench/in_short.py [TANGBAC [PANEL.h5]]     (a minute of work)
import json
import subprocess
import sys

ASKED = {"PAR": "2016:2023", "SIPAS": "2018:2023"}
SIMPLE = ("moves", "places", "logit", "persistence")
NAMES = {"top": "top {}", "keep": "keep", "climb": "up {}"}


def ask(tangbac, panel, index):
    said = subprocess.run([tangbac, "backtest", panel, "--index", index, "--origins", ASKED[index], "--facts", "--quiet"],
                          stdout=subprocess.PIPE, check=True)
    return json.loads(said.stdout)["result"]


def say(value, error):
    """Bold: worse by two standard errors or more. Italics: better by one or more."""
    if value is None:
        return "–"
    text = f"{value:+.3f}" + ("" if error is None else f" ± {error:.3f}")
    if error is not None and value >= 2 * error:
        return f"**{text}**"
    return f"*{text}*" if error is None or value <= -error else text


def show(index, name, score, rows, key, against):
    """rows {model: row}: the score of `against`, and what the others have more."""
    own = rows[against]
    cells = [index, name, str(own["n"]), f"{own[score]:.3f}"]
    for model in SIMPLE + (("borrowed",) if against == "law" else ()):
        row = rows.get(model, {})
        cells.append(say(row.get(key), row.get(key + "_se")))
    print("| " + " | ".join(cells) + " |")


def tell(result, index, key, against):
    goals = {}
    for row in result["goals"]:
        if not row["complete"]:
            goals.setdefault((row["kind"], row["number"]), {})[row["model"]] = row
    for (kind, number), rows in goals.items():
        show(index, NAMES[kind].format(number), "brier", rows, key, against)
    for start, name in (("known", "place, known before"), ("silent", "place, not known before")):
        rows = {r["model"]: r for r in result["places"] if r["start"] == start and not r["complete"]}
        show(index, name, "log_score", rows, key, against)


def main():
    tangbac = sys.argv[1] if len(sys.argv) > 1 else "build/release/tangbac"
    panel = sys.argv[2] if len(sys.argv) > 2 else "build/panel.h5"
    results = {index: ask(tangbac, panel, index) for index in ASKED}
    for key, against in (("difference_printed", "printed"), ("difference", "law")):
        models = SIMPLE + (("borrowed",) if against == "law" else ())
        print(f"\n| index | goal | cases | `{against}` | " + " | ".join(models) + " |")
        print("|---|---|---|---|" + "---|" * len(models))
        for index, result in results.items():
            tell(result, index, key, against)


main()
