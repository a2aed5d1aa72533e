/* text/owned_text.h - what a tb_text is, for the writers of this folder. */
#ifndef TB_TEXT_OWNED_TEXT_H
#define TB_TEXT_OWNED_TEXT_H

#include "base/buf.h"

#include <tangbac/report.h>

/* Turns a finished buffer into a tb_text and empties it. TB_ENOMEM when the buffer failed on the
 * way. */
TB_MUST_CHECK tb_status tbi_text_take(tb_text **out, tb_buf *b, tb_err *err);

#endif
