/* records.c - the record beside a probability: when the forecasts of an index said about this of
 * this kind of goal, how often did it come true? Read from datasets/records.csv, which the command
 * makes (bench/records.sh) and the build takes in, so that library and record are of one law. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <tangbac/verification.h>

extern const char *const tbi_record_lines[]; /* of records.csv, without its head; NULL at the end */

enum { FIELDS = 15, LINE = 256 };
static const double FARTHEST =
    2; /* a record of another number of places stands in up to this ratio */

/* One line cut at its commas: no field of the file has any, or quotes. */
static bool cut_line(char **field, char *line)
{
    size_t n = 0;
    field[n++] = line;
    for (char *at = line; *at != '\0' && n < FIELDS; at++)
        if (*at == ',') {
            *at = '\0';
            field[n++] = at + 1;
        }
    return n == FIELDS;
}

static double number_of(const char *text)
{
    return text[0] != '\0' ? strtod(text, NULL) : NAN;
}

/* Kind and number of a goal as the record has them; NULL: kinds that are not on record. */
static const char *kind_of(int *number, const tb_goal *g)
{
    *number = 0;
    switch (g->kind) {
    case TB_GOAL_PLACE:
    case TB_GOAL_BAND:
        *number = g->place;
        return "top";
    case TB_GOAL_CLIMB:
        *number = g->up;
        return "climb";
    case TB_GOAL_KEEP:
        *number = g->place;
        return g->place > 0 ? "top" : "keep";
    case TB_GOAL_IMPROVE:
        *number = 1;
        return g->rise_rank && !g->rise_score ? "climb" : NULL;
    default:
        return NULL;
    }
}

static double distance(int a, int b)
{
    if (a <= 0 || b <= 0)
        return a == b ? 0 : INFINITY;
    return fabs(log((double)a / (double)b));
}

static void give_none(tb_goal_record *out, const char *reason, const char *reason_vi)
{
    out->reason = reason;
    out->reason_vi = reason_vi;
}

void tb_goal_record_of(tb_goal_record *out, const char *index, const tb_goal *goal, int horizon,
                       double chance)
{
    static const char *const kinds[] = { "top", "climb", "keep" };
    int number;
    const char *kind = goal != NULL ? kind_of(&number, goal) : NULL;
    double nearest = log(FARTHEST) + 1e-9;
    *out = (tb_goal_record){ .mean = NAN, .met = NAN, .se = NAN, .brier = NAN };
    out->brier_baseline = out->low = out->high = NAN;
    if (isnan(chance)) {
        give_none(out, "there is no probability", "chưa có xác suất");
        return;
    }
    if (kind == NULL) {
        give_none(
            out, "goals of this kind were not looked back on: only places are on record",
            "loại chỉ tiêu này chưa được kiểm nghiệm: chỉ có kết quả kiểm nghiệm về thứ hạng");
        return;
    }
    for (const char *const *line = tbi_record_lines; *line != NULL; line++) {
        char text[LINE];
        char *f[FIELDS];
        if (strlen(*line) >= sizeof text)
            continue;
        strcpy(text, *line);
        if (!cut_line(f, text) || strcmp(f[0], index) != 0 || strcmp(f[1], kind) != 0 ||
            atoi(f[3]) != horizon)
            continue;
        double low = number_of(f[4]);
        double high = number_of(f[5]);
        double off = distance(number, atoi(f[2]));
        if (chance < low || (chance >= high && high < 1) || !(off < nearest))
            continue;
        nearest = off;
        out->number = atoi(f[2]);
        out->low = low;
        out->high = high;
        out->n = (size_t)atol(f[6]);
        out->mean = number_of(f[7]);
        out->met = number_of(f[8]);
        out->se = number_of(f[9]);
        out->brier = number_of(f[10]);
        out->brier_baseline = number_of(f[11]);
        out->since = atoi(f[13]);
        out->until = atoi(f[14]);
        out->baseline = "moves";
        for (size_t k = 0; k < 3; k++)
            if (strcmp(kinds[k], kind) == 0)
                out->kind = kinds[k];
    }
    if (out->n == 0)
        give_none(out, "nothing like it was said of published results so far",
                  "chưa có dự báo tương tự nào để đối chiếu với kết quả đã công bố");
}
