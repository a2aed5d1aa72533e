/* picture_library.h - librsvg and cairo, loaded when a picture is asked for and not before.
 * They and the forty libraries behind them cost every command, `--version` too, 18 ms at its
 * start; one command in a hundred draws a PNG. */
#ifndef TANGBAC_RENDER_PICTURE_LIBRARY_H
#define TANGBAC_RENDER_PICTURE_LIBRARY_H

#include <cairo.h>
#include <librsvg/rsvg.h>
#include <stdbool.h>

/* The calls that picture.c makes: one list makes the members and the look-ups. */
#define TBI_PICTURE_CALLS(X)             \
    X(cairo_image_surface_create)        \
    X(cairo_create)                      \
    X(cairo_destroy)                     \
    X(cairo_paint)                       \
    X(cairo_set_source_rgb)              \
    X(cairo_status)                      \
    X(cairo_status_to_string)            \
    X(cairo_surface_destroy)             \
    X(cairo_surface_write_to_png_stream) \
    X(g_error_free)                      \
    X(g_object_unref)                    \
    X(rsvg_handle_new_from_data)         \
    X(rsvg_handle_render_document)

typedef struct tb_picture_library {
#define TBI_CALL(name) __typeof__(name) *name;
    TBI_PICTURE_CALLS(TBI_CALL)
#undef TBI_CALL
} tb_picture_library;

/* Fills lib; false, with one line in *why (borrowed until the next call), when the library or a
 * call of it is missing. The library stays loaded: it cannot be unloaded safely (glib). */
bool tbi_picture_library_open(tb_picture_library *lib, const char **why);

#endif
