/* goal/goal_lex.h - a planner's clause as a row of lexemes: the words that matter, each with its
 * kind, and where it stood in the text.
 *
 * Words are compared without case and diacritics ("Tốp", "tốp",
 * "top"), so a word that means two
 * things unmarked (hạng, hàng; năm, nằm) is settled by its neighbours, never by its marks: every
 * spelling of a clause reads alike. */
#ifndef TB_GOAL_LEXEMES_H
#define TB_GOAL_LEXEMES_H

#include "base/arena.h"

#include <tangbac/goal.h>

/* kind, name in the patterns of goal_pattern.c. WEAK kinds may stand anywhere and are passed over
 * when a pattern does not ask for them. */
#define TB_WORD_LIST(X)                                                                            \
    X(W_FILL, "fill")       /* phấn đấu, cả nước: says nothing */                        \
    X(W_REACH, "reach")     /* đạt */                                                           \
    X(W_INDEX, "index")     /* chỉ số, PCI, cải cách hành chính */                        \
    X(W_PROV, "prov")       /* tỉnh, thành phố, địa phương */                            \
    X(W_AND, "and")         /* và and , */                                                        \
    X(W_VS, "vs")           /* so với; stays as a marker when its year was taken out */          \
    X(W_BY, "by")           /* by 5 */                                                             \
    X(W_WEAK_END, "")       /* kinds above are weak */                                             \
    X(W_NUM, "num")         /* a number, a range, 31/63 */                                         \
    X(W_PCT, "pct")         /* % */                                                                \
    X(W_POINTS, "points")   /* điểm behind a number */                                          \
    X(W_RANKS, "ranks")     /* bậc, hạng behind a number */                                    \
    X(W_TOP, "top")         /* tốp */                                                            \
    X(W_RANK, "rank")       /* hạng, xếp thứ, vị trí */                                   \
    X(W_SCORE, "score")     /* điểm số */                                                     \
    X(W_GROUP, "group")     /* nhóm */                                                            \
    X(W_NAME, "name")       /* name of a group */                                                  \
    X(W_BEST, "best")       /* cao nhất: the name of a group, or who leads */                    \
    X(W_LEAD, "lead")       /* dẫn đầu, đứng đầu */                                     \
    X(W_HIGH, "high")       /* cao, without saying where high begins */                            \
    X(W_CLASS, "class")     /* tốt, khá: a class */                                             \
    X(W_OPER, "oper")       /* cơ quan, thủ tục, hồ sơ: what measures are about */         \
    X(W_MEAN, "mean")       /* trung bình cả nước: moves with all others */                  \
    X(W_MUCH, "much")       /* đáng kể, khoảng: no amount */                                 \
    X(W_GE, "ge")           /* tối thiểu, không thấp hơn */                                \
    X(W_GESYM, "gesym")     /* >= */                                                               \
    X(W_GT, "gt")           /* trên, more than */                                                 \
    X(W_GTSYM, "gtsym")     /* > */                                                                \
    X(W_HIGHER, "higher")   /* cao hơn, vượt: of a limit, or by an amount */                   \
    X(W_LE, "le")           /* no worse than, của thứ hạng: not below */                     \
    X(W_LESYM, "lesym")     /* <= */                                                               \
    X(W_LTSYM, "ltsym")     /* < */                                                                \
    X(W_EQ, "eq")           /* = */                                                                \
    X(W_MOST, "most")       /* tối đa, at most */                                               \
    X(W_UNDER, "under")     /* dưới, below */                                                   \
    X(W_ORMORE, "ormore")   /* trở lên, or better */                                            \
    X(W_UP, "up")           /* tăng, climb */                                                     \
    X(W_PLUS, "plus")       /* + */                                                                \
    X(W_UPTO, "upto")       /* lên, tăng lên, vươn lên */                                    \
    X(W_FROM, "from")       /* từ */                                                             \
    X(W_TO, "to")           /* đến, to, - */                                                    \
    X(W_BETWEEN, "between") /* between ... and */                                                  \
    X(W_OR, "or")           /* hoặc */                                                           \
    X(W_KEEP, "keep")       /* giữ vững, duy trì */                                           \
    X(W_IMPROVE, "improve") /* nâng cao, cải thiện */                                         \
    X(W_NOT, "not")         /* không */                                                           \
    X(W_FALL, "fall")       /* giảm, tụt */                                                    \
    X(W_STOP, "stop")       /* khắc phục, stop */                                              \
    X(W_REGION, "region")   /* vùng; with a name */                                               \
    X(W_YEARLY, "yearly")   /* mỗi năm */                                                       \
    X(W_UNTIL, "until")     /* until, by */                                                        \
    X(W_TARGET, "target")   /* so với mục tiêu: compared with what had been aimed at */       \
    X(W_IN, "in")           /* năm before its number */                                           \
    X(W_PREV, "prev")       /* năm trước */                                                    \
    X(W_SATISFY, "satisfy") /* mức độ hài lòng: SIPAS in words */                           \
    X(W_DOTS, "dots")       /* .. ... */                                                           \
    X(W_SLASH, "slash")                                                                            \
    X(W_OPEN, "(")                                                                                 \
    X(W_CLOSE, ")")                                                                                \
    X(W_COLON, ":")                                                                                \
    X(W_HISTORY, "history") /* hiện nay, currently: what was */                                  \
    X(W_LEGAL, "legal")     /* nghị quyết, theo: where it stands */                            \
    X(W_ALL, "all")         /* tất cả các, mọi: of components */                            \
    X(W_PARTS, "parts") /* chỉ số thành phần, nội dung; "leaf": what these are made of */ \
    X(W_UNKNOWN, "word")

