/* map.c - a tile map: one hexagon a province, side by side where the provinces are, north up, the
 * coast to the right, and Hoàng Sa and Trường Sa where they belong. Which tile is whose is data
 * (datasets/tiles.csv). */
#include "render/chart.h"

#include "messages/render.h"
#include "render/assets.h"
#include "text/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* WIDE and STEP: from one tile to the next, in pixels across and down; HALF: of its height */
enum { MOST_TILES = 128, WIDE = 46, STEP = 39, HALF = 25, LEFT = 8, TOP = 14 };

/* unit: code as in the units table; column and row count from the upper left corner. */
typedef struct tile {
    char unit[8];
    int column, row;
} tile;

/* The tiles of a set ("63" or "34") from the embedded table.
 * out [MOST_TILES]; how many were found. Lines of the other set and the head do not fit and are
 * passed over. */
static size_t read_tiles(tile *out, int set)
{
    size_t n = 0;
    int rows = 0;
    for (const char *line = tbi_asset_tiles_csv; line != NULL && *line != '\0' && n < MOST_TILES;) {
        tile t;
        int of = 0;
        if (sscanf(line, "%d,%7[^,],%d,%d", &of, t.unit, &t.column, &t.row) == 4 && of == set) {
            out[n++] = t;
            rows = t.row > rows ? t.row : rows;
        }
        line = strchr(line, '\n');
        if (line != NULL)
            line++;
    }
    return n;
}

/* Odd rows are shifted by half a tile.
 * Of the centre, in pixels. */
static double map_x(const tile *t)
{
    return LEFT + WIDE * (t->column + 0.5 + ((t->row & 1) != 0 ? 0.5 : 0));
}

/* The centre of the hexagon. */
static double map_y(const tile *t)
{
    return TOP + HALF + STEP * t->row;
}

enum {
    SHADES = 7,
    DARK = 4
}; /* from the fifth on, white words have AA contrast, on paler ones ink */

/* Of seven steps, equally wide; beyond either end the last one. share: 0 pale, 1 dark. */
static int find_step(double share)
{
    double at = share * (SHADES - 0.001);
    return at < 0 ? 0 : at > SHADES - 1 ? SHADES - 1 : (int)at;
}

/* From pale to dark; grey where nothing is known. */
static const char *choose_shade(double share)
{
    static const char *const shade[SHADES] = { "#edf3f8", "#d3e2ee", "#b0cbe0", "#84adcd",
                                               "#3f7aa6", "#27638f", "#123f61" };
    if (isnan(share))
        return "#eceff2";
    return shade[find_step(share)];
}

