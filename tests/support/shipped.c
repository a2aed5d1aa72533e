/* shipped.c - open it or say why not. */
#include "support/shipped.h"

#include <stdio.h>

tb_panel *shipped;

tb_panel *shipped_panel(void)
{
    tb_err err = TB_ERR_INIT;
    tb_panel *p = NULL;
    if (tb_panel_open(&p, SHIPPED_PANEL, NULL, &err) != TB_OK)
        fprintf(stderr, "%s\n", err.message);
    return p;
}

int open_shipped(void **state)
{
    (void)state;
    shipped = shipped_panel();
    return shipped == NULL;
}

int close_shipped(void **state)
{
    (void)state;
    tb_panel_free(shipped);
    shipped = NULL;
    return 0;
}
