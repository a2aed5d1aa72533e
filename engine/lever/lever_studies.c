/* lever_studies.c - the published studies that name a lever of the catalogue. */
#include "lever/lever_studies.h"

#include <string.h>

/* Whole words between bars: "L1" is not in "L12". */
bool tbi_list_names(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *c = list; *c != '\0';) {
        size_t m = strcspn(c, "|");
        if (m == n && strncmp(c, word, n) == 0)
            return true;
        c += m + (c[m] == '|');
    }
    return false;
}

/* Most levers have none, and no list is made for them. */
bool tbi_lever_studies(const tb_study *const **out, size_t *n, tb_ask_state *c, const char *lever)
{
    const tb_study **list = NULL;
    size_t all = tb_panel_studies(c->panel);
    *out = NULL;
    *n = 0;
    for (size_t i = 0; i < all; i++) {
        const tb_study *s = tb_panel_study_at(c->panel, i);
        if (!tbi_list_names(s->levers, lever))
            continue;
        if (list == NULL)
            list = TB_NEW(c->arena, const tb_study *, all);
        if (list == NULL)
            return false;
        list[(*n)++] = s;
    }
    *out = list;
    return true;
}
