/* import/old_fonts.h - names in the encodings of old Vietnamese fonts. */
#ifndef TB_IMPORT_OLD_FONTS_H
#define TB_IMPORT_OLD_FONTS_H

#include "panel/unit_names.h"

/* When a name that is no unit is one in TCVN3 or VNI, err gets the sentence that says so. */
void tbi_say_old_font(tb_err *why, const tb_unit_names *unit_names, const char *name, int year);

#endif
