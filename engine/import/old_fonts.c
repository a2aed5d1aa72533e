/* old_fonts.c - names that were typed for fonts of before Unicode: TCVN3 (ABC) and VNI. Their
 * letters arrive as Latin-1: "Hµ Néi", "Haø Noäi". Here they are only told apart, so that the
 * sentence names the real fault; nothing is converted. */
#include "import/old_fonts.h"

#include "base/error.h"
#include "messages/import.h"

#include <stdio.h>
#include <string.h>

/* The letter without marks that TCVN 5712:1993 (table VN3) has at U+00A1 .. U+00FE; '?' for
 * none. */
static const char tcvn3[] = "AAEOOUDaaeooud??????aaaaa?aaaa???????aaaaaae?eeeee"
                            "eeeeii???iiio?oooooooooooooou?uuuuuuuuuyyyyy";

/* U+0080 .. U+00FF at p; 0: another character. */
static unsigned read_latin1(const char *p)
{
    unsigned char a = (unsigned char)p[0];
    if (a != 0xC2 && a != 0xC3)
        return 0;
    return ((a & 0x03u) << 6) | ((unsigned char)p[1] & 0x3Fu);
}

/* out [room], cut off where it is full. One character of the old font is one letter. */
static void decode_tcvn3(char *out, size_t room, const char *text)
{
    size_t n = 0;
    for (const char *p = text; *p != '\0' && n + 1 < room; p++) {
        unsigned c = read_latin1(p);
        if (c >= 0xA1 && c <= 0xFE) {
            out[n++] = tcvn3[c - 0xA1];
            p++;
        } else {
            out[n++] = *p;
        }
    }
    out[n] = '\0';
}

/* VNI writes a vowel and its marks as two characters; a few letters are one of their own. text:
 * VNI bytes read as Latin-1, in UTF-8. out [room] in plain letters without marks, enough to find
 * the unit by its folded name. */
static void decode_vni(char *out, size_t room, const char *text)
{
    static const struct {
        unsigned c;
        char plain;
    } letters[] = { { 0xF1, 'd' }, { 0xD1, 'D' }, { 0xF4, 'o' }, { 0xD4, 'O' }, { 0xF6, 'u' },
                    { 0xD6, 'U' }, { 0xEC, 'i' }, { 0xED, 'i' }, { 0xE6, 'i' }, { 0xEE, 'y' } };
    size_t n = 0;
    for (const char *p = text; *p != '\0' && n + 1 < room; p++) {
        unsigned c = read_latin1(p);
        bool vowel = n > 0 && strchr("aeouyAEOUY", out[n - 1]) != NULL;
        char plain = '\0';
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
            if (letters[i].c == c)
                plain = letters[i].plain;
        /* ó and ò are ĩ and ị where no vowel is before them */
        if ((c == 0xF3 || c == 0xF2) && !vowel)
            plain = 'i';
        if (plain != '\0')
            out[n++] = plain;
        else if (c == 0)
            /* a letter of ASCII; other characters are marks and drop out */
            out[n++] = *p;
        p += c != 0;
    }
    out[n] = '\0';
}

/* why is left as it is when the name is no unit in any of the fonts; NULL: nobody wants to hear.
 * Read with a font of today "Haø Noäi" is "Hà Nội" in VNI: the file must be converted, since its
 * other texts are wrong too. */
void tbi_say_old_font(tb_err *why, const tb_unit_names *unit_names, const char *name, int year)
{
    static const struct {
        const char *font;
        void (*decode)(char *out, size_t room, const char *text);
    } fonts[] = { { "TCVN3 (ABC)", decode_tcvn3 }, { "VNI", decode_vni } };
    char plain[200];
    size_t unit = 0;
    if (why == NULL)
        return;
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
        fonts[i].decode(plain, sizeof plain, name);
        if (strcmp(plain, name) == 0 ||
            tbi_unit_names_find(&unit, unit_names, plain, year, NULL) != TB_OK)
            continue;
        (void)tbi_fail(why, TB_EDATA, TB_MSG_IMPORT_OLD_ENCODING_CONVERT_FILE, name,
                       unit_names->unit[unit].name_vi, fonts[i].font);
        return;
    }
}
