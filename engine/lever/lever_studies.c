/* lever_studies.c - the published studies that name a lever of the catalogue. */
#include "lever/lever_studies.h"

#include "base/bar_list.h"

#include <string.h>

/* Most levers have none, and no list is made for them. */
bool tbi_lever_studies(const tb_study *const **out, size_t *n, tb_ask_state *c, const char *lever)
{
    const tb_study **list = NULL;
    size_t all = tb_panel_studies(c->panel);
    *out = NULL;
    *n = 0;
    for (size_t i = 0; i < all; i++) {
        const tb_study *s = tb_panel_study_at(c->panel, i);
        if (!tbi_bar_list_has(s->levers, lever, strlen(lever)))
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
