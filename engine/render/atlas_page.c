/* atlas_page.c - the frame of the atlas: places for what the script draws, and the result itself as
 * data. What it says is in messages/atlas.h, what it does in atlas_model.js and atlas.js. */
#include "render/atlas_page.h"

#include "messages/atlas.h"
#include "render/assets.h"

#include <string.h>

/* A word of the page by its name, under which the script finds it in either language. */
typedef struct atlas_word {
    const char *name, *en, *vi;
} atlas_word;
static const atlas_word word[] = { TB_ATLAS_WORDS };
enum { WORDS = sizeof word / sizeof *word };

/* "" for a name that the list lacks.
 * The list is short and asked a few dozen times a page: no index is needed. */
static const char *find_word(const char *name, bool vietnamese)
{
    for (size_t i = 0; i < WORDS; i++)
        if (strcmp(word[i].name, name) == 0)
            return vietnamese ? word[i].vi : word[i].en;
    return "";
}

/* Within a script element only "</" could end it early; as an escape JSON reads the same.
 * json need not end with '\0'; n bytes are taken. */
static void put_json(tb_buf *b, const char *json, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (json[i] == '<')
            tbi_buf_text(b, "\\u003c");
        else
            tbi_buf_char(b, json[i]);
    }
}

/* A text of ours as a JSON string. */
static void put_string(tb_buf *b, const char *text)
{
    tbi_buf_char(b, '"');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\n')
            tbi_buf_text(b, "\\n");
        else if (*c == '"' || *c == '\\')
            tbi_buf_printf(b, "\\%c", *c);
        else
            put_json(b, c, 1);
    }
    tbi_buf_char(b, '"');
}

/* As members of a JSON object, for the script, which can change the language without a server. */
static void put_words(tb_buf *b, bool vietnamese)
{
    for (size_t i = 0; i < WORDS; i++) {
        tbi_buf_text(b, i > 0 ? ",\n" : "\n");
        put_string(b, word[i].name);
        tbi_buf_char(b, ':');
        put_string(b, vietnamese ? word[i].vi : word[i].en);
    }
}

/* A heading whose words the script can change, and an empty place that it fills.
 * id names the word of its heading and the place that the script fills. */
static void put_section(tb_buf *b, const char *id, bool vietnamese)
{
    tbi_buf_printf(b, "<section><h2 data-word=\"%s\">%s</h2><div id=\"%s\"%s></div></section>\n",
                   id, find_word(id, vietnamese), id,
                   strcmp(id, "whatif") == 0 ? " class=\"whatif\"" : "");
}

/* A control with its name in words.
 * name: of a word; control: HTML of ours, not escaped. */
static void put_control(tb_buf *b, const char *name, const char *control, bool vietnamese)
{
    tbi_buf_printf(b, "<label><span data-word=\"%s\">%s</span>%s</label>\n", name,
                   find_word(name, vietnamese), control);
}

/* Controls are empty: the script fills them from the data. */
static void put_form(tb_buf *b, bool vi)
{
    tbi_buf_text(b, "<form id=\"form\" class=\"bar\">\n");
    put_control(b, "province", "<select id=\"unit\"></select>", vi);
    put_control(b, "index", "<select id=\"index\"></select>", vi);
    put_control(b, "year", "<select id=\"year\"></select>", vi);
    put_control(b, "set", "<select id=\"set\"></select>", vi);
    put_control(b, "goal_words",
                "<input id=\"words\" type=\"text\" autocomplete=\"off\" spellcheck=\"false\" "
                "aria-describedby=\"words-note\">",
                vi);
    put_control(b, "goal", "<select id=\"kind\"></select>", vi);
    put_control(b, "value",
                " <output id=\"value-out\" for=\"value\"></output><input id=\"value\" "
                "type=\"range\">",
                vi);
    put_control(b, "group", "<select id=\"group\"></select>", vi);
    put_control(b, "base", "<select id=\"base\"></select>", vi);
    put_control(b, "shade", "<select id=\"shade\"></select>", vi);
    tbi_buf_printf(b,
                   "<button id=\"print\" type=\"button\" data-word=\"print\">%s</button>\n"
                   "</form>\n<p id=\"words-note\" role=\"status\"></p>\n",
                   find_word("print", vi));
}

/* What stands here is read before the script runs, and without it. */
static void put_head(tb_buf *b, bool vi)
{
    tbi_buf_printf(
        b,
        "<!doctype html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><meta name=\"generator\" "
        "content=\"tangbac\"><link rel=\"icon\" href=\"data:,\"><title>%s</title><style>",
        vi ? "vi" : "en", find_word("title", vi));
    tbi_buf_text(b, tbi_asset_page_css);
    tbi_buf_text(b, tbi_asset_atlas_css);
    tbi_buf_printf(b,
                   "</style></head><body>\n<main>\n<div class=\"head\"><h1 "
                   "data-word=\"title\">%s</h1><button id=\"lang\" type=\"button\"></button></div>"
                   "\n<p class=\"lead\" id=\"lead\"></p>\n<noscript><p "
                   "class=\"warning\">%s</p></noscript>\n",
                   find_word("title", vi), find_word("noscript", vi));
}

/* Where the numbers come from, and what they do not say; the warnings of the result follow,
 * folded. */
static void put_about(tb_buf *b, bool vi)
{
    static const char *const part[] = { "about_1", "about_2", "about_3" };
    tbi_buf_printf(b, "<section id=\"about\"><h2 data-word=\"about\">%s</h2>\n",
                   find_word("about", vi));
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        tbi_buf_printf(b, "<p data-word=\"%s\">%s</p>\n", part[i], find_word(part[i], vi));
    tbi_buf_printf(b,
                   "<details><summary data-word=\"notes\">%s</summary><ul "
                   "id=\"notes\"></ul></details></section>\n",
                   find_word("notes", vi));
}

/* json [n]: the result as it is. Both languages are in the page whichever it begins with. */
void tbi_atlas_page(tb_buf *b, const char *json, size_t n, bool vietnamese)
{
    static const char *const section[] = { "standing", "whatif", "trend", "neighbours", "compare" };
    put_head(b, vietnamese);
    put_form(b, vietnamese);
    tbi_buf_text(b, "<div class=\"two\"><div id=\"map\"></div><div id=\"answer\" "
                    "aria-live=\"polite\"></div></div>\n");
    for (size_t i = 0; i < sizeof section / sizeof *section; i++)
        put_section(b, section[i], vietnamese);
    put_about(b, vietnamese);
    tbi_buf_printf(b,
                   "</main>\n<script type=\"application/json\" id=\"data\">{\"lang\":\"%s\","
                   "\"words\":{\"en\":{",
                   vietnamese ? "vi" : "en");
    put_words(b, false);
    tbi_buf_text(b, "},\"vi\":{");
    put_words(b, true);
    tbi_buf_text(b, "}},\"tiles\":");
    put_string(b, tbi_asset_tiles_csv);
    tbi_buf_text(b, ",\"atlas\":");
    put_json(b, json, n);
    tbi_buf_text(b, "}</script>\n<script>");
    tbi_buf_text(b, tbi_asset_atlas_model_js);
    tbi_buf_text(b, tbi_asset_atlas_js);
    tbi_buf_text(b, "</script>\n</body></html>\n");
}
