/* read_package.c - the list of tables in a Frictionless datapackage.json (v1). */
#include "base/error.h"
#include "base/file.h"
#include "import/dialect.h"
#include "import/resource.h"
#include "messages/import.h"
#include "text/json_read.h"

#include <string.h>
#include <strings.h>

enum { LARGEST_DESCRIPTOR = 1 << 26 };

/* The words of `tangbac:role`. Those of other commands stand here too, so that a package
 * with levers and goals can be imported; a word that is none of these is refused. */
static const struct {
    const char *word;
    tb_role role;
} roles[] = { { "units", TB_ROLE_UNITS },
              { "aliases", TB_ROLE_ALIASES },
              { "aliases-34", TB_ROLE_ALIASES },
              { "not_units", TB_ROLE_NOT_UNITS },
              { "neighbours", TB_ROLE_NEIGHBOURS },
              { "indices", TB_ROLE_INDICES },
              { "sources", TB_ROLE_SOURCES },
              { "structure", TB_ROLE_STRUCTURE },
              { "schemes", TB_ROLE_SCHEMES },
              { "heads", TB_ROLE_HEADS },
              { "conflicts", TB_ROLE_CONFLICTS },
              { "facts", TB_ROLE_FACTS },
              { "values", TB_ROLE_VALUES },
              { "agencies", TB_ROLE_AGENCIES },
              { "measures", TB_ROLE_MEASURES },
              { "adoption", TB_ROLE_ADOPTION },
              { "criteria", TB_ROLE_CRITERIA },
              { "precision", TB_ROLE_PRECISION },
              { "adoption_counts", TB_ROLE_NONE },
              { "lost_points", TB_ROLE_NONE },
              { "studies", TB_ROLE_STUDIES },
              { "levers", TB_ROLE_NONE },
              { "goals", TB_ROLE_NONE },
              { "goal_outcomes", TB_ROLE_NONE },
              { "records", TB_ROLE_NONE },
              { "tiles", TB_ROLE_NONE },
              { "template", TB_ROLE_NONE },
              { "scenario", TB_ROLE_NONE },
              { "schema", TB_ROLE_NONE } };

/* Case counts; *out is left alone when the word is unknown. */
static bool is_known_role(tb_role *out, const char *word)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (strcmp(roles[i].word, word) != 0)
            continue;
        *out = roles[i].role;
        return true;
    }
    return false;
}

/* A resource with nothing said of it; NULL: no memory. Pointers to those before it do not
 * outlive this call. valid_from 0 and valid_to 9999: always. */
static tb_resource *append_resource(tb_resources *r, tb_arena *a)
{
    if (r->count == r->room) {
        size_t room = r->room == 0 ? 64 : r->room * 2;
        tb_resource *wider = TB_NEW(a, tb_resource, room);
        if (wider == NULL)
            return NULL;
        if (r->count > 0)
            memcpy(wider, r->item, r->count * sizeof *wider);
        r->item = wider;
        r->room = room;
    }
    r->item[r->count] = (tb_resource){
        .role = TB_ROLE_UNKNOWN, .path = "", .index = "", .valid_from = 0, .valid_to = 9999
    };
    return &r->item[r->count++];
}

/* Texts are not copied: they are the arena's, or live as long. */
bool tbi_resources_put(tb_resources *r, const tb_resource *x, tb_arena *a)
{
    tb_resource *to = append_resource(r, a);
    if (to != NULL)
        *to = *x;
    return to != NULL;
}

/* A path of a package stays inside its folder: that is Frictionless's rule, and it keeps a strange
 * package away from other files. */
static bool is_safe_path(const char *path)
{
    if (path[0] == '/' || path[0] == '\0' || strstr(path, "://") != NULL)
        return false;
    for (const char *p = path; p != NULL; p = strchr(p, '/') != NULL ? strchr(p, '/') + 1 : NULL)
        if (strncmp(p, "..", 2) == 0 && (p[2] == '/' || p[2] == '\0'))
            return false;
    return true;
}

/* like: what the resource says, for each of its paths. Tables in the forms that are read must be
 * there and inside the package, links followed; those of other forms are left alone. where: the
 * descriptor's path. TB_EDATA for a path with ".." or from the root. */
static tb_status add_path(tb_resources *r, const tb_resource *like, const char *path,
                          const char *where, tb_arena *a, tb_err *err)
{
    if (!is_safe_path(path))
        return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_NAMES_TABLE_PACKAGE_TABLES, where, path);
    tb_resource *x = append_resource(r, a);
    if (x == NULL)
        return tbi_no_memory_of(err, where);
    *x = *like;
    x->path = tbi_file_relative(a, where, path);
    if (x->path == NULL)
        return tbi_no_memory_of(err, where);
    if (x->role == TB_ROLE_UNKNOWN && strcasecmp(tbi_file_ending(path), ".csv") != 0 &&
        strcasecmp(tbi_file_ending(path), ".tsv") != 0 &&
        strcasecmp(tbi_file_ending(path), ".txt") != 0 &&
        strcasecmp(tbi_file_ending(path), ".xlsx") != 0 &&
        strcasecmp(tbi_file_ending(path), ".ods") != 0)
        x->role = TB_ROLE_NONE;
    /* templates wait to be filled in: without a role they would be read as tables of figures */
    if (x->role == TB_ROLE_UNKNOWN &&
        (strncmp(path, "templates/", 10) == 0 || strstr(path, "/templates/") != NULL))
        x->role = TB_ROLE_NONE;
    if (x->role != TB_ROLE_NONE && !tbi_file_exists(x->path))
        return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_NAMES_TABLE_THERE_SUCH, where, x->path);
    if (x->role != TB_ROLE_NONE && !tbi_file_inside(a, where, x->path))
        return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_LINK_OUTSIDE, where, x->path);
    return TB_OK;
}

