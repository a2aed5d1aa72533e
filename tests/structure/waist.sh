#!/bin/sh
# usage: waist.sh ENGINE_DIR - whatever people read is made from the JSON alone: no file of render/ asks a result of C anything, and the command makes no table of one.
cd "$1" || exit 2
stage='(panel|index|ranking|standing|estimate|effects?|simulation|simulate|forecast|completion|backtest|verification|verified|intervention|survey|atlas|import|scheme|score|noise)'
bad=$({
    grep -nE "\\btb_${stage}_[a-z_]*\\(" render/*.c render/*.h
    grep -nE '\btb_(table|csv|latex)_[a-z]+\(' cli/*.c | grep -vE 'tb_csv_estimate_(rows|effects)' # rows of the data: report_estimate.c says why
})
[ -z "$bad" ] || { echo "made of a result and not of its JSON:"; echo "$bad"; exit 1; }
