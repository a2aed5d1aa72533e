/* scenario_file.c - the files that a scenario rests on, each with its digest. */
#include "scenario/question.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "messages/scenario.h"

enum { LARGEST = 64 << 20 }; /* bytes of one file */

/* The digest of each file that was read makes the answer repeatable. */
tb_status tbi_scenario_load(const char **bytes, size_t *size, tb_scenario *s, const char *path,
                            tb_err *err)
{
    tb_status st = tbi_file_read(bytes, size, path, LARGEST, &s->own, err);
    if (st != TB_OK)
        return st;
    if (s->files == TB_SCENARIO_FILES)
        return tbi_fail(err, TB_EDATA, TB_MSG_SCENARIO_ONE_FILE_TOO_MANY, path,
                        (int)TB_SCENARIO_FILES);
    tb_digest d;
    tbi_digest_start(&d);
    tbi_digest_add(&d, *bytes, *size);
    tbi_digest_end(&d, s->digest[s->files]);
    s->file[s->files] = tbi_arena_text(&s->own, path);
    return s->file[s->files++] != NULL ? TB_OK : tbi_no_memory(err, "the scenario");
}
