/* render/reason_words.h - the Vietnamese of the reasons for which a number of a regression is
 * absent or a term was dropped. */
#ifndef TB_RENDER_REASON_WORDS_H
#define TB_RENDER_REASON_WORDS_H

#include <tangbac/report.h>

enum { TB_REASON_ROOM = 400 };

/* The reason in Vietnamese; room [TB_REASON_ROOM] is used where it names something. A sentence that
 * is not in the table stays as it is. */
const char *tbi_reason_vi(char *room, const char *reason);

#endif
