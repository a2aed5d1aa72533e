/* tangbac/goal.h - a planner's words, in Vietnamese or English, as something that a draw can meet or miss.
 */
#ifndef TANGBAC_GOAL_H
#define TANGBAC_GOAL_H

#include <tangbac/score.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tb_goal_kind {
    TB_GOAL_PLACE,   /* rank <= place                                         "top 10", "xếp thứ 31/63" */
    TB_GOAL_CLIMB,   /* rank <= max(1, base rank - up)                        "+5 ranks vs 2018", "tăng 05 bậc so với năm 2021" */
    TB_GOAL_SCORE,   /* score >= points (or > when strict)                    "đạt từ 85% trở lên", "> 68.5" */
    TB_GOAL_GAIN,    /* score >= base score + points                          "+2.67 points", "tăng 2,67%" */
    TB_GOAL_GROUP,   /* group `group` or better                               "group C", "nhóm có điểm trung bình cao"; hold: of the base year */
    TB_GOAL_YEARLY,  /* up `up` ranks (at least) every year until `until`     "mỗi năm tăng 1-2 bậc" */
    TB_GOAL_KEEP,    /* rank <= base rank                                     "giữ vững thứ hạng", "stop decline" */
    TB_GOAL_IMPROVE, /* score and/or rank better than in the base year        "nâng cao điểm số và thứ hạng" */
    TB_GOAL_BAND,    /* rank <= place (the weaker end); place_best reported   "rank 10-15" */
    TB_GOAL_REGION   /* rank within the unit's region <= place                "top 5 of region", "xếp thứ 5/14 tỉnh trong vùng" */
} tb_goal_kind;

/* What is wrong with a text that is no goal. */
typedef enum tb_goal_refusal {
    TB_REFUSE_NONE,
    TB_REFUSE_SYNTAX,
    TB_REFUSE_VAGUE,       /* "nhóm dẫn đầu": say how many with --leading */
    TB_REFUSE_OPERATIONAL, /* a measure, not a goal of an index: enter it as a lever */
    TB_REFUSE_CLASS        /* a class without cut-offs in the scheme (PCI tốt, khá) */
} tb_goal_refusal;

typedef struct tb_goal {
    tb_goal_kind kind;
    int place, place_best;      /* place, band, region; place_best 0 = none */
    int of;                     /* "31/63": 63; 0 = not said */
    int up, up_best;            /* climb, yearly; up_best 0 = none */
    double points;              /* score, gain */
    bool strict;                /* score: > instead of >= */
    bool percent;               /* the text had a % sign */
    char group[12];             /* group: name as in tb_groups, "" for the base year's (hold) */
    char group_base[12];        /* "từ nhóm D lên nhóm C": "D"; "" = not said */
    bool rise_score, rise_rank; /* improve: what was named; both false never happens, index_only says that neither was */
    bool index_only;            /* improve "nâng cao chỉ số": the score, across a break the rank */
    int base_year;              /* 0 = the year before the goal's */
    int until;                  /* yearly: last year, 0 = the scenario's; also "đến năm 2025" of any goal */
    int year;                   /* a target year that the text names ("vào năm 2020"), 0 = none */
} tb_goal;

typedef struct tb_goal_opts {
    const char *index;    /* code of the index, decides what classes mean; NULL = any */
    int leading;          /* what "leading group" means; 0 = not said: refused as vague */
} tb_goal_opts;
#define TB_GOAL_OPTS_INIT { NULL, 0 }

/* Parses one clause. On TB_EARG err->message names the place of the trouble and gives three examples, *why (may be NULL) the kind of refusal. */
TB_MUST_CHECK tb_status tb_goal_parse(tb_goal *out, const char *text, const tb_goal_opts *o, tb_goal_refusal *why, tb_err *err);

/* Splits "PAPI: +5 ranks" into the indicator's name and the clause; *clause points into text. index [n] gets the name. */
TB_MUST_CHECK tb_status tb_goal_split(char *index, size_t n, const char **clause, const char *text, tb_err *err);

const char *tb_goal_kind_word(tb_goal_kind k);       /* "place" "climb" ...: the JSON's member `kind` */
const char *tb_goal_refusal_word(tb_goal_refusal r); /* "syntax" "vague" "operational" "class" */

/* The goal in one normal sentence, for tables: "top 10", "tốp 10". Returns the length that the whole text needs, like snprintf. */
size_t tb_goal_say(char *text, size_t n, const tb_goal *g, bool vietnamese);

#ifdef __cplusplus
}
#endif
#endif
