/* tangbac/standing.h - where does the province stand? For every index and component that is known:
 * score, place of how many, distances, its own change beside the noise, what it is strong and weak
 * in, and whom to compare with.
 *
 * Nothing later than the year is read. Texts are borrowed from the result or the panel; NaN and 0 =
 * absent, with the reason beside.
 */
#ifndef TANGBAC_STANDING_H
#define TANGBAC_STANDING_H

#include <tangbac/score.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tb_standing_opts {
    size_t size; /* of this struct, set by the initialiser */
    size_t indices;
    const char *const *index; /* [indices] codes; none = every index that has the year */
    size_t peers;
    const char *const *peer; /* [peers] units to compare with; none = region and group */
    size_t origins;
    const struct tb_origin *origin_of; /* [origins] indices that are seen in a year of their own */
} tb_standing_opts;
#define TB_STANDING_OPTS_INIT            \
    {                                    \
        .size = sizeof(tb_standing_opts) \
    }

/* What a change of score from the year before is, less that of the mean of all, beside the noise of
 * single years. */
typedef enum tb_change {
    TB_CHANGE_UNKNOWN, /* a score is not known, or another thing was measured then */
    TB_CHANGE_NOISE,   /* as large a change comes from noise alone in more than 5 % of years */
    TB_CHANGE_REAL
} tb_change;
TB_API const char *tb_change_word(tb_change c); /* "real" "within noise" "unknown" */

typedef struct tb_standing_component {
    const char *code, *name_vi, *name_en; /* of the node: TOTAL, D7 */
    int depth;                            /* 0 TOTAL, 1 right below it */
    double score;
    tb_basis basis;
    const char *reason, *reason_vi; /* why there is no score; NULL otherwise */
    int rank, of;                   /* place, of how many; 0 = not known */
    /* of all ranked units, or published; best_quarter: the score that a quarter of them reach */
    double median, best_quarter, best;
    /* own score less those, turned so that positive is better */
    double to_median, to_best_quarter, to_best;
    double max;             /* of the scheme; NaN = not read */
    double change;          /* from the year before */
    double change_national; /* of the mean of all in the same year; NaN = not known */
    double change_sd;       /* of that change if nothing but noise moved it; NaN = not known */
    tb_change change_is;
    const char *parent; /* code of what it is a part of; NULL: TOTAL, which is of nothing */
} tb_standing_component;

typedef struct tb_standing_peer {
    const char *code, *name_vi, *name_en;
    double score;
    int rank;
    /* why it is here; neither: it was asked for, or the unit has no region and no group, and it is
     * near in score */
    bool same_region, same_group;
} tb_standing_peer;

typedef struct tb_standing_index {
    const char *index, *name_vi, *name_en, *unit;
    int year;     /* its own, or that of all */
    int n_ranked; /* 0 = not known */
    /* why fewer were ranked than there are units; NULL when all were or it is not known */
    const char *n_ranked_reason, *n_ranked_reason_vi;
    const char *group; /* NULL = not known */
    size_t components;
    const tb_standing_component *component;
    /* codes of at most three components right below TOTAL, by place */
    size_t strengths, weaknesses;
    const char *strength[3], *weakness[3];
    size_t peers;
    const tb_standing_peer *peer;
} tb_standing_index;

typedef struct tb_standing tb_standing;

/* unit: code or name in the year. Errors: TB_EDATA (unknown unit, peer or index; an index that has
 * nothing for the year; none that has), TB_ENOMEM. */
TB_API TB_MUST_CHECK tb_status tb_standing_make(tb_standing **out, const tb_panel *p,
                                                const char *unit, int year,
                                                const tb_standing_opts *o, tb_err *err);
TB_API void tb_standing_free(tb_standing *s); /* NULL is fine */
TB_API const tb_unit *tb_standing_unit(const tb_standing *s);
TB_API int tb_standing_year(const tb_standing *s);
TB_API size_t tb_standing_indices(const tb_standing *s);
TB_API const tb_standing_index *tb_standing_index_at(const tb_standing *s, size_t i);

#ifdef __cplusplus
}
#endif
#endif
