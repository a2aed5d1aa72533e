/* shipped.c - open it or say why not. */
#include "support/shipped.h"

#include <stdio.h>

tb_panel *shipped;

static tb_panel *open_panel(const char *const *indices)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    if (tb_panel_open(&p, SHIPPED_PANEL, indices, &err) != TB_OK)
        fprintf(stderr, "%s\n", err.message);
    return p;
}

tb_panel *shipped_panel(void)
{
    return open_panel(NULL);
}

int open_shipped_of(const char *const *indices)
{
    shipped = open_panel(indices);
    return shipped == NULL;
}

int open_shipped(void **state)
{
    (void)state;
    return open_shipped_of(NULL);
}

int close_shipped(void **state)
{
    (void)state;
    tb_panel_free(shipped);
    shipped = NULL;
    return 0;
}
