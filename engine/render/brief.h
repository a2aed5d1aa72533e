/* render/page.h - a kept result being turned into a page: its JSON, the reader's language, and the
 * tree that grows. */
#ifndef TB_RENDER_BRIEF_H
#define TB_RENDER_BRIEF_H

#include "render/doc.h"
#include "text/json_read.h"

#include <tangbac/report.h>

/* The state of one page: what is read (JSON), for whom (language), and what grows (doc). */
typedef struct tb_brief {
    tb_arena *a;
    const cJSON *root, *result; /* result: the member of that name */
    tb_lang lang;
    /* filled by the tbi_write_ functions in the order in which they are called */
    tb_doc doc;
    bool brief; /* what fits one sheet only */
} tb_brief;

/* ---- members of JSON: NaN, "" and NULL when absent or null
 * ------------------------------------------------------------- */
double tbi_number_of(const cJSON *o, const char *name);
/* Of how many the place of a goal's reference is. */
double tbi_place_of(const cJSON *reference);
const char *tbi_text_of(const cJSON *o, const char *name);
bool tbi_true_of(const cJSON *o, const char *name);
/* The text in the page's language: NAME_vi in Vietnamese where it is there. */
const char *tbi_said_of(const tb_brief *p, const cJSON *o, const char *name);
/* The name of a unit, whose Vietnamese one has no ending: { name, name_en }. */
const char *tbi_unit_of(const tb_brief *p, const cJSON *o);
const char *tbi_province(const tb_brief *p); /* of the page */
/* "PAPI" of "PAPI.D5"; "D5". */
const char *tbi_index_part(const tb_brief *p, const char *component);
const char *tbi_code_part(const char *component);

/* ---- words ---- */
/* The sentence in the page's language; both formats read the same arguments
 * (engine/messages/render.h). */
