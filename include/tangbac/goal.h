/* tangbac/goal.h - a planner's words, in Vietnamese or English, as something that a draw can meet
 * or miss.
 */
#ifndef TANGBAC_GOAL_H
#define TANGBAC_GOAL_H

#include <tangbac/score.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum tb_goal_kind {
    /* rank <= place: "top 10", "xếp thứ 31/63" */
    TB_GOAL_PLACE,
    /* rank <= max(1, base rank - up): "+5 ranks vs 2018", "tăng 05 bậc so với năm 2021" */
    TB_GOAL_CLIMB,
    /* score >= points (or > when strict): "đạt từ 85% trở lên", "> 68.5" */
    TB_GOAL_SCORE,
    /* score >= base score + points (> when strict): "+2.67 points", "tăng 2,67%"; points 0:
     * "giữ vững điểm số" */
    TB_GOAL_GAIN,
    /* group `group` or better: "group C", "nhóm có điểm trung bình cao"; hold: of the base year */
    TB_GOAL_GROUP,
    /* up `up` ranks, or (up 0) `points`, at least, every year until `until`: "mỗi năm tăng 1-2
     * bậc" */
    TB_GOAL_YEARLY,
    /* rank <= base rank, or <= place when that is not 0: "giữ vững thứ hạng", "stop decline",
     * "giữ vững vị trí thứ nhất"; "duy trì, nâng cao" (rise_score): and a higher score, which a
     * break makes incomparable, so that the rank alone is then asked */
    TB_GOAL_KEEP,
    /* score and/or rank better than in the base year: "nâng cao điểm số và thứ hạng" */
    TB_GOAL_IMPROVE,
    /* rank <= place (the weaker end); place_best reported: "rank 10-15"; "top 5 to 10" is a PLACE
     * that has a place_best */
    TB_GOAL_BAND,
    /* rank within the unit's region <= place: "top 5 of region", "xếp thứ 5/14 tỉnh trong vùng" */
    TB_GOAL_REGION
} tb_goal_kind;

/* What is wrong with a text that is no goal. */
typedef enum tb_goal_refusal {
    TB_REFUSE_NONE,
    TB_REFUSE_SYNTAX,
    TB_REFUSE_VAGUE,       /* "nhóm dẫn đầu": say how many in `leading` */
    TB_REFUSE_OPERATIONAL, /* a measure, not a goal of an index: enter it as a lever */
    TB_REFUSE_CLASS        /* a class without cut-offs in the scheme (PCI tốt, khá) */
} tb_goal_refusal;

enum { TB_GOAL_TOLD = 4 };

/* What a goal's words tell of a year gone by: "(năm 2018 xếp hạng 46/63)". One of rank, score
 * and group is there. */
typedef struct tb_goal_told {
    int year;
    int rank, of;   /* 0 = not said */
    double score;   /* NaN = not said */
    char group[12]; /* "" = not said */
} tb_goal_told;

typedef struct tb_goal {
    tb_goal_kind kind;
    /* place, band, region, keep (0: the base rank); place_best 0 = none */
    int place, place_best;
    int of;          /* "31/63": 63; 0 = not said */
    int up, up_best; /* climb, yearly; up_best 0 = none */
    double points;   /* score, gain, yearly */
    /* score, gain: > instead of >= (a strict place or climb is written as the next whole number) */
    bool strict;
    bool percent;        /* the text had a % sign */
    char group[12];      /* group: name as in tb_groups, "" for the base year's (hold) */
    char group_base[12]; /* "từ nhóm D lên nhóm C": "D"; "" = not said */
    /* improve: what was named; both false never happens, index_only says that neither was */
    bool rise_score, rise_rank;
    /* improve "nâng cao chỉ số": the score, across a break the rank */
    bool index_only;
    int base_year; /* 0 = the year before the goal's */
    /* yearly: last year, 0 = the scenario's; also "đến năm 2025" of any goal */
    int until;
    /* a target year that the text names ("vào năm 2020"), 0 = none */
    int year;
    /* "từ 85 đến 87 điểm", "tăng 1-2 điểm": the stronger end, reported; 0 = none */
    double points_best;
    /* region: the code of a region that the text names (RRD NMM NCC CH SE MRD), "" = the unit's own
     * */
    char region[4];
    /* what is asked of components, not of the index itself: TB_GOAL_ALL_PARTS, or at least so many
     * of them; 0 = of the index. parts_of: "5/8": 8; 0 = not said. parts_leaf: of what the
     * components are made of ("nội dung thành phần" of PAPI) */
    int parts, parts_of;
    bool parts_leaf;
    /* no part of the goal: what was known when it was written */
    size_t told_n;
    tb_goal_told told[TB_GOAL_TOLD];
    /* "vào năm 2020 và những năm tiếp theo": only the one year is judged */
    bool later_years;
} tb_goal;

enum { TB_GOAL_ALL_PARTS = -1 };

