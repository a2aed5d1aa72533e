/* world_one.c - a world of one process. */
#include "simulate/world.h"

tb_status tb_world_start(int *argc, char ***argv, tb_err *err)
{
    (void)argc;
    (void)argv;
    (void)err;
    return TB_OK;
}

int tb_world_rank(void)
{
    return 0;
}

int tb_world_size(void)
{
    return 1;
}

void tb_world_end(int code)
{
    (void)code;
}

tb_status tb_world_sum(uint64_t *x, size_t n, tb_err *err)
{
    (void)x;
    (void)n;
    (void)err;
    return TB_OK;
}

tb_status tb_world_agree(tb_status st)
{
    return st;
}

int tb_world_any(int flag)
{
    return flag;
}