typedef enum tb_word {
#define X(kind, name) kind,
    TB_WORD_LIST(X)
#undef X
        W_COUNT
} tb_word;

/* One word, number or symbol of the clause. from, to: bytes of the text, for messages that point
 * at it. */
typedef struct tb_lexeme {
    tb_word kind;
    size_t from, to; /* bytes of the text */
    double a, b;     /* number: value; range: second value, NaN = none */
    int decimals;    /* of the number as written */
    int of;          /* 31/63: 63 */
    /* an OPER that a satisfaction phrase may hold; a NUM that was written as an ordinal */
    bool soft;
    bool integer_digits4; /* written with exactly four digits: may be a year */
    const char *name;     /* group, region */
    const char *word;     /* folded, NULL for symbols and numbers */
} tb_lexeme;

enum { TB_LEXEMES = 160 };

/* The row that every step of reading works on, in place. */
typedef struct tb_lexemes {
    /* a clause has a few dozen words; one with more is refused rather than cut */
    size_t n;
    tb_lexeme at[TB_LEXEMES];
} tb_lexemes;

/* A phrase of folded words. name and value as the kind wants them. */
typedef struct tb_phrase {
    const char *words; /* between single blanks */
    tb_word kind;
    const char *name; /* NAME, REGION: code; OPER: "soft" */
} tb_phrase;
/* ended by words NULL */
extern const tb_phrase tbi_phrases_vi[], tbi_phrases_vi_names[], tbi_phrases_en[];
extern const tb_phrase tbi_phrases_units[];

/* Whether a kind may be passed over. */
static inline bool tb_word_weak(tb_word w)
{
    return w < W_WEAK_END;
}

/* Cuts the text into lexemes: words folded, numbers read, the longest phrase first; words that mean
 * two things settled by their neighbours.
 * TB_EARG: not UTF-8, too many words. Memory from the arena. */
TB_MUST_CHECK tb_status tbi_goal_lex(tb_lexemes *out, const char *text, tb_arena *a, tb_err *err);

/* Takes out what may stand anywhere: parentheses of history, labels, years, the region, "every
 * year", names of provinces; folds ranges. Fills those members of the goal.
 * trouble: the first lexeme that could not be read; the reading ends with a sentence about it. */
