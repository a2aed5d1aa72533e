/* base/reason.h - the reasons of messages/reasons.h as objects, and reasons made for one case. */
#ifndef TB_BASE_REASON_H
#define TB_BASE_REASON_H

#include "base/arena.h"
#include "messages/reasons.h"

#include <tangbac/reason.h>

#define TB_REASON_NAME(name, id, en, vi) TB_REASON_##name,
typedef enum tb_reason_name { TB_REASONS(TB_REASON_NAME) TB_REASON_COUNT } tb_reason_name;
#undef TB_REASON_NAME

extern const tb_reason tbi_reasons[TB_REASON_COUNT];
/* "TBI_REASON(PERFECT_FIT)": a pointer to it. */
#define TBI_REASON(name) (&tbi_reasons[TB_REASON_##name])

/* A reason that names something, in the arena; NULL when there is no room (the arena remembers). */
const tb_reason *tbi_reason_of(tb_arena *a, const char *id, const char *en, const char *vi, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

#endif
