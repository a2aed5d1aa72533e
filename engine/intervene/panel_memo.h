/* intervene/panel_memo.h - of which panel, as it was opened, are the results that a folder
 * keeps? */
#ifndef TB_INTERVENE_PANEL_MEMO_H
#define TB_INTERVENE_PANEL_MEMO_H

#include "base/memo.h"

#include <tangbac/panel.h>

/* m keeps results of p, which is the file's own or one with known [n] figures besides. folder NULL
 * or "": nothing is kept. m borrows both and must not outlive them. */
void tbi_panel_memo_start(tb_memo *m, const char *folder, const tb_panel *p,
                          const tb_known_figure *known, size_t n);

#endif
