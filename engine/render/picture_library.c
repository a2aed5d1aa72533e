/* picture_library.c - the look-up of the calls that a picture needs. */
#include "render/picture_library.h"

#include <dlfcn.h>
#include <string.h>

/* dlsym on librsvg searches the libraries that it needs too: cairo and gobject come by it. */
static const char LIBRARY[] = "librsvg-2.so.2";

/* A pointer to data becomes one to a function by its bytes: ISO C has no cast for it. */
static bool find_call(void *library, const char *name, void *slot, size_t size)
{
    void *at = dlsym(library, name);
    if (at == NULL)
        return false;
    memcpy(slot, &at, size);
    return true;
}

/* RTLD_NODELETE, since glib cannot be unloaded safely. All calls are looked up before any is
 * made: a library that lacks one is refused as a whole. */
bool tbi_picture_library_open(tb_picture_library *lib, const char **why)
{
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    bool whole = library != NULL;
#define TBI_CALL(name) whole = whole && find_call(library, #name, &lib->name, sizeof lib->name);
    TBI_PICTURE_CALLS(TBI_CALL)
#undef TBI_CALL
    if (!whole) {
        const char *said = dlerror();
        *why = said != NULL ? said : LIBRARY;
    }
    return whole;
}
