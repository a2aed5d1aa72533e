/* xml_events.c - expat with the doors shut through which a document grows in memory. */
#include "sheet/xml_events.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/sheet.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

/* no spreadsheet comes near these */
enum { DEEPEST = 100, MOST_ATTRIBUTES = 200 };

struct tb_xml {
    XML_Parser parser;
    tb_xml_handlers h;
    void *ctx;
    const char *where;
    size_t depth;
    tb_status st; /* of a handler, or of a bound */
    tb_err *err;  /* of the call that is running */
};

/* Prefixes are the writer's choice; the names behind them are the standard's. */
static const char *strip_prefix(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

/* Expat goes on until it is told to stop; nothing else may reach a handler meanwhile. */
static void stop_parser(tb_xml *x, tb_status st)
{
    x->st = st;
    if (st != TB_OK)
        XML_StopParser(x->parser, XML_FALSE);
}

/* One sentence for everything that is well formed and no spreadsheet. */
static tb_status refuse_unfit(tb_xml *x)
{
    return tbi_fail(x->err, TB_EDATA, TB_MSG_SHEET_BUILT_SPREADSHEET_BUILDS_OPEN, x->where);
}

/* Depth and attributes are bounded before the handler sees the element. */
static void XMLCALL start_element(void *ctx, const XML_Char *name, const XML_Char **attributes)
{
    tb_xml *x = ctx;
    if (x->st != TB_OK)
        return;
    x->depth++;
    if (x->depth > DEEPEST || XML_GetSpecifiedAttributeCount(x->parser) > MOST_ATTRIBUTES)
        stop_parser(x, refuse_unfit(x));
    else
        stop_parser(x, x->h.start(x->ctx, strip_prefix(name), attributes, x->err));
}

/* Depth counts elements that are open. */
static void XMLCALL end_element(void *ctx, const XML_Char *name)
{
    tb_xml *x = ctx;
    if (x->st != TB_OK)
        return;
    x->depth--;
    stop_parser(x, x->h.end(x->ctx, strip_prefix(name), x->err));
}

/* Pieces of a text, in any size. */
static void XMLCALL take_text(void *ctx, const XML_Char *bytes, int n)
{
    tb_xml *x = ctx;
    if (x->st == TB_OK)
        stop_parser(x, x->h.text(x->ctx, bytes, (size_t)n, x->err));
}

/* Entities are declared in a document type: no spreadsheet writes one. */
static void XMLCALL refuse_doctype(void *ctx, const XML_Char *name, const XML_Char *system,
                                   const XML_Char *public, int inside)
{
    tb_xml *x = ctx;
    (void)name;
    (void)system;
    (void)public;
    (void)inside;
    if (x->st == TB_OK)
        stop_parser(x, refuse_unfit(x));
}

/* The handlers are copied, ctx and where borrowed. */
tb_status tbi_xml_open(tb_xml **out, const tb_xml_handlers *h, void *ctx, const char *where,
                       tb_err *err)
{
    *out = NULL;
    tb_xml *x = tbi_calloc(1, sizeof *x);
    XML_Parser parser = x != NULL ? XML_ParserCreate(NULL) : NULL;
    if (parser == NULL) {
        free(x);
        return tbi_no_memory_of(err, where);
    }
    *x = (tb_xml){ .parser = parser, .h = *h, .ctx = ctx, .where = where };
    XML_SetUserData(parser, x);
    XML_SetElementHandler(parser, start_element, end_element);
    XML_SetCharacterDataHandler(parser, take_text);
    XML_SetStartDoctypeDeclHandler(parser, refuse_doctype);
    *out = x;
    return TB_OK;
}

/* n == 0 is the end of the document. A refusal of a handler goes before what expat says of being
 * stopped. */
tb_status tbi_xml_feed(tb_xml *x, const char *bytes, size_t n, tb_err *err)
{
    x->err = err;
    if (XML_Parse(x->parser, bytes, (int)n, n == 0) == XML_STATUS_OK)
        return TB_OK;
    if (x->st != TB_OK)
        return x->st;
    if (XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY)
        return tbi_no_memory_of(err, x->where);
    return refuse_unfit(x);
}

void tbi_xml_close(tb_xml *x)
{
    if (x == NULL)
        return;
    XML_ParserFree(x->parser);
    free(x);
}

/* attributes: name and value by turns, NULL at the end. */
const char *tbi_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(strip_prefix(attributes[0]), name) == 0)
            return attributes[1];
    return NULL;
}