const char *tbi_say(const tb_brief *p, const char *en, const char *vi, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));
/* What is the same in both languages. */
const char *tbi_print(const tb_brief *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *tbi_word(const tb_brief *p, const char *en,
                     const char *vi); /* without arguments, % is % */
/* list and more with `between` in the middle; "" on either side leaves it out. */
const char *tbi_join(const tb_brief *p, const char *list, const char *between, const char *more);
/* "0,18"; "–" when absent. */
const char *tbi_say_amount(const tb_brief *p, double x, int decimals);
const char *tbi_say_change_is(const tb_brief *p, const char *is);
const char *tbi_say_dates(const tb_brief *p, const char *dates);
const char *tbi_say_cost(const tb_brief *p, double x);
/* The cost of a measure with its unit, "" when none was given; what a plan costs, of which budget;
 * a head with the plan's unit of cost. */
const char *tbi_say_priced(const tb_brief *p, const cJSON *l);
bool tbi_plan_has_price(const cJSON *plan); /* else its cost is a number of measures */
const char *tbi_say_plan_price(const tb_brief *p, const cJSON *plan);
const char *tbi_say_cost_head(const tb_brief *p, const cJSON *plan, const char *head);
/* "37%", never "0%" or "100%" unless it is: "<1%", ">99%". */
const char *tbi_say_percent(const tb_brief *p, double x);
/* From here a chance is printed as 50%. */
#define ROUNDS_TO_EVEN 0.495
/* "37 trong 100 trường hợp". */
const char *tbi_say_cases(const tb_brief *p, double x);
/* "2,3 điểm phần trăm". */
const char *tbi_say_gain(const tb_brief *p, double x);
const char *tbi_say_count(const tb_brief *p, double n); /* "20.000" */
/* "theo quy định chấm điểm" of "published"; "" is no evidence. */
const char *tbi_say_evidence(const tb_brief *p, const char *word);
/* Words that the JSON has for programs: statuses, PAPI's groups. */
const char *tbi_say_known(const tb_brief *p, const char *word);
/* Eight heights of blocks, one a value; a gap is a dot. lower_best: place 1 is the tallest. */
const char *tbi_spark(const tb_brief *p, const double *value, size_t n, bool lower_best);
/* Cut to so many columns with an ellipsis. */
const char *tbi_shorten(const tb_brief *p, const char *text, size_t columns);

/* ---- cells ---- */
void tbi_put(tb_brief *p, tb_doc_table *g, double x); /* in the words of the column's kind */
void tbi_put_text(tb_brief *p, tb_doc_table *g, const char *text);
/* Measures without an effect by the points that can still be won: how many; all as one table;
 * their annex, whose section is left open where it returns true. */
size_t tbi_count_stakes(const tb_brief *p);
tb_doc_table *tbi_stake_grid(tb_brief *p, const char *title);
bool tbi_open_stake_annex(tb_brief *p, bool planned);
/* The same without columns that no row fills; the first one stays, and those to be filled in. */
tb_doc_table *tbi_grid_drop_empty(tb_brief *p, const tb_doc_table *t);
/* Only the first rows go on paper; to be asked when all rows are there. */
void tbi_grid_paper(tb_brief *p, tb_doc_table *g, size_t rows);

/* ---- the parts of a page, each in its file
 * ------------------------------------------------------------------------------- */
void tbi_write_front(tb_brief *p);
/* Whether a page of one sheet has no room for side offers; marks what was added to the open block
 * behind `last` (NULL: all) as such where it has none. */
bool tbi_sheet_is_full(const tb_brief *p);
void tbi_mark_spare(tb_brief *p, tb_block *last);
void tbi_write_goal(tb_brief *p, const cJSON *goal, size_t number);
void tbi_write_levers(tb_brief *p, const cJSON *goal);
/* What a comparison of provinces with and without a dated measure says of the goal's measures. */
void tbi_write_compared(tb_brief *p, const cJSON *goal);
void tbi_write_standing(tb_brief *p);
/* The sentences about a plan; its measures as a table with agencies and dates. */
void tbi_write_plan(tb_brief *p, const cJSON *plan);
tb_doc_table *tbi_plan_grid(tb_brief *p, const cJSON *plan, const char *id, const char *title);
void tbi_write_joint(tb_brief *p);
void tbi_write_annex(tb_brief *p);
void tbi_write_studies(tb_brief *p); /* what others found of the page's measures */
void tbi_write_effects(tb_brief *p); /* a result of effects */
/* How the goal was read; of how many its places are and why. */
void tbi_write_understood(tb_brief *p, const cJSON *goal);
/* What is reached in 50 and 80 cases where the goal is more likely missed, and when it would be
 * even. */
void tbi_write_counter_offer(tb_brief *p, const cJSON *goal);
/* What the progress changed: before, and with what is known and done now. */
void tbi_write_since(tb_brief *p, const cJSON *goal);
void tbi_write_spoiler(tb_brief *p); /* the goal without which the others are likeliest */
/* How often comparable provinces met the whole condition of a plan. */
void tbi_write_plan_condition(tb_brief *p, const cJSON *plan);
/* The first row of the annex of a measure; NULL = none. */
const cJSON *tbi_plan_measure_of(const cJSON *plan, const char *id);
void tbi_write_ends(tb_brief *p);
void tbi_write_survey(tb_brief *p);
void tbi_write_sheets(tb_brief *p);
void tbi_write_data(tb_brief *p); /* for the page's script */

/* A measure of any goal by its id; NULL = none. */
const cJSON *tbi_lever_of(const tb_brief *p, const char *id);
bool tbi_has_plan(const cJSON *plan);
/* The plan that the page proposes: of all goals together where there are several, else the
 * goal's. */
const cJSON *tbi_main_plan(const tb_brief *p);
/* Whether an earlier row of the levers tells the same: one component, one kind of evidence. */
bool tbi_lever_repeats(const cJSON *levers, const cJSON *lever);
bool tbi_answered(const cJSON *goal);
const char *tbi_goal_words(const tb_brief *p, const cJSON *goal);
/* Whether the record says that probabilities of this kind of goal did not come true as they said:
 * the page then has words instead of a number. The second takes those numbers out of a result
 * before a page is made of it. (uncalibrated.c) */
bool tbi_uncalibrated(const cJSON *goal);
void tbi_blank_uncalibrated(cJSON *result);
const char *tbi_goal_name(const tb_brief *p, const cJSON *goal); /* "PAPI"; "PCI – Đất đai" */
/* The same of a code that some goal is about; other codes stay as they are. */
const char *tbi_index_called(const tb_brief *p, const char *code);
/* The first goal on the same index and year, where that is not this one; NULL: this is it. */
const cJSON *tbi_goal_before(const tb_brief *p, const cJSON *goal);
const char *tbi_goal_title(const tb_brief *p, const cJSON *goal); /* "PAPI: +5 ranks" */
/* within a sentence: "PAPI (+5 ranks)" */
const char *tbi_goal_phrase(const tb_brief *p, const cJSON *goal);
/* A score in what its index is counted in; the news about a goal in one sentence; its card, with
 * all that is said of it at a glance. */
const char *tbi_say_scored(const tb_brief *p, const cJSON *goal, double x);
const char *tbi_say_headline(const tb_brief *p, const cJSON *goal, bool in_row);
/* The 90 % interval of the forecast: places, or scores where the goal is one. "": there is none. */
const char *tbi_say_range(const tb_brief *p, const cJSON *goal);
/* Whether the index is in per cent. */
bool tbi_goal_is_percent(const cJSON *goal);
void tbi_write_card(tb_brief *p, const cJSON *goal);
/* More goals than cards fit a sheet: then the first page has a table of them. */
bool tbi_many_goals(const tb_brief *p);
tb_doc_table *tbi_goals_table(tb_brief *p);
/* Whether a goal's index has no figure of the unit at all: what is said of it rests on others. */
bool tbi_has_no_figure(const tb_brief *p, const cJSON *g);
/* That in words, to be read before the number; "" where there is a figure. */
const char *tbi_say_no_figure(const tb_brief *p, const cJSON *g);
/* What became of such forecasts of the goal's index and kind; "" without a record. */
const char *tbi_say_record(const tb_brief *p, const cJSON *g);
const char *tbi_say_record_cell(const tb_brief *p, const cJSON *g); /* "7/9 met" */
const char *tbi_say_now(const tb_brief *p, const cJSON *goal); /* "Now (2021): place 31 of 63." */

#endif
