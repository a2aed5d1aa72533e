/* fact_counts.c - the list of kinds of published figures, without those that there are none of. */
#include "base/fact_counts.h"

#include "messages/complete.h"

/* One more kind behind what the two lists have; plural endings are of English alone. */
#define ADD_KIND(message, n)                                                                       \
    do {                                                                                           \
        const char *en, *vi;                                                                       \
        if ((n) == 0)                                                                              \
            break;                                                                                 \
        if (!tbi_arena_pair(a, &en, &vi, message, (size_t)(n), (n) == 1 ? "" : "s"))               \
            return false;                                                                          \
        *text = tbi_arena_printf(a, "%s%s%s", *text, (*text)[0] != '\0' ? ", " : "", en);          \
        *text_vi = tbi_arena_printf(a, "%s%s%s", *text_vi, (*text_vi)[0] != '\0' ? ", " : "", vi); \
        if (*text == NULL || *text_vi == NULL)                                                     \
            return false;                                                                          \
    } while (0)

bool tbi_fact_counts_say(tb_arena *a, const char **text, const char **text_vi,
                         const tb_fact_counts *n)
{
    *text = "";
    *text_vi = "";
    ADD_KIND(TB_MSG_COMPLETE_FACT_SCORES, n->scores);
    ADD_KIND(TB_MSG_COMPLETE_FACT_RANKS, n->ranks);
    ADD_KIND(TB_MSG_COMPLETE_FACT_MEANS, n->means);
    ADD_KIND(TB_MSG_COMPLETE_FACT_EXTREMES, n->extremes);
    ADD_KIND(TB_MSG_COMPLETE_FACT_COUNTS, n->counts);
    return (*text)[0] != '\0' ||
           tbi_arena_pair(a, text, text_vi, TB_MSG_COMPLETE_FACT_SCORES, n->scores, "s");
}
