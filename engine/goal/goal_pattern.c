/* goal_pattern.c - the grammar of goals as data: what may be left of a clause once
 * goal_qualifiers.c took the years and the region out, and what it means then. The first row that
 * covers the whole clause holds. Elements are kinds of lexemes: a|b is either, ? may be absent;
 * weak kinds (goal_lex.h) may stand anywhere in between. */
#include "goal/lexemes.h"
#include "messages/goal_words.h"
#include "messages/one_language.h"

#include <string.h>

/* beginnings that many rows share: "keep", "raise to", "move from ... up to" */
#define TO_GET "keep|improve|up|upto? keep? index? rank? to|upto|from? "
#define UNIT   "pct|points"
#define LEAST  "ge|gesym|from|eq|le?"
#define SCORED "keep|improve|up? score? upto|to? "

/* Sentences of rows that read but are no goal; each is used by several rows, so each has a name.
 * A pair is the same sentence in both languages. */
static const char rank_or_points[] = TB_EN(TB_MSG_GOAL_RANKS_OR_POINTS);
static const char rank_or_points_vi[] = TB_VI(TB_MSG_GOAL_RANKS_OR_POINTS);
static const char which_number[] = TB_EN(TB_MSG_GOAL_RANK_OR_SCORE);
static const char which_number_vi[] = TB_VI(TB_MSG_GOAL_RANK_OR_SCORE);
static const char large_rank[] = TB_EN(TB_MSG_GOAL_RANK_1_BEST);
static const char large_rank_vi[] = TB_VI(TB_MSG_GOAL_RANK_1_BEST);
static const char upper_limit[] = TB_EN(TB_MSG_GOAL_UPPER_LIMIT);
static const char upper_limit_vi[] = TB_VI(TB_MSG_GOAL_UPPER_LIMIT);
static const char downward[] = TB_EN(TB_MSG_GOAL_DOWNWARD);
static const char downward_vi[] = TB_VI(TB_MSG_GOAL_DOWNWARD);

/* A row: the pattern, what it means, and the sentence for a refusal (or for a number that may be
 * two things). Examples of phrases stand beside the rows that would be hard to guess. */
