/* opts.c - see opts.h. */
#include "base/opts.h"

#include "base/error.h"
#include "messages/base.h"

#include <string.h>

/* own: defaults of this version, `known` bytes; given: the caller's struct, whose first member is
 * its size. An older, smaller one overwrites the beginning; a larger one has members that this
 * version does not know and is refused. */
tb_status tbi_opts_take(void *own, size_t known, const void *given, tb_err *err)
{
    size_t size = 0;
    if (given == NULL)
        return TB_OK;
    memcpy(&size, given, sizeof size);
    if (size <= sizeof size)
        return tbi_fail(err, TB_EARG, TB_MSG_BASE_OPTIONS_WITHOUT_SIZE);
    if (size > known)
        return tbi_fail(err, TB_EARG, TB_MSG_BASE_OPTIONS_TOO_NEW, size, known);
    memcpy(own, given, size);
    memcpy(own, &known, sizeof known);
    return TB_OK;
}
