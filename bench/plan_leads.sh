#!/bin/sh
# plan_leads.sh - do plans send provinces to what they lead in? Of every province's plan for "up 5
# places" of PAPI from 2021 under five measures: how many measures there are, and how many act on
# nothing but components among the ten best of the country (each of these says why in the annex).
# usage: bench/plan_leads.sh [TANGBAC [PANEL.h5]]
# REASONS=1 bench/plan_leads.sh ...   asks each of these provinces alone as well, and counts the rows
# of its annex on what it leads in that print a reason
set -eu
tangbac=${1:-build/release/tangbac}
panel=${2:-build/panel.h5}
"$tangbac" intervene --panel "$panel" --units all --origin 2021 --year 2022 --goal 'PAPI: tăng 05 bậc so với năm 2021' \
    --levers datasets/levers.csv --budget 5 --draws 4000 --quiet | REASONS=${REASONS:-0} TANGBAC=$tangbac PANEL=$panel /usr/bin/python3 -c '
import json, os, subprocess, sys
units = [u for u in json.load(sys.stdin)["result"]["units"] if u["plan_chance"]]
rows = sum(u["plan_levers"] for u in units)
leads = [u for u in units if u["plan_leads"]]
held = sum(u["plan_leads"] for u in leads)
print(f"{len(units)} provinces, {rows} measures in their plans; {held} of them, in {len(leads)} provinces,")
print("act on nothing but components among the ten best")
for u in leads:
    line = "  " + u["name"] + ": " + str(u["plan_leads"]) + " of " + str(u["plan_levers"])
    if os.environ["REASONS"] == "1":
        run = subprocess.run([os.environ["TANGBAC"], "intervene", "--panel", os.environ["PANEL"], "--unit", u["code"], "--origin", "2021",
                              "--year", "2022", "--goal", "PAPI: tăng 05 bậc so với năm 2021", "--levers", "datasets/levers.csv",
                              "--budget", "5", "--draws", "4000", "--quiet"], capture_output=True, check=True, text=True)
        rows = json.loads(run.stdout)["result"]["goals"][0]["plan"]["measures"]
        lead = {r["id"] for r in rows if r["among_the_ten_best"]} - {r["id"] for r in rows if not r["among_the_ten_best"]}
        said = {r["id"] for r in rows if r["among_the_ten_best"] and r.get("reason") and r.get("reason_vi")}
        line += f"; {len(lead)} alone, {len(lead & said)} with a reason"
    print(line)
'