static const tb_goal_rule rules[] = {
    /* groups
     * "từ nhóm D lên nhóm C", "nâng từ nhóm trung bình thấp lên nhóm trung bình
     * cao" */
    { "keep|improve|up? index? rank? from group? name group? upto|to group? name group? ormore?",
      RULE_GROUP_FROM, NULL, NULL },
    { "group? name upto group? name ormore?", RULE_GROUP_FROM, NULL, NULL },
    { "keep|improve|up? index? rank? from group? score? name group? upto|to group? score? best "
      "group?",
      RULE_GROUP_FROM_TO_HIGH, NULL, NULL },
    { "group? score? name upto group? score? best group?", RULE_GROUP_FROM_TO_HIGH, NULL, NULL },
    { TO_GET "group num group? name ormore?", RULE_GROUP, NULL, NULL },
    { TO_GET "ge|le? group num? score? name score? ormore?", RULE_GROUP, NULL, NULL },
    /* "nhóm A hoặc nhóm B" */
    { TO_GET "ge|le? group name or group? name ormore?", RULE_GROUP, NULL, NULL },
    { TO_GET "group? name to group? name ormore?", RULE_GROUP_SPAN, NULL, NULL },
    { TO_GET "ge|le? score? name score? group ormore?", RULE_GROUP, NULL, NULL },
    { TO_GET "ge|le? score? name ormore?", RULE_GROUP, NULL, NULL },
    { TO_GET "group score? best score?", RULE_GROUP_HIGH, NULL, NULL },
    { TO_GET "best score? group", RULE_GROUP_HIGH, NULL, NULL },
    /* "giữ vững nhóm": no name, so the one that it has */
    { "keep keep? group ormore?", RULE_HOLD_GROUP, NULL, NULL },
    /* places among the first n */
    { TO_GET "group? top num much num ranks?", RULE_BAND, NULL, NULL }, /* about 17 to 19 */
    { TO_GET "group? top num ranks? score? lead|best?", RULE_PLACE, NULL, NULL },
    { TO_GET "top group num lead|best?", RULE_PLACE, NULL, NULL },
    { TO_GET "top lead num", RULE_PLACE, NULL, NULL },
    /* "nhóm 10 tỉnh dẫn đầu", "nhóm 15-20" */
    { TO_GET "group num ranks? score? lead|best?", RULE_BAND, NULL, NULL },
    { TO_GET "group lead num", RULE_BAND, NULL, NULL },
    /* "5 tỉnh dẫn đầu" */
    { TO_GET "num ranks? score? lead|best", RULE_BAND, NULL, NULL },
    { TO_GET "lead|best num ranks?", RULE_BAND, NULL, NULL },
    /* vague leaders, before a bare "dẫn đầu" */
    { TO_GET "group|top score? lead|high|best", RULE_VAGUE, NULL, NULL },
    { TO_GET "group|top score lead|high|best?", RULE_VAGUE, NULL, NULL },
    { TO_GET "lead|high group|top", RULE_VAGUE, NULL, NULL },
    { TO_GET "top group?", RULE_VAGUE, NULL, NULL },
    { TO_GET "prov score? lead|high|best", RULE_VAGUE, NULL, NULL },
    { TO_GET "lead|high prov", RULE_VAGUE, NULL, NULL },
    /* "giữ vững vị trí dẫn đầu" before "dẫn đầu", which would cover it too */
    { "keep rank? lead", RULE_KEEP_FIRST, NULL, NULL },
    { TO_GET "lead", RULE_FIRST, NULL, NULL },
    { TO_GET "score? high", RULE_VAGUE, NULL, NULL },
    { TO_GET "score best", RULE_VAGUE, NULL, NULL },
    /* "không rời tốp 10": staying in is the same bar as getting in */
    { "not fall top num", RULE_PLACE, NULL, NULL },
    { "not fall under? rank? num ranks?", RULE_PLACE, NULL, NULL },
    { "not under rank num ranks?", RULE_PLACE, NULL, NULL },
    /* a rank
     * "giữ vững hạng 5" */
    { "keep rank num", RULE_KEEP_PLACE, NULL, NULL },
    { "rank num higher|up num ranks target", RULE_OVERSHOT, NULL, NULL },
    /* "từ hạng 46 lên hạng 30": two numbers, and the last one is the goal */
    { "improve|up? from rank num upto|to rank? num ormore?", RULE_PLACE, NULL, NULL },
    { "improve|up? from num ranks? upto rank num ormore?", RULE_PLACE, NULL, NULL },
    /* "từ hạng 46 lên tốp 30", "từ tốp 40 lên nhóm 30 tỉnh đứng đầu" */
    { "improve|up? from rank|top num ranks? upto|to? group? top num ranks? score? lead|best?",
      RULE_PLACE, NULL, NULL },
    { "improve|up? from rank|top num ranks? upto|to group num ranks? score? lead|best?", RULE_PLACE,
      NULL, NULL },
    { "improve|up? rank from? num upto rank? num ormore?", RULE_PLACE, NULL, NULL },
    { "improve|up? upto|to rank num ormore?", RULE_BAND, NULL, NULL },
    { "improve|up rank by ge? num ormore?", RULE_CLIMB, NULL, NULL },
    { "rank improve|up by num ormore?", RULE_CLIMB, NULL, NULL },
    { "improve|up score by ge? num ormore?", RULE_GAIN, NULL, NULL },
    { "improve? rank upto|to rank? num ormore?", RULE_BAND, NULL, NULL },
    { "rank from|eq|le|ge|lesym|most? num ormore?", RULE_BAND, NULL, NULL },
    { "from|le|ge|lesym rank num ormore?", RULE_BAND, NULL, NULL },
    { "le num", RULE_PLACE, NULL, NULL },
    { "rank ltsym|gt|higher num", RULE_PLACE_BELOW, NULL, NULL },
    { "gt|higher rank num", RULE_PLACE_BELOW, NULL, NULL },
    /* ">= 10" of a rank may mean either side of it, so it is asked back */
    { "rank gesym|gtsym num", RULE_WRONG, large_rank, large_rank_vi },
    { "gesym|gtsym rank num", RULE_WRONG, large_rank, large_rank_vi },
    { "rank? under rank? num", RULE_WRONG, large_rank, large_rank_vi },
    { "keep? reach from|eq? num ormore?", RULE_SCORE, NULL, NULL },
    /* "86" alone: with decimals it can only be a score, without it is asked back */
    { "num", RULE_PLACE, which_number, which_number_vi }, /* only 31/63 */
    { "num ormore", RULE_WRONG, which_number, which_number_vi },
    { "lesym|ltsym num", RULE_WRONG, TB_MSG_GOAL_RANK_WRITE_RANK_10 },
    /* climbs */
    { "improve? rank? up|plus|improve|upto|higher rank? ge|gesym|from? num ranks ormore?",
      RULE_CLIMB, NULL, NULL },
    { "ge? num ranks up|higher|improve", RULE_CLIMB, NULL, NULL },
    { "improve? rank? up|plus|improve|upto|higher rank? gt|gtsym num ranks", RULE_CLIMB_OVER, NULL,
      NULL },
    { "gt num ranks up|higher|improve", RULE_CLIMB_OVER, NULL, NULL },
    { "improve? rank? up|plus|improve rank? most|under num ranks", RULE_WRONG, upper_limit,
      upper_limit_vi },
    /* "5 bậc": a climb of five or the fifth place */
    { "num ranks ormore?", RULE_BARE_RANKS, TB_MSG_GOAL_UP_SO_MANY_WRITE },
    { "up|improve rank num", RULE_WRONG, TB_MSG_GOAL_UP_SO_MANY_RANKS },
    { "up|plus|improve ge|gesym|gt|gtsym|from? num ormore?", RULE_WRONG, rank_or_points,
      rank_or_points_vi },
    /* "giảm 3 bậc": may be a slip for a rise, and is no goal as it stands */
    { "fall num ranks|points|pct?", RULE_WRONG, downward, downward_vi },
    { "rank|score? fall rank|score? num? ranks|points|pct?", RULE_WRONG, downward, downward_vi },
    /* scores that are reached; before gains, so that "nâng lên 86%" is a level */
    { "improve|up? score? from num " UNIT "? upto num " UNIT " ormore?", RULE_SCORE, NULL, NULL },
    { "keep|improve|up? score? upto|to|reach " LEAST " num " UNIT " ormore? score?", RULE_SCORE,
      NULL, NULL },
    { "keep|improve|up? score? upto|to|reach gt|gtsym|higher num " UNIT " score?", RULE_SCORE_OVER,
      NULL, NULL },
    /* gains
     * "tăng 3 điểm", "nâng điểm số thêm ít nhất 2%" */
    { "improve? score? up|plus|improve score? ge|gesym|from? num " UNIT " ormore? score?",
      RULE_GAIN, NULL, NULL },
    { "improve? score? up|plus|improve score? gt|gtsym|higher num " UNIT " score?", RULE_GAIN_OVER,
      NULL, NULL },
    /* "cao hơn 2 điểm so với năm 2021": an amount; without the year 2 would be a limit */
    { "improve? score? higher num " UNIT " vs", RULE_GAIN, NULL, NULL },
    { "ge? num " UNIT " up|higher|improve", RULE_GAIN, NULL, NULL },
    { "gt num " UNIT " up|higher|improve", RULE_GAIN_OVER, NULL, NULL },
    { "improve? score? up|plus|improve score? most|under num " UNIT, RULE_WRONG, upper_limit,
      upper_limit_vi },
    /* scores
     * "đạt tối thiểu 86%", "từ 86 điểm trở lên" */
    { "keep? score? " LEAST " num " UNIT " ormore? score?", RULE_SCORE, NULL, NULL },
    { "keep? score? gt|gtsym|higher num " UNIT " score?", RULE_SCORE_OVER, NULL, NULL },
    { SCORED "score? ge|gesym num ormore?", RULE_SCORE, NULL, NULL },
    { SCORED "score? gt|gtsym|higher num", RULE_SCORE_OVER, NULL, NULL },
    { "keep|improve? score upto|to|reach|from|eq? num ormore?", RULE_SCORE, NULL, NULL },
    { "upto|up? score? to? lesym|ltsym|most|under num " UNIT "?", RULE_WRONG, upper_limit,
      upper_limit_vi },
    { "score? num " UNIT "? under", RULE_WRONG, upper_limit, upper_limit_vi },
    /* keeping */
    { "keep keep? or? improve|up|higher? score", RULE_KEEP_SCORE, NULL, NULL },
    { "not fall score", RULE_KEEP_SCORE, NULL, NULL },
    { "score not fall", RULE_KEEP_SCORE, NULL, NULL },
    { "stop fall score", RULE_KEEP_SCORE, NULL, NULL },
    { "score ge|le vs", RULE_KEEP_SCORE, NULL, NULL },
    { "ge|le score vs", RULE_KEEP_SCORE, NULL, NULL },
    /* "duy trì và nâng cao": the place is held, and the score is to rise */
    { "keep keep? improve improve?", RULE_KEEP_AND_RAISE, NULL, NULL },
    { "keep keep? or? improve|up|higher? rank? score? ormore?", RULE_KEEP, NULL, NULL },
    { "keep keep? or? improve|up|higher? score rank", RULE_KEEP, NULL, NULL },
    { "keep rank or? improve|up|higher rank?", RULE_KEEP, NULL, NULL },
    { "improve|up or? keep rank?", RULE_KEEP, NULL, NULL },
    { "rank keep or? improve|up?", RULE_KEEP, NULL, NULL },
    { "keep? not fall rank?", RULE_KEEP, NULL, NULL },
    { "rank not fall rank?", RULE_KEEP, NULL, NULL },
    /* "khắc phục tình trạng tụt hạng": no worse than where it stands */
    { "stop rank? fall rank?", RULE_KEEP, NULL, NULL },
    { "rank? ge|le rank? vs", RULE_KEEP, NULL, NULL },
    /* rising */
    { "improve|up improve? score improve|up|higher? rank improve|up?", RULE_IMPROVE_BOTH, NULL,
      NULL },
    { "improve|up improve? rank improve|up|higher? score improve|up?", RULE_IMPROVE_BOTH, NULL,
      NULL },
    { "score improve|up? rank improve|up|higher", RULE_IMPROVE_BOTH, NULL, NULL },
    { "rank improve|up? score improve|up|higher", RULE_IMPROVE_BOTH, NULL, NULL },
    { "improve|up improve? index and rank", RULE_IMPROVE_BOTH, NULL, NULL },
    { "higher score rank vs?", RULE_IMPROVE_BOTH, NULL, NULL },
    { "higher rank score vs?", RULE_IMPROVE_BOTH, NULL, NULL },
    { "improve|up|upto improve? rank", RULE_IMPROVE_RANK, NULL, NULL },
    { "rank improve|up|higher", RULE_IMPROVE_RANK, NULL, NULL },
    { "higher rank vs?", RULE_IMPROVE_RANK, NULL, NULL },
    { "improve|up improve? score", RULE_IMPROVE_SCORE, NULL, NULL },
    { "score improve|up|higher", RULE_IMPROVE_SCORE, NULL, NULL },
    { "higher score vs?", RULE_IMPROVE_SCORE, NULL, NULL },
    /* the vaguest goal that still can be met or missed: the index is to rise at all */
    { "improve improve?", RULE_IMPROVE, NULL, NULL },
    { "up index", RULE_IMPROVE, NULL, NULL },
    { "up vs", RULE_IMPROVE, NULL, NULL },
    { "index up", RULE_IMPROVE, NULL, NULL },
    { "higher vs", RULE_IMPROVE, NULL, NULL },
};

