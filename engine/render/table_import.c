/* table_import.c - what an import read, for eyes. */
#include "messages/one_language.h"
#include "messages/render_tables.h"
#include "render/tabulate.h"

/* Paths as they were given. */
void tbi_tabulate_import(tb_buf *out, const tb_brief *p)
{
    static const char *const english[] = { TB_EN(TB_WORD_TABLE_IMPORT_LTABLE),
                                           TB_EN(TB_WORD_TABLE_IMPORT_RROWS), NULL };
    static const char *const vietnamese[] = { TB_VI(TB_WORD_TABLE_IMPORT_LTABLE),
                                              TB_VI(TB_WORD_TABLE_IMPORT_RROWS), NULL };
    tb_table t;
    const cJSON *one;
    tbi_table_begin(&t, p, english, vietnamese);
    cJSON_ArrayForEach(one, tbi_json_get(p->result, "tables"))
    {
        const char *cell[2] = { tbi_text_of(one, "path"),
                                tbi_say_whole(p, tbi_number_of(one, "rows")) };
        tbi_table_row(&t, cell);
    }
    tbi_table_print(&t, out, 0);
    tbi_buf_text(out, tbi_say(p, TB_MSG_RENDER_CELLS_HOLD_FIGURE_CONFLICTS,
                              tbi_number_of(p->result, "values"),
                              tbi_number_of(p->result, "conflicts_settled")));
}
