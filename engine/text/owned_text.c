/* owned_text.c - a finished text that a caller owns. */
#include "text/owned_text.h"

#include "base/error.h"
#include "base/file.h"
#include "base/refusals.h"

#include <stdlib.h>

struct tb_text {
    tb_buf buf;
};

/* b is empty afterwards whatever happens, so its owner need not look. */
tb_status tbi_text_take(tb_text **out, tb_buf *b, tb_err *err)
{
    tb_text *t = b->failed ? NULL : tbi_calloc(1, sizeof *t);
    if (t == NULL) {
        tbi_buf_free(b);
        return tbi_no_memory(err, "the report");
    }
    t->buf = *b;
    *b = (tb_buf){ 0 };
    *out = t;
    return TB_OK;
}

/* Never NULL, ends with a zero. */
const char *tb_text_data(const tb_text *t)
{
    return t->buf.data != NULL ? t->buf.data : "";
}

/* Without the zero. */
size_t tb_text_size(const tb_text *t)
{
    return t->buf.size;
}

void tb_text_free(tb_text *t)
{
    if (t == NULL)
        return;
    tbi_buf_free(&t->buf);
    free(t);
}

/* All or nothing: an old file of that name stays when writing fails. */
tb_status tb_text_save(const tb_text *t, const char *path, tb_err *err)
{
    return tbi_file_save(path, tb_text_data(t), t->buf.size, err);
}
