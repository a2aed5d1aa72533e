/* number_or.c - why a number is absent stands beside it. */
#include "report/number_or.h"

#include <math.h>
#include <stdio.h>

void tbi_number_or_json(tb_json *j, const char *key, double x, const char *reason,
                        const char *reason_vi)
{
    char name[80];
    tbi_json_number(j, key, x);
    if (isfinite(x) || reason == NULL)
        return;
    snprintf(name, sizeof name, "%s_reason", key);
    tbi_json_text(j, name, reason);
    if (reason_vi == NULL)
        return;
    snprintf(name, sizeof name, "%s_reason_vi", key);
    tbi_json_text(j, name, reason_vi);
}
