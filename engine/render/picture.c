/* picture.c - charts as PNG at print size, drawn by librsvg and cairo; and a folder of every chart
 * in three forms. */
#include "render/skin.h"

#include "base/error.h"
#include "base/file.h"
#include "messages/render.h"
#include "render/picture_library.h"

#include <string.h>

/* Cairo's writer: appends to the buffer. */
static cairo_status_t take_bytes(void *to, const unsigned char *bytes, unsigned int n)
{
    tb_buf *b = to;
    tbi_buf_add(b, (const char *)bytes, n);
    return b->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

/* GLib allocates the error only when there is one. */
static void forget_trouble(const tb_picture_library *lib, GError *trouble)
{
    if (trouble != NULL)
        lib->g_error_free(trouble);
}

/* The picture is named by its id, which is also the name of its file. */
static tb_status fail_picture(const tb_chart *c, const char *why, tb_err *err)
{
    return tbi_fail(err, TB_EIO, TB_MSG_RENDER_PICTURE, c->id, why);
}

/* Draws on a white ground, so that the picture is the same on any paper. */
static tb_status draw_picture(tb_buf *out, const tb_picture_library *lib, RsvgHandle *svg,
                              const tb_chart *c, int pixels, tb_err *err)
{
    int high = (int)((double)pixels * c->height / c->width + 0.5);
    cairo_surface_t *surface = lib->cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels, high);
    cairo_t *pen = lib->cairo_create(surface);
    RsvgRectangle page = { 0, 0, pixels, high };
    GError *trouble = NULL;
    lib->cairo_set_source_rgb(pen, 1, 1, 1);
    lib->cairo_paint(pen);
    bool drawn = lib->rsvg_handle_render_document(svg, pen, &page, &trouble);
    cairo_status_t cs = lib->cairo_status(pen);
    if (drawn && cs == CAIRO_STATUS_SUCCESS)
        cs = lib->cairo_surface_write_to_png_stream(surface, take_bytes, out);
    tb_status st = TB_OK;
    if (!drawn)
        st = fail_picture(c, trouble != NULL ? trouble->message : "librsvg", err);
    else if (cs != CAIRO_STATUS_SUCCESS)
        st = fail_picture(c, lib->cairo_status_to_string(cs), err);
    forget_trouble(lib, trouble);
    lib->cairo_destroy(pen);
    lib->cairo_surface_destroy(surface);
    return st;
}

/* bytes [size] in the arena. The libraries are not loaded before a picture is drawn. */
tb_status tbi_png_of(const char **bytes, size_t *size, const tb_chart *c, int pixels, tb_arena *a,
                     tb_err *err)
{
    GError *trouble = NULL;
    tb_buf out = { 0 };
    tb_picture_library loaded = { 0 };
    const tb_picture_library *lib = &loaded;
    const char *why = NULL;
    if (!tbi_picture_library_open(&loaded, &why))
        return fail_picture(c, why, err);
    RsvgHandle *svg =
        lib->rsvg_handle_new_from_data((const guint8 *)c->svg, strlen(c->svg), &trouble);
    if (svg == NULL) {
        tb_status st = fail_picture(c, trouble != NULL ? trouble->message : "librsvg", err);
        forget_trouble(lib, trouble);
        return st;
    }
    tb_status st = draw_picture(&out, lib, svg, c, pixels, err);
    lib->g_object_unref(svg);
    if (st == TB_OK) {
        char *kept = tbi_arena_text_n(a, out.data, out.size);
        *bytes = kept;
        *size = out.size;
        if (kept == NULL)
            st = tbi_no_memory_of(err, c->id);
    }
    tbi_buf_free(&out);
    return st;
}

/* Replaces a file of that name as a whole. */
static tb_status save_as(const char *folder, const tb_chart *c, const char *ending,
                         const char *bytes, size_t n, tb_arena *a, tb_err *err)
{
    const char *path = tbi_arena_printf(a, "%s/%s%s", folder, c->id, ending);
    if (path == NULL)
        return tbi_no_memory_of(err, folder);
    return tbi_file_save(path, bytes, n, err);
}

/* The first failure ends it; pictures before it stay in the folder. */
tb_status tbi_skin_charts(const tb_doc *d, const char *folder, tb_err *err)
{
    /* one width for all charts, whatever their height */
    enum { PRINT_PIXELS = 1772 }; /* 150 mm at 300 dots an inch */
    tb_arena a = { 0 };
    tb_status st = tbi_file_make_dir(folder, err);
    for (size_t i = 0; i < d->charts && st == TB_OK; i++) {
        const tb_chart *c = d->chart[i];
        const char *png = NULL;
        size_t size = 0;
        st = save_as(folder, c, ".svg", c->svg, strlen(c->svg), &a, err);
        if (st == TB_OK)
            st = tbi_png_of(&png, &size, c, PRINT_PIXELS, &a, err);
        if (st == TB_OK)
            st = save_as(folder, c, ".png", png, size, &a, err);
        if (st == TB_OK && c->vega != NULL)
            st = save_as(folder, c, ".vl.json", c->vega, strlen(c->vega), &a, err);
    }
    tbi_arena_free(&a);
    return st;
}
