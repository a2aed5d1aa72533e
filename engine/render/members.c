/* members.c - members of the results, by name. */
#include "render/brief.h"

#include <math.h>

/* NaN for null, absent and anything that is no number: readers ask isnan once. */
double tbi_number_of(const cJSON *o, const char *name)
{
    const cJSON *m = o != NULL ? tbi_json_get(o, name) : NULL;
    return m != NULL && cJSON_IsNumber(m) ? m->valuedouble : NAN;
}

/* NaN too where the place lies behind them: some publishers rank only the best, and place 49 of a
 * table of 30 there is not. */
double tbi_place_of(const cJSON *reference)
{
    double ranked = tbi_number_of(reference, "n_ranked");
    return tbi_number_of(reference, "rank") > ranked ? (double)NAN : ranked;
}

/* Never NULL; borrowed from the JSON. */
const char *tbi_text_of(const cJSON *o, const char *name)
{
    const cJSON *m = o != NULL ? tbi_json_get(o, name) : NULL;
    return m != NULL && cJSON_IsString(m) ? m->valuestring : "";
}

/* Only true itself: "yes" and 1 are not. */
bool tbi_true_of(const cJSON *o, const char *name)
{
    const cJSON *m = o != NULL ? tbi_json_get(o, name) : NULL;
    return m != NULL && cJSON_IsTrue(m);
}
