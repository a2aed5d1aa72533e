/* outcome_table.c - the table that came. */
#include "forecast/outcome_table.h"

#include "base/error.h"
#include "messages/forecast.h"
#include "score/compose.h"
#include "statespace/deviation.h"

#include <math.h>
#include <tangbac/score.h>

/* Places are computed from a whole table only; else the published ones, 0 where there is none. */
tb_status tbi_outcome_table_make(tb_outcome_table *out, const tb_deviation_cache *tables,
                                 const tb_index *x, size_t column, int year, tb_arena *a,
                                 tb_err *err)
{
    tb_deviation d;
    tb_status st = tbi_deviation_cache_view(&d, tables, x, column, year, a, err);
    if (st != TB_OK)
        return st;
    size_t U = x->n_unit, last = d.n_year - 1;
    ptrdiff_t t = tb_index_year(x, year);
    if (t < 0 || d.count[last] == 0)
        return tbi_fail(err, TB_EDATA, TB_MSG_FORECAST_HAS_SCORE_SO_NOTHING, x->code, year);
    tb_outcome_table r = {
        .year = year, .n_unit = U, .known = d.count[last], .level = d.level[last]
    };
    r.score = TB_NEW(a, double, U);
    r.deviation = d.y + last * U;
    r.rank = TB_NEW(a, int, U);
    size_t *scratch = TB_NEW(a, size_t, U);
    if (a->refused)
        return tbi_no_memory(err, "the outcome table");
    tbi_score_column(r.score, x, year, column);
    for (size_t i = 0; i < U; i++)
        r.exist += d.known[last * U + i] != TB_KNOWN_ABSENT;
    if (d.whole[last]) {
        tb_rank_scores(r.rank, r.score, U, x->direction, scratch);
    } else {
        for (size_t i = 0; i < U; i++) {
            int16_t published = x->rank[((size_t)t * U + i) * x->n_indicator + column];
            r.rank[i] = published > 0 ? published : 0;
        }
    }
    for (size_t i = 0; i < U; i++)
        r.ranked += r.rank[i] > 0;
    if (!d.whole[last] && x->n_ranked[t] > 0)
        r.ranked = (size_t)x->n_ranked[t];
    *out = r;
    return TB_OK;
}
