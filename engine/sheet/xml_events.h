/* sheet/xml_events.h - XML as starts, ends and texts of elements. No document types, so no
 * entities of the document's own; no nesting beyond a bound. Only home of expat. */
#ifndef TB_SHEET_XML_EVENTS_H
#define TB_SHEET_XML_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <tangbac/error.h>

/* Names come without their prefix ("table-row" of "table:table-row"). A handler that fails puts
 * its status into *st and its sentence into err: reading then ends.
 * attributes: name, value, name, value, ..., NULL, as expat hands them; valid during the call. */
typedef struct tb_xml_handlers {
    tb_status (*start)(void *ctx, const char *name, const char **attributes, tb_err *err);
    tb_status (*end)(void *ctx, const char *name, tb_err *err);
    tb_status (*text)(void *ctx, const char *bytes, size_t n, tb_err *err);
} tb_xml_handlers;

typedef struct tb_xml tb_xml;

/* where: the name of the part in messages. ctx goes to the handlers as it is. */
TB_MUST_CHECK tb_status tbi_xml_open(tb_xml **out, const tb_xml_handlers *h, void *ctx,
                                     const char *where, tb_err *err);
/* The next bytes of the document; n 0 ends it. TB_EDATA: not well formed, or beyond the bounds. */
TB_MUST_CHECK tb_status tbi_xml_feed(tb_xml *x, const char *bytes, size_t n, tb_err *err);
void tbi_xml_close(tb_xml *x); /* NULL is fine */

/* The value of an attribute by its name without prefix; NULL when there is none. */
const char *tbi_xml_attribute(const char **attributes, const char *name);

#endif