/* Bytes of the first letter: "Đ" has two. */
static size_t count_letter_bytes(const char *text)
{
    size_t n = 1;
    while (((unsigned char)text[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* What fits a tile: "Lai Châu", "T.Quang" of Tuyên Quang, "HCM" of Hồ Chí Minh, "TT.Huế".
 * At most eight columns; in the page's arena. */
static const char *find_short_name(const tb_brief *p, const char *name)
{
    const char *last = strrchr(name, ' ');
    const char *initials = "";
    if (last == NULL || tbi_utf8_width(name) <= 7)
        return tbi_shorten(p, name, 8);
    for (const char *c = name; c <= last; c++) {
        if (c != name && c[-1] != ' ')
            continue;
        size_t n = count_letter_bytes(c);
        if (*c != '-')
            initials =
                tbi_arena_printf(p->a, "%s%.*s", initials != NULL ? initials : "", (int)n, c);
    }
    bool many = initials != NULL && tbi_utf8_width(initials) > 1;
    if (many && tbi_utf8_width(last + 1) > 3)
        return tbi_shorten(
            p,
            tbi_arena_printf(p->a, "%s%.*s", initials, (int)count_letter_bytes(last + 1), last + 1),
            8);
    const char *text = tbi_arena_printf(p->a, "%s.%s", initials != NULL ? initials : "", last + 1);
    return text != NULL ? tbi_shorten(p, text, 8) : "";
}

/* A hexagon as a path from its upper corner; the title is what a pointer shows. The unit
 * itself has an orange edge.
 * figure: what stands in the tile, in words. share as choose_shade takes it. */
static void draw_tile(tb_svg *s, const tile *t, double share, const char *name, const char *figure,
                      bool own)
{
    tbi_buf_printf(
        &s->b,
        "<path d=\"M%.1f %.1fl22 12.5v25l-22 12.5l-22 -12.5v-25z\" fill=\"%s\" stroke=\"%s\" "
        "stroke-width=\"%s\"><title>",
        map_x(t), map_y(t) - HALF, choose_shade(share), own ? TB_ORANGE : "#ffffff",
        own ? "3" : "1");
    tbi_escape_xml(&s->b, name);
    tbi_buf_text(&s->b, ": ");
    tbi_escape_xml(&s->b, figure);
    tbi_buf_text(&s->b, "</title></path>\n");
}

/* White on dark tiles, ink on pale ones. */
static void write_on_tile(tb_svg *s, const tb_brief *p, const tile *t, double share,
                          const char *name, const char *figure)
{
    const char *ink = !isnan(share) && find_step(share) >= DARK ? "#ffffff" : TB_INK;
    double x = map_x(t);
    double y = map_y(t);
    tbi_buf_printf(
        &s->b, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"9.9\" fill=\"%s\">",
        x, y - 2, ink);
    tbi_escape_xml(&s->b, find_short_name(p, name));
    tbi_buf_printf(&s->b,
                   "</text><text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-size=\"11.5\" "
                   "fill=\"%s\">",
                   x, y + 11, ink);
    tbi_escape_xml(&s->b, figure);
    tbi_buf_text(&s->b, "</text>\n");
}

/* The two archipelagos, off the coast, as official maps show them.
 * middle, south: heights of the two groups, in pixels. */
static void draw_islands(tb_svg *s, const tb_brief *p, double middle, double south)
{
    const char *name[] = { tbi_word(p, TB_WORD_MAP_HOANG_SA), tbi_word(p, TB_WORD_MAP_TRUONG_SA) };
    double y[2] = { middle, south };
    for (int i = 0; i < 2; i++) {
        for (int k = 0; k < 5; k++)
            tbi_buf_printf(&s->b, "<circle cx=\"%d\" cy=\"%.0f\" r=\"2\" fill=\"" TB_GREY "\"/>",
                           396 + 9 * k, y[i] + (k % 2 == 0 ? 0 : 6));
        tbi_svg_small(s, 414, y[i] + 24, "middle", name[i]);
    }
}

/* NULL: the result has no such unit, and its tile is left out. */
static const cJSON *find_unit(const cJSON *units, const char *code)
{
    const cJSON *u;
    cJSON_ArrayForEach(u, units)
    {
        if (strcmp(tbi_text_of(u, "code"), code) == 0)
            return u;
    }
    return NULL;
}

/* What the shade of a tile says. */
typedef struct legend {
    const char *member; /* of a unit */
    bool chance;        /* dark is likely; otherwise dark is a good place */
} legend;

/* Which set of tiles: that of the old provinces when there are more units than the new ones have.
 * Unit 48 stands on the coast by Hoàng Sa.
 * Reads units of the entry of `map`, of each code, name and the member of the legend. NULL only
 * where no tile is known. */
static const tb_chart *draw_map(tb_brief *p, const cJSON *map, const legend *l, const char *title,
                                const char *id)
{
    tile tiles[MOST_TILES];
    const cJSON *units = tbi_json_get(map, "units");
    double of = cJSON_GetArraySize(units);
    size_t n = read_tiles(tiles, of > 40 ? 63 : 34);
    int rows = 0;
    int coast = 0;
    tb_svg s;
    tb_doc_table *data = tbi_grid_new(&p->doc, id, title);
    tbi_grid_column(data, TB_DOC_TEXT, 0, 20, tbi_word(p, TB_WORD_PROVINCE));
    tbi_grid_column(data, l->chance ? TB_DOC_CHANCE : TB_DOC_WHOLE, 0, 12,
                    l->chance ? tbi_word(p, TB_WORD_CHANCE) : tbi_word(p, TB_WORD_RANK));
    for (size_t i = 0; i < n; i++) {
        rows = tiles[i].row > rows ? tiles[i].row : rows;
        /* Da Nang */
        if (strcmp(tiles[i].unit, "48") == 0)
            coast = tiles[i].row;
    }
    if (n == 0)
        return NULL;
    tbi_svg_open(&s, p, TOP + 2 * HALF + STEP * rows + 8, title, tbi_word(p, TB_WORD_MAP_NOTE));
    for (int round = 0; round < 2; round++) { /* words after the tiles, which would cover them */
        for (size_t i = 0; i < n; i++) {
            const cJSON *u = find_unit(units, tiles[i].unit);
            if (u == NULL)
                continue;
            double value = tbi_number_of(u, l->member);
            /* places are turned round: the first one is the darkest */
            double share = l->chance ? value : 1 - (value - 1) / (of > 1 ? of - 1 : 1);
            bool own = strcmp(tiles[i].unit, tbi_text_of(p->result, "unit")) == 0;
            const char *name = tbi_unit_of(p, u);
            const char *figure =
                l->chance ? tbi_say_percent(p, value) : tbi_say_amount(p, value, 0);
            if (round == 1) {
                write_on_tile(&s, p, &tiles[i], share, name, figure);
                continue;
            }
            draw_tile(&s, &tiles[i], share, name, figure, own);
            tbi_put_text(p, data, name);
            tbi_put(p, data, value);
            if (own)
                tbi_grid_strong(data);
        }
    }
    draw_islands(&s, p, TOP + HALF + STEP * coast, TOP + HALF + STEP * (rows - 4));
    return tbi_svg_close(&s, p, id, title, tbi_word(p, TB_WORD_MAP_NOTE), data);
}

/* Chances where a goal asks for a place, else places. */
void tbi_write_map(tb_brief *p)
{
    const cJSON *map;
    const cJSON *maps = tbi_json_get(p->result, "map");
    size_t number = 1;
    if (cJSON_GetArraySize(maps) == 0)
        return;
    tbi_doc_section(&p->doc, TB_DOC_PART_DETAIL, 2, "map", tbi_word(p, TB_WORD_MAP_HEAD));
    cJSON_ArrayForEach(map, maps)
    {
        double place = tbi_number_of(map, "place");
        double year = tbi_number_of(map, "year");
        const char *index = tbi_index_called(p, tbi_text_of(map, "index"));
        legend l = { place > 0 ? "chance" : "rank", place > 0 };
        const char *title = place > 0 ? tbi_say(p, TB_SAY_MAP_CHANCE, index, place, year)
                                      : tbi_say(p, TB_SAY_MAP_PLACE, index, year);
        const char *id = tbi_arena_printf(p->a, "map-%zu", number++);
        tbi_doc_chart(&p->doc, draw_map(p, map, &l, title, id != NULL ? id : "map"));
    }
    tbi_doc_text(&p->doc, TB_TONE_MUTED, tbi_word(p, TB_WORD_MAP_NOTE));
    tbi_doc_close(&p->doc);
}
