/* tangbac/scenario.h - what was asked: a unit, what was known, the goals of a year, the measures at
 * hand and the budget.
 *
 * Read from a file (`tangbac/scenario/1`, JSON) or put together from the words of a command line.
 * Nothing here looks into a panel: whether a unit, an index or a component exists is found out by
 * the stage that answers.
 */
#ifndef TANGBAC_SCENARIO_H
#define TANGBAC_SCENARIO_H

#include <stdbool.h>
#include <stdint.h>

#include <tangbac/panel.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One goal in the planner's words. */
typedef struct tb_ask_goal {
    const char *index; /* "PAPI", "PAPI.D5" */
    const char *goal;  /* "+5 ranks" */
    /* 0: must be met; 1, 2, ...: goals with the same number are alternatives, of which one must be
     * met, or n of them when 256 n is added */
    int any;
    /* of a goal on components: the clause that this is a part of, the index that it was asked of,
     * and how many parts there are; NULL, 0 otherwise */
    const char *asked, *asked_index;
    int asked_of;
} tb_ask_goal;

/* What a measure does to one component. */
typedef struct tb_lever_effect {
    /* "PAPI.D5"; of a score sheet without its index, which the panel knows: "C3", or "#3" for the
     * third field */
    const char *component;
    /* mean and sd are the user's; otherwise the engine looks for evidence of its own */
    bool given;
    double mean, sd;
    /* mean and sd are shares (0..1) of what is missing to the maximum, not points */
    bool headroom;
    /* how the tie to the component is known: stated criterion inferred, or "" */
    const char *link;
    const char *note, *note_vi, *source;
    /* "respondents": it moves what the people who are asked say, not the service; "" else */
    const char *aims_at;
    /* points that the unit's own score sheet lacks here; NaN when the effect is from no sheet */
    double lost;
    double chance;   /* of winning them back, from the sheet; NaN when not said */
    const char *how; /* report survey statistic, or "" */
} tb_lever_effect;

typedef struct tb_lever {
    const char *id, *name_vi, *name_en, *agency_vi,
        /* agency "" when not said; a name that is absent is the other language's, or the id */
        *agency_en;
    size_t effects;
    const tb_lever_effect *effect;
    double cost; /* 1 when not said */
    bool cost_given;
    const char *cost_unit; /* "" when not said */
    int lag;               /* years from order to effect; -1 when not said */
    size_t requires_n, excludes_n;
    const char *const *requires_id, *const *excludes_id; /* ids of other levers */
    /* as the plans that are cited say it; "" when they do not */
    const char *quantity_vi, *quantity_en, *deadline;
    const char *ordered_by; /* codes of the provinces that ordered it, joined by "|" */
    /* years in which the measure could be ordered; 0, 9999 when not said */
    int offered_from, offered_to;
    /* of a score sheet: whose it is, "" otherwise */
    const char *sheet_unit;
    int sheet_year; /* and of which year, 0 otherwise */
    const char *
        /* the texts above a score sheet, or its column of the province; NULL or "": none */
        sheet_title;
    /* of a score sheet: the file (with the line where every row names its province and year), and
     * the file with the criterion's line, for refusals; NULL otherwise */
    const char *sheet_at, *row_at;
    /* by the progress that was added: done, since when (0 = not said), and what is said of it */
    bool done;
    int done_year;
    const char *done_note;
} tb_lever;

/* A figure of the province's own in the progress: a score of an index in a year (of its own
 * reckoning or a survey), with its standard error. */
typedef struct tb_progress_figure {
    const char *index, *kind; /* "own", "survey" */
    int year;
    double value, std_error;
} tb_progress_figure;

/* What a plan makes as good as it can: each goal's own probability (and the joint probability, of
 * the plan for all goals); only the joint probability, every goal then shows what that one plan
 * does for it; or the expected rank, of a goal's index or the mean over the indices of all goals.
 * */
typedef enum tb_objective {
    TB_OBJECTIVE_CHANCE,
    TB_OBJECTIVE_JOINT,
    TB_OBJECTIVE_RANK
} tb_objective;
/* "chance" "joint" "rank" */
TB_API const char *tb_objective_word(tb_objective o);
/* TB_EARG for any other word */
TB_API TB_MUST_CHECK tb_status tb_objective_of(tb_objective *out, const char *word, tb_err *err);

/* What may be spent in a year on measures that begin in it. */
typedef struct tb_year_budget {
    int year;
    double budget;
} tb_year_budget;

/* The last year whose results of an index were out, where it is another than the question's. */
typedef struct tb_origin {
    const char *index; /* "ICT" */
    int year;
} tb_origin;

/* A whole question. Borrowed from its scenario. */
typedef struct tb_ask {
    /* path of the panel file, already made relative to the scenario's folder */
    const char *panel;
    const char *unit; /* code or name */
    int origin, year;
    size_t goals;
    const tb_ask_goal *goal;
    size_t levers;
    const tb_lever *lever;
    const char *lever_file; /* NULL when the levers were listed or there are none */
    /* the levers stand in the scenario itself: written for it, so that one that touches nothing of
     * it is a mistake */
    bool levers_listed;
    double budget; /* NaN when not said: no limit; of yearly budgets their sum */
    /* 0 unless the budget was given year by year; then nothing begins in another year */
    size_t year_budgets;
    const tb_year_budget *year_budget;
    const char *cost_unit; /* of the budget, "" when not said */
    size_t draws;          /* 0 when not said */
    uint64_t seed;
    bool seed_given;
    size_t measures_done; /* levers that the progress says are done */
    size_t figures;
    const tb_progress_figure *figure;
    int most; /* largest number of measures in a plan, 0 = no limit */
    tb_objective objective;
    /* what whoever asks knows besides the panel; unit: code or name, NULL = the unit asked for */
    size_t known_n;
    const tb_known_figure *known;
    size_t origins;
    const tb_origin *origin_of;
    /* agencies by the names of their periods that whoever asks has a table of; one that is there
     * takes the place of the panel's of the same code */
    size_t agencies;
    const tb_agency *agency;
    /* the day of the question, yyyymmdd; 0 = not said. Nothing begins before it, and agencies are
     * named from that day on */
    int asked;
} tb_ask;

