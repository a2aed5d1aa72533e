/* base/notices.h - warnings are data: a list that grows while a stage works and travels in its
 * result. */
#ifndef TB_BASE_NOTICES_H
#define TB_BASE_NOTICES_H

#include "base/arena.h"

#include <stdbool.h>
#include <tangbac/error.h>

typedef struct tb_notice_list {
    tb_notice *notice;
    size_t count, room;
} tb_notice_list; /* start with { 0 }; memory is the arena's */

/* Adds a notice; texts are copied. A notice with the same code and text is not added twice. false:
 * no memory. */
bool tbi_notice_add(tb_notice_list *l, tb_arena *a, const char *code, const char *text,
                    const char *text_vi);
tb_notices tbi_notice_view(const tb_notice_list *l);

#endif
