/* tangbac/survey.h - one question for every province at once, and looking back: how often did what
 * was given a probability come true? */
#ifndef TANGBAC_SURVEY_H
#define TANGBAC_SURVEY_H

#include <tangbac/intervene.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One unit and one goal. Texts are borrowed from the survey. */
typedef struct tb_survey_row {
    const char *code, *name_vi, *name_en;
    size_t goal; /* position among the question's goals */
    int origin, year;
    double chance, noise_chance;
    /* why there is no probability */
    const char *reason, *reason_vi;
    /* measure that gains most alone; NULL = none has evidence */
    const char *best, *best_name_vi, *best_name_en, *best_component;
    double best_chance, plan_chance;
    /* measures of the plan, and those of them that act on nothing but components among the ten best
     * of the country */
    size_t plan_levers, plan_leads;
    int met;             /* looking back: 1, 0, -1 not known */
    int base_rank, rank; /* looking back; 0 = not known */
    tb_goal parsed;      /* not set where is_parsed is false */
    bool is_parsed;
} tb_survey_row;

/* Of the rows whose outcome is known: how often what was given a probability of from..to came
 * true. */
typedef struct tb_reliability {
    double from, to, chance, share, se; /* mean probability, share met, its standard error */
    size_t n;
} tb_reliability;

/* The same of the rows of one origin. */
typedef struct tb_reliability_year {
    int origin, year;
    size_t n;
    double chance, share, brier; /* NaN when n is 0 */
} tb_reliability_year;

typedef struct tb_survey tb_survey;

/* Asks the question for every unit that exists at the origin; ask->unit is not read. A unit that
 * cannot be answered has its reason. With o->last_origin the question is asked again from every
 * origin up to that one (its year at the same distance, explicit years of goals are not moved),
 * each seeing nothing later than itself, without measures and plans: for looking back. An origin of
 * which nothing can be answered has no rows and a notice. Errors: TB_EARG (last_origin before the
 * question's origin), TB_EDATA (no unit can be answered). */
TB_API TB_MUST_CHECK tb_status tb_survey_run(tb_survey **out, const tb_panel *p, const tb_ask *ask,
                                             const tb_intervention_opts *o, tb_err *err);
TB_API void tb_survey_free(tb_survey *s);
TB_API size_t tb_survey_rows(const tb_survey *s);
TB_API const tb_survey_row *tb_survey_row_at(const tb_survey *s, size_t i);
TB_API const tb_ask *tb_survey_ask(const tb_survey *s);
TB_API size_t tb_survey_draws(const tb_survey *s);
TB_API bool tb_survey_evaluated(const tb_survey *s);
TB_API int tb_survey_last_origin(const tb_survey *s); /* 0: one origin */
TB_API size_t tb_survey_bins(const tb_survey *s);     /* 0 unless looking back */
TB_API const tb_reliability *tb_survey_bin(const tb_survey *s, size_t i);
TB_API size_t tb_survey_years(const tb_survey *s); /* 0 unless looking back */
TB_API const tb_reliability_year *tb_survey_year(const tb_survey *s, size_t i);
/* mean of (probability - met)^2; NaN unless looking back */
TB_API double tb_survey_brier(const tb_survey *s);
TB_API double tb_survey_brier_se(const tb_survey *s); /* over origins; NaN for one */
/* Brier score of always saying the share that came true in these very rows, goal by goal */
TB_API double tb_survey_climatology(const tb_survey *s);
TB_API tb_notices tb_survey_notices(const tb_survey *s);

#ifdef __cplusplus
}
#endif
#endif