/* ELEMENTS: room for the elements of the longest pattern */
enum { RULES = sizeof rules / sizeof *rules, ELEMENTS = 24 };

/* One element of a pattern: which kinds it takes, and whether it may be absent.
 * takes: by kind, 1 where it may stand here. A pattern is read anew for each clause: that costs
 * less than keeping all of them, and clauses are few. */
typedef struct element {
    unsigned char takes[W_COUNT];
    bool optional;
} element;

/* One pattern against one clause.
 * Lives on the stack for one call of tbi_goal_match_rules; l and out are borrowed from its
 * caller. */
typedef struct attempt {
    const tb_lexemes *l;
    element part[ELEMENTS]; /* [parts] the pattern at hand */
    size_t parts;
    /* this element against this lexeme was tried in vain */
    bool failed[ELEMENTS + 1][TB_LEXEMES + 1];
    tb_goal_match *out;
} attempt;

/* The kind of a word of a pattern; W_COUNT: no such kind.
 * name [n]: n letters of a pattern, not ended by '\0'. W_COUNT is a fault of the table, which a
 * test finds. */
static tb_word find_word_named(const char *name, size_t n)
{
    static const char *const names[] = {
#define X(kind, name) name,
        TB_WORD_LIST(X)
#undef X
    };
    for (int w = 0; w < W_COUNT; w++)
        if (strncmp(names[w], name, n) == 0 && names[w][n] == '\0')
            return (tb_word)w;
    return W_COUNT;
}

