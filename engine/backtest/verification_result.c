/* verification_result.c - a verification as it is handed out. */
#include "backtest/verification_result.h"

#include "base/notices.h"

#include <stdlib.h>

/* NULL is fine. What was handed out by _at goes with it. */
void tb_verification_free(tb_verification *v)
{
    if (v == NULL)
        return;
    tbi_arena_free(&v->own);
    free(v);
}

const char *tb_verification_index(const tb_verification *v)
{
    return v->index;
}

int tb_verification_horizon(const tb_verification *v)
{
    return v->horizon;
}

void tb_verification_years(int *first, int *last, const tb_verification *v)
{
    *first = v->first;
    *last = v->last;
}

size_t tb_verification_goals(const tb_verification *v)
{
    return v->n_goal;
}

/* i below tb_verification_goals(); borrowed. */
const tb_verified *tb_verification_goal_at(const tb_verification *v, size_t i)
{
    return &v->goal[i];
}

size_t tb_verification_places(const tb_verification *v)
{
    return v->n_place;
}

const tb_verified_places *tb_verification_places_at(const tb_verification *v, size_t i)
{
    return &v->place[i];
}

size_t tb_verification_scores(const tb_verification *v)
{
    return v->n_score;
}

const tb_verified_scores *tb_verification_scores_at(const tb_verification *v, size_t i)
{
    return &v->score[i];
}

size_t tb_verification_cases(const tb_verification *v)
{
    return v->n_case;
}

const tb_verified_case *tb_verification_case_at(const tb_verification *v, size_t i)
{
    return &v->unit[i];
}

tb_notices tb_verification_notices(const tb_verification *v)
{
    return tbi_notice_view(&v->notices);
}