/* The origin of an index: its own, else the question's. */
TB_API int tb_ask_origin(const tb_ask *ask, const char *index);

typedef struct tb_scenario tb_scenario;

/* Reads a scenario file and the levers that it names. Errors: TB_EIO (no such file), TB_EDATA (not
 * JSON, a member that is missing, unknown or of the wrong type, a lever with an effect without
 * spread, a negative cost, mixed cost units, prerequisites in a circle); the sentence names the
 * file and the member. */
TB_API TB_MUST_CHECK tb_status tb_scenario_read(tb_scenario **out, const char *path, tb_err *err);

/* The same question from a command line. goal: texts as "PAPI: +5 ranks"; alternatives stand in one
 * text, divided by " || ". levers: a file, or NULL.
 */
typedef struct tb_scenario_words {
    const char *panel, *unit;
    int origin, year; /* 0 = not said, refused */
    size_t goals;
    const char *const *goal;
    const char *levers;    /* levers.csv, levers.json or a par-criteria.csv; NULL = none */
    double budget;         /* NaN = not said */
    const char *cost_unit; /* NULL = not said */
    /* what "leading group" means in a goal; 0 = not said: such a goal is refused */
    int leading;
} tb_scenario_words;
TB_API TB_MUST_CHECK tb_status tb_scenario_make(tb_scenario **out, const tb_scenario_words *w,
                                                tb_err *err);

/* Adds the measures of another file (CSV of measures, a score sheet, or JSON); one with an id that
 * is there already takes its place.
 * Errors as tb_scenario_read; the scenario is then as it was. */
TB_API TB_MUST_CHECK tb_status tb_scenario_add(tb_scenario *s, const char *path, tb_err *err);

/* Another unit of the budget and of all costs. Errors: TB_EDATA when a measure costs in another
 * one, TB_ENOMEM; the scenario is then as it was. */
TB_API TB_MUST_CHECK tb_status tb_scenario_set_cost_unit(tb_scenario *s, const char *unit,
                                                         tb_err *err);

/* The budget of the whole plan in place of the question's, as a plan writes it: "10",
 * "10 tỷ đồng",
 * "1.500 triệu đồng",
 * "10 billion VND". An amount of đồng is turned into the unit of the costs, and
 * without costs its unit is the budget's. Errors: TB_EARG (no such amount, below 0, a unit other
 * than that of the costs), TB_ENOMEM; the scenario is then as it was. */
TB_API TB_MUST_CHECK tb_status tb_scenario_set_budget(tb_scenario *s, const char *text,
                                                      tb_err *err);

/* Adds what is known besides, as "PAR:2018:group=D" (rank=, score=; with ",unit=84" of another
 * unit), and the origin of an index, as "ICT=2019". The same again replaces it. Errors: TB_EARG,
 * the sentence gives the form; TB_ENOMEM. */
TB_API TB_MUST_CHECK tb_status tb_scenario_add_known(tb_scenario *s, const char *text, tb_err *err);
TB_API TB_MUST_CHECK tb_status tb_scenario_add_origin(tb_scenario *s, const char *text,
                                                      tb_err *err);

/* Adds what was done and learnt since the plan was made: a table (.csv, .xlsx) with the columns
 * lever,date,done,note for measures and index,year,value,std_error,kind for figures, or JSON with
 * the lists "measures" and "scores" of the same members. Errors: TB_EIO, TB_EDATA (a measure that
 * is not among the scenario's, a date outside the plan's years, a figure without a standard
 * error). */
TB_API TB_MUST_CHECK tb_status tb_scenario_add_progress(tb_scenario *s, const char *path,
                                                        tb_err *err);

/* Adds the names of agencies by period: a table (.csv, .xlsx) with the columns agency (or id),
 * name_vi, name_en, from, to, successor, source; dates as 2025-03-01, 2025-03, 2025 or 1/3/2025, an
 * empty one is open. The rows of an agency take the place of the panel's. Errors: TB_EIO, TB_EDATA
 * (no code or name, a date that is none, a period that ends before it begins or overlaps another of
 * that agency); the scenario is then as it was. */
TB_API TB_MUST_CHECK tb_status tb_scenario_add_agencies(tb_scenario *s, const char *path,
                                                        tb_err *err);

/* The day on which the question is asked: 2025-09-15, 2025-09, 2025, 15/9/2025 or 9/2025, of a
 * month or a year its first day. Errors: TB_EARG (no such day); the scenario is then as it was.
 * That it lies behind the origin and not behind the goals is seen when it is answered. */
TB_API TB_MUST_CHECK tb_status tb_scenario_set_asked(tb_scenario *s, const char *date, tb_err *err);

TB_API void tb_scenario_free(tb_scenario *s); /* NULL is fine */
TB_API const tb_ask *tb_scenario_ask(const tb_scenario *s);

/* The files that were read, with their digests (64 hex digits). */
TB_API size_t tb_scenario_files(const tb_scenario *s);
TB_API const char *tb_scenario_file(const tb_scenario *s, size_t i, const char **sha256);

#ifdef __cplusplus
}
#endif
#endif