/* "NUM|NAME? RANK": elements between blanks, alternatives by |, optional by ?.
 * An element takes a set of kinds; patterns have fewer than ELEMENTS of them.
 * Kinds that are unknown add nothing to the set, so a slip in the table makes an element that
 * takes nothing and a rule that never holds. */
static void read_pattern(attempt *t, const char *p)
{
    t->parts = 0;
    while (*p != '\0' && t->parts < ELEMENTS) {
        element *e = &t->part[t->parts++];
        memset(e, 0, sizeof *e);
        for (;;) {
            size_t n = strcspn(p, "|? ");
            tb_word w = find_word_named(p, n);
            if (w < W_COUNT)
                e->takes[w] = 1;
            p += n;
            if (*p != '|')
                break;
            p++;
        }
        if (*p == '?') {
            e->optional = true;
            p++;
        }
        while (*p == ' ')
            p++;
    }
}

/* The first two numbers and names are kept, and all are counted: a rule looks at n_num to
 * see which of them is the goal.
 * Undone by the caller when the match goes back. */
static void note_word(tb_goal_match *m, const tb_lexeme *x)
{
    if (x->kind == W_NUM && m->n_num < 2)
        m->num[m->n_num] = x;
    if (x->kind == W_NAME && m->n_name < 2)
        m->name[m->n_name] = x;
    m->n_num += x->kind == W_NUM;
    m->n_name += x->kind == W_NAME;
}

