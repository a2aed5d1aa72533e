/* record_json.c - the record beside a probability, always an object (contract of the results). */
#include "report/record_json.h"

#include <math.h>

/* Without rows of the record (n 0) the numbers are null and the reason says why. */
void tbi_record_json(tb_json *j, const char *index, const tb_goal *goal, int horizon, double chance)
{
    tb_goal_record r;
    tb_goal_record_of(&r, index, goal, horizon, chance);
    tbi_json_object(j, "record");
    tbi_json_text(j, "index", index);
    tbi_json_text(j, "kind", r.kind);
    /* rows of the bin in which this probability lies */
    tbi_json_int(j, "n", (long long)r.n);
    if (r.n == 0) {
        tbi_json_null(j, "said");
    } else {
        tbi_json_int(j, "number", r.number);
        /* between which probabilities it lay */
        tbi_json_array(j, "said");
        tbi_json_number(j, NULL, r.low);
        tbi_json_number(j, NULL, r.high);
        tbi_json_array_end(j);
    }
    tbi_json_number(j, "mean_chance", r.mean);
    tbi_json_number(j, "share_met", r.met);
    tbi_json_number(j, "se", r.se);
    tbi_json_number(j, "brier", r.brier);
    tbi_json_number(j, "brier_baseline", r.brier_baseline);
    tbi_json_number(j, "brier_constant", r.brier_constant);
    tbi_json_text(j, "baseline", r.baseline);
    if (r.n == 0) {
        tbi_json_null(j, "since");
    } else {
        tbi_json_int(j, "since", r.since);
        tbi_json_int(j, "until", r.until);
    }
    /* too few rows to tell is neither yes nor no */
    if (r.calibrated == TB_CALIBRATED_UNKNOWN)
        tbi_json_null(j, "calibrated");
    else
        tbi_json_bool(j, "calibrated", r.calibrated == TB_CALIBRATED_YES);
    tbi_json_int(j, "calibration_n", (long long)r.calibration_n);
    tbi_json_number(j, "calibration_p", r.calibration_p);
    tbi_json_text(j, "reason", r.reason);
    tbi_json_text(j, "reason_vi", r.reason_vi);
    tbi_json_object_end(j);
}
