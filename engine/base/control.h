/* base/control.h - characters that steer a terminal or turn the order of what is read: no figure,
 * name or sentence has them, and a file that has them wants to be shown as something else than it
 * is. */
#ifndef TB_BASE_CONTROL_H
#define TB_BASE_CONTROL_H

#include <stddef.h>
#include <stdint.h>

/* The first control character of n bytes of UTF-8: U+0000 to U+001F but for tab, line feed and
 * carriage return; U+007F to U+009F; and the marks that turn the direction of text, U+202A to
 * U+202E and U+2066 to U+2069 (Unicode Technical Report 36, section 2.10). 0 when there is none,
 * but U+0000 is never looked for. */
uint32_t tbi_control_find(const char *text, size_t n);

/* Puts `by` in the place of each of their bytes, up to the NUL that ends the text. */
void tbi_control_replace(char *text, char by);

#endif