/* Backtracking with memory: each pair of element and lexeme is tried once, so a clause of n lexemes
 * costs O(elements n).
 * e: next element, i: next lexeme. Tried in this order: the element takes the lexeme, a weak
 * lexeme is passed over, an optional element is left out. failed[e][i] makes each pair cost once.
 * furthest is the maximum over all rules and all attempts, not that of the last one. */
static bool is_covering(attempt *t, size_t e, size_t i)
{
    if (i > t->out->furthest)
        t->out->furthest = i;
    if (i == t->l->n && e == t->parts)
        return true;
    /* what was noted on the way here may differ, but whether the rest can be covered does not */
    if (t->failed[e][i])
        return false;
    if (i < t->l->n && e < t->parts && t->part[e].takes[t->l->at[i].kind]) {
        size_t n_num = t->out->n_num, n_name = t->out->n_name;
        note_word(t->out, &t->l->at[i]);
        if (is_covering(t, e + 1, i + 1))
            return true;
        t->out->n_num = n_num;
        t->out->n_name = n_name;
    }
    if (i < t->l->n && tb_word_weak(t->l->at[i].kind) && is_covering(t, e, i + 1))
        return true;
    if (e < t->parts && t->part[e].optional && is_covering(t, e + 1, i))
        return true;
    t->failed[e][i] = true;
    return false;
}

/* The order of the table is the precedence: the first rule that covers the clause wins.
 * out->rule -1: none covers; furthest tells how far the best of them came, for the message. */
void tbi_goal_match_rules(tb_goal_match *out, const tb_lexemes *l)
{
    attempt t = { .l = l, .out = out };
    *out = (tb_goal_match){ .rule = -1 };
    for (size_t r = 0; r < RULES; r++) {
        read_pattern(&t, rules[r].pattern);
        memset(t.failed, 0, sizeof t.failed);
        out->n_num = out->n_name = 0;
        if (!is_covering(&t, 0, 0))
            continue;
        out->rule = (ptrdiff_t)r;
        return;
    }
}

/* rule must be one that tbi_goal_match_rules gave out. */
const tb_goal_rule *tbi_goal_rule_at(ptrdiff_t rule)
{
    return &rules[rule];
}