typedef struct tb_goal_opts {
    size_t size;       /* of this struct, set by the initialiser */
    const char *index; /* code of the index, decides what classes mean; NULL = any */
    int leading;       /* what "leading group" means; 0 = not said: refused as vague */
    /* when given, a group that none of its schemes or facts gives limits for is refused as a class;
     * NULL = not looked at */
    const tb_index *table;
} tb_goal_opts;
#define TB_GOAL_OPTS_INIT            \
    {                                \
        .size = sizeof(tb_goal_opts) \
    }

/* Parses one clause. On TB_EARG err->message names the place of the trouble and gives three
 * examples, *why (may be NULL) the kind of refusal. */
TB_API TB_MUST_CHECK tb_status tb_goal_parse(tb_goal *out, const char *text, const tb_goal_opts *o,
                                             tb_goal_refusal *why, tb_err *err);

/* Splits "PAPI: +5 ranks" into the indicator's name and the clause; *clause points into text. index
 * [n] gets the name. */
TB_API TB_MUST_CHECK tb_status tb_goal_split(char *index, size_t n, const char **clause,
                                             const char *text, tb_err *err);

/* "place" "climb" ...: the JSON's member `kind` */
TB_API const char *tb_goal_kind_word(tb_goal_kind k);
/* "syntax" "vague" "operational" "class" */
TB_API const char *tb_goal_refusal_word(tb_goal_refusal r);

/* The goal in one normal sentence, for tables: "top 10", "tốp 10". Returns the length that the
 * whole text needs, like snprintf. */
TB_API size_t tb_goal_describe(char *text, size_t n, const tb_goal *g, bool vietnamese);

/* Whether a clause is written in Vietnamese: it has a letter with a Vietnamese mark (composed or
 * not) or a word that is Vietnamese without its marks ("tang", "bac"). Answers to it are given in
 * that language. */
TB_API bool tb_goal_is_vietnamese(const char *text);

/* ---- Whether a goal is met ---- */

/* Whether a goal can be meant of one of `units` units, in a region (its code) of `region_units`: a
 * place beyond them, "31/63" of another number than there are, and a region that is not the unit's
 * are not. false: *reason, *reason_vi (static texts, may be NULL) say why. */
TB_API bool tb_goal_fits(const tb_goal *g, int units, const char *region, int region_units,
                         const char **reason, const char **reason_vi);

/* What a goal is measured against: the unit in its base year (as published, or as drawn), and the
 * year of the goal. */
typedef struct tb_goal_base {
    double score;            /* of the base year, NaN = none */
    int rank;                /* of the base year, 0 = none */
    const char *group;       /* of the base year, NULL = none */
    const tb_groups *groups; /* of the goal's year, NULL = not known */
    /* the scheme changed between the base year and the goal's: scores do not compare */
    bool broken;
} tb_goal_base;

/* A goal with its base year filled in: what score, rank or rank within the region meets it. Every
 * part that is set must hold. Plain data, so that a caller can make one per draw where the base is
 * drawn too. */
typedef struct tb_goal_requirement {
    int place;        /* rank <= place; 0 = not asked */
    int region_place; /* rank within the region <= region_place; 0 = not asked */
    double points;    /* score >= points (> when strict); NaN = not asked */
    bool strict;
    bool past_first; /* a climb past place 1, which means place 1: worth a warning */
} tb_goal_requirement;

/* false: the goal cannot be measured against this base, and *reason, *reason_vi (static texts, may
 * be NULL) say why.
 * KEEP, CLIMB, IMPROVE, hold need what they compare with; GROUP needs the groups. A YEARLY goal is
 * asked once for each step, with the year before as the base. IMPROVE: a score must be higher, a
 * rank smaller (at place 1: kept); `index_only` means the score, and across a break the rank. */
TB_API bool tb_goal_requirement_of(tb_goal_requirement *out, const tb_goal *g,
                                   const tb_goal_base *base, const char **reason,
                                   const char **reason_vi);

/* Whether a goal compares with the base year at all, and with what there: callers need not draw
 * what no goal asks for. */
TB_API bool tb_goal_needs_base_score(const tb_goal *g, bool broken);
TB_API bool tb_goal_needs_base_rank(const tb_goal *g, bool broken);

/* score NaN or rank 0: the unit is withheld in that draw and meets nothing that asks for it.
 * region_rank may be 0 when the bar does not ask. */
TB_API bool tb_goal_met(const tb_goal_requirement *bar, double score, int rank, int region_rank);

/* The lowest score with which the unit meets the bar, given the n scores of the others (NaN = not
 * ranked) and of the m others of its region (m 0 when the bar does not ask): for a place k the k-th
 * largest of the others, since equal scores share the better rank. -INFINITY when any score does. A
 * strict bar gives the next double. Larger is better; for an index where less is better negate the
 * scores. scratch [max(n, m)]. O(n). */
TB_API double tb_goal_need(const tb_goal_requirement *bar, const double *others, size_t n,
                           const double *region_others, size_t m, double *scratch);

#ifdef __cplusplus
}
#endif
#endif
