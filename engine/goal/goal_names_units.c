/* goal_names_units.c - the names of provinces, folded, as a plan says whose goal it is: "PAR INDEX
 * của Phú Thọ". They say nothing, except behind a comparison: "cao hơn Phú Thọ" is no goal that can
 * be judged and is refused at the name. */
#include "goal/lexemes.h"

#include <string.h>

const tb_phrase tbi_phrases_units[] = {
    { "ha noi", W_FILL, NULL },         { "ha giang", W_FILL, NULL },
    { "cao bang", W_FILL, NULL },       { "bac kan", W_FILL, NULL },
    { "tuyen quang", W_FILL, NULL },    { "lao cai", W_FILL, NULL },
    { "dien bien", W_FILL, NULL },      { "lai chau", W_FILL, NULL },
    { "son la", W_FILL, NULL },         { "yen bai", W_FILL, NULL },
    { "hoa binh", W_FILL, NULL },       { "thai nguyen", W_FILL, NULL },
    { "lang son", W_FILL, NULL },       { "quang ninh", W_FILL, NULL },
    { "bac giang", W_FILL, NULL },      { "phu tho", W_FILL, NULL },
    { "vinh phuc", W_FILL, NULL },      { "bac ninh", W_FILL, NULL },
    { "hai duong", W_FILL, NULL },      { "hai phong", W_FILL, NULL },
    { "hung yen", W_FILL, NULL },       { "thai binh", W_FILL, NULL },
    { "ha nam", W_FILL, NULL },         { "nam dinh", W_FILL, NULL },
    { "ninh binh", W_FILL, NULL },      { "thanh hoa", W_FILL, NULL },
    { "nghe an", W_FILL, NULL },        { "ha tinh", W_FILL, NULL },
    { "quang binh", W_FILL, NULL },     { "quang tri", W_FILL, NULL },
    { "thua thien hue", W_FILL, NULL }, { "hue", W_FILL, NULL },
    { "da nang", W_FILL, NULL },        { "quang nam", W_FILL, NULL },
    { "quang ngai", W_FILL, NULL },     { "binh dinh", W_FILL, NULL },
    { "phu yen", W_FILL, NULL },        { "khanh hoa", W_FILL, NULL },
    { "ninh thuan", W_FILL, NULL },     { "binh thuan", W_FILL, NULL },
    { "kon tum", W_FILL, NULL },        { "gia lai", W_FILL, NULL },
    { "dak lak", W_FILL, NULL },        { "dak nong", W_FILL, NULL },
    { "lam dong", W_FILL, NULL },       { "binh phuoc", W_FILL, NULL },
    { "tay ninh", W_FILL, NULL },       { "binh duong", W_FILL, NULL },
    { "dong nai", W_FILL, NULL },       { "ba ria vung tau", W_FILL, NULL },
    { "ba ria", W_FILL, NULL },         { "vung tau", W_FILL, NULL },
    { "br vt", W_FILL, NULL },          { "ho chi minh", W_FILL, NULL },
    { "long an", W_FILL, NULL },        { "tien giang", W_FILL, NULL },
    { "ben tre", W_FILL, NULL },        { "tra vinh", W_FILL, NULL },
    { "vinh long", W_FILL, NULL },      { "dong thap", W_FILL, NULL },
    { "an giang", W_FILL, NULL },       { "kien giang", W_FILL, NULL },
    { "can tho", W_FILL, NULL },        { "hau giang", W_FILL, NULL },
    { "soc trang", W_FILL, NULL },      { "bac lieu", W_FILL, NULL },
    { "ca mau", W_FILL, NULL },         { NULL, W_FILL, NULL },
};

/* Phrases that were found carry the word of their row. */
static bool is_unit_name(const tb_lexeme *x)
{
    for (const tb_phrase *p = tbi_phrases_units; p->words != NULL && x->word != NULL; p++)
        if (strcmp(p->words, x->word) == 0)
            return true;
    return false;
}

/* "so với", "cao hơn", "vượt", "bằng": what is compared with follows. */
static bool is_comparison(tb_word w)
{
    return w == W_VS || w == W_GT || w == W_HIGHER || w == W_UNDER || w == W_EQ || w == W_LE ||
           w == W_GE;
}

/* "cao hơn tỉnh Phú Thọ": words that say nothing may stand between. */
void tbi_goal_refuse_rivals(tb_lexemes *l)
{
    for (size_t i = 0; i < l->n; i++) {
        size_t before = i;
        while (before > 0 && (l->at[before - 1].kind == W_FILL || l->at[before - 1].kind == W_PROV))
            before--;
        if (before > 0 && is_unit_name(&l->at[i]) && is_comparison(l->at[before - 1].kind))
            l->at[i].kind = W_UNKNOWN;
    }
}