/* base: what the package says for all of them. `path` may be one or a list; `data` in the
 * descriptor itself is passed over for roles that no import reads. */
static tb_status add_resource(tb_resources *r, const cJSON *x, const tb_resource *base,
                              const char *where, tb_arena *a, tb_err *err)
{
    if (!cJSON_IsObject(x))
        return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_RESOURCE_MUST_OBJECT, where);
    tb_status st = TB_OK;
    tb_resource like = *base;
    const char *role = NULL, *index = NULL;
    long long year = 0;
    if (tbi_json_get_text(&role, x, "tangbac:role", where, &st, err) &&
        !is_known_role(&like.role, role))
        return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_UNKNOWN_ROLE_TABLE_EXPECTED, where, role);
    if (st == TB_OK && tbi_json_get_text(&index, x, "tangbac:index", where, &st, err))
        like.index = tbi_arena_text(a, index);
    if (st == TB_OK && tbi_json_get_int(&year, x, "tangbac:valid_from", 0, 9999, where, &st, err))
        like.valid_from = (int)year;
    if (st == TB_OK && tbi_json_get_int(&year, x, "tangbac:valid_to", 0, 9999, where, &st, err))
        like.valid_to = (int)year;
    if (st != TB_OK)
        return st;
    /* tables that no import reads may be written as they like */
    if (like.role != TB_ROLE_NONE &&
        (st = tbi_dialect_of(&like.dialect, x, where, a, err)) != TB_OK)
        return st;
    const cJSON *complete = tbi_json_get(x, "tangbac:complete");
    /* one path, or a list of them for a table in several files */
    const cJSON *path = tbi_json_get(x, "path");
    if (complete != NULL)
        like.complete = cJSON_IsTrue(complete);
    if (like.index == NULL)
        return tbi_no_memory_of(err, where);
    if (cJSON_IsString(path))
        return add_path(r, &like, path->valuestring, where, a, err);
    if (!cJSON_IsArray(path)) {
        if (tbi_json_get(x, "data") != NULL && like.role == TB_ROLE_NONE)
            return TB_OK;
        return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_RESOURCE_HAS_PATH, where);
    }
    const cJSON *one;
    cJSON_ArrayForEach(one, path)
    {
        if (!cJSON_IsString(one))
            return tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_PATH_RESOURCE_MUST_TEXT, where);
        if ((st = add_path(r, &like, one->valuestring, where, a, err)) != TB_OK)
            return st;
    }
    return TB_OK;
}

/* All resources have what the package says until they say otherwise. */
static tb_status add_package(tb_resources *r, const char *path, tb_arena *a, tb_err *err)
{
    const char *bytes = NULL;
    size_t n = 0;
    cJSON *json = NULL;
    tb_status st = tbi_file_read(&bytes, &n, path, LARGEST_DESCRIPTOR, a, err);
    if (st == TB_OK)
        st = tbi_json_parse(&json, bytes, n, path, err);
    if (st != TB_OK)
        return st;
    const cJSON *list = tbi_json_get(json, "resources"), *x;
    tb_resource base = {
        .role = TB_ROLE_UNKNOWN, .path = "", .index = "", .valid_to = 9999, .packaged = true
    };
    base.complete = cJSON_IsTrue(tbi_json_get(json, "tangbac:complete"));
    if (!cJSON_IsArray(list))
        st = tbi_fail(err, TB_EDATA, TB_MSG_IMPORT_DATA_PACKAGE_HAS_LIST, path);
    if (st == TB_OK)
        cJSON_ArrayForEach(x,
                           list) if ((st = add_resource(r, x, &base, path, a, err)) != TB_OK) break;
    cJSON_Delete(json);
    return st;
}

/* A folder stands for the datapackage.json in it, and a .json is a descriptor; all else is one
 * table without a package. */
tb_status tbi_resources_add(tb_resources *r, const char *source, tb_arena *a, tb_err *err)
{
    const char *path = tbi_arena_text(a, source);
    if (path == NULL)
        return tbi_no_memory_of(err, source);
    if (tbi_file_is_dir(path)) {
        const char *inside = tbi_arena_printf(a, "%s/datapackage.json", path);
        if (inside == NULL)
            return tbi_no_memory_of(err, source);
        if (!tbi_file_exists(inside))
            return tbi_fail(err, TB_EIO, TB_MSG_IMPORT_FOLDER_HOLDS_DATAPACKAGE_JSON, path);
        return add_package(r, inside, a, err);
    }
    if (strcasecmp(tbi_file_ending(path), ".json") == 0)
        return add_package(r, path, a, err);
    tb_resource *x = append_resource(r, a);
    if (x == NULL)
        return tbi_no_memory_of(err, source);
    x->path = path;
    return TB_OK;
}
