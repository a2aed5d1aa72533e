#!/bin/sh
# plan_leads.sh - do plans send provinces to what they lead in? Of every province's plan for "up 5
# places" of PAPI from 2021 under five measures: how many measures there are, and how many act on
# nothing but components among the ten best of the country (each of these says why in the annex).
# usage: bench/plan_leads.sh [TANGBAC [PANEL.h5]]
# REASONS=1 bench/plan_leads.sh ...   asks each of these provinces alone as well, prints the reason of
# every row of its annex on what it leads in, and works out anew whether what the reason says of
# weaker components is so; ends with 1 where one is missing or false
set -eu
tangbac=${1:-build/release/tangbac}
panel=${2:-build/panel.h5}
"$tangbac" intervene --panel "$panel" --units all --origin 2021 --year 2022 --goal 'PAPI: tăng 05 bậc so với năm 2021' \
    --levers datasets/levers.csv --budget 5 --draws 4000 --quiet |
    REASONS=${REASONS:-0} /usr/bin/python3 bench/plan_leads.py "$tangbac" "$panel"