typedef struct tb_goal_qualifiers {
    /* "every year" was said; a region was named or "the region" */
    bool yearly, region;
    const char *region_name; /* NULL = the unit's own */
    ptrdiff_t trouble;       /* lexeme with which something is wrong, -1 = none */
    const char *what, *what_vi;
} tb_goal_qualifiers;
void tbi_goal_take_qualifiers(tb_goal *g, tb_goal_qualifiers *m, tb_lexemes *l);

/* A whole number of four digits in 1990..2100. */
bool tbi_lexeme_is_year(const tb_lexeme *x);
/* Whether it is this folded word; marks and numbers have none. */
bool tbi_lexeme_is(const tb_lexeme *x, const char *word);
/* Takes out the lexemes [i, i + n). */
void tbi_lexemes_cut(tb_lexemes *l, size_t i, size_t n);
/* Names of provinces that a clause compares with become words that cannot be read. */
void tbi_goal_refuse_rivals(tb_lexemes *l);

/* Marks lexeme i as what cannot be read, with the reason in both languages; the first one stays,
 * because later ones may only follow from it. */
void tbi_qualifier_refuse(tb_goal_qualifiers *m, size_t i, const char *what, const char *what_vi);
/* W_COUNT beyond the end. */
tb_word tbi_lexeme_kind(const tb_lexemes *l, size_t i);

/* What the patterns found. */
typedef struct tb_goal_match {
    ptrdiff_t rule;  /* row of the table, -1 = none */
    size_t furthest; /* lexeme up to which the best pattern came */
    const tb_lexeme *num[2], *name[2];
    size_t n_num, n_name;
} tb_goal_match;

/* What a rule makes of a clause. */
typedef enum tb_rule_kind {
    RULE_PLACE,       /* the (last) number is the place; a range: the weaker end */
    RULE_PLACE_BELOW, /* strictly better than the place */
    RULE_BAND,
    RULE_FIRST, /* place 1 */
    RULE_KEEP_PLACE,
    RULE_KEEP_FIRST,
    RULE_KEEP,
    RULE_KEEP_SCORE,
    RULE_KEEP_AND_RAISE, /* duy trì, nâng cao: the rank kept, the score raised */
    RULE_CLIMB,
    RULE_CLIMB_OVER, /* more than */
    RULE_BARE_RANKS, /* 5 ranks: a climb only when it is said of every year */
    RULE_SCORE,
    RULE_SCORE_OVER,
    RULE_GAIN,
    RULE_GAIN_OVER,
    RULE_GROUP,
    RULE_GROUP_HIGH,         /* nhóm cao nhất */
    RULE_GROUP_FROM_TO_HIGH, /* từ nhóm trung bình cao lên nhóm cao nhất */
    RULE_GROUP_FROM,         /* from name to name */
    RULE_GROUP_SPAN,         /* A-B; or D to C */
    RULE_OVERSHOT,           /* rank 31, 4 better than the target: the target was 35 */
    RULE_HOLD_GROUP,
    RULE_IMPROVE,
    RULE_IMPROVE_SCORE,
    RULE_IMPROVE_RANK,
    RULE_IMPROVE_BOTH,
    RULE_VAGUE,
    RULE_WRONG /* reads, but is no goal: the rule says why */
} tb_rule_kind;

/* A row of the grammar; the order of the table is the precedence. */
typedef struct tb_goal_rule {
    const char *pattern; /* kinds of words: | between alternatives, ? behind what may be missing */
    tb_rule_kind kind;
    const char *what, *what_vi; /* WRONG: why */
} tb_goal_rule;

/* The first rule whose pattern covers all lexemes. */
void tbi_goal_match_rules(tb_goal_match *out, const tb_lexemes *l);
const tb_goal_rule *tbi_goal_rule_at(ptrdiff_t rule);

#endif
