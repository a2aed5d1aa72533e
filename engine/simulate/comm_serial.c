/* comm_serial.c - a world of one process. */
#include "simulate/comm.h"

tb_status tb_comm_start(int *argc, char ***argv, tb_err *err)
{
    (void)argc;
    (void)argv;
    (void)err;
    return TB_OK;
}

int tb_comm_rank(void)
{
    return 0;
}

int tb_comm_size(void)
{
    return 1;
}

void tb_comm_end(int code)
{
    (void)code;
}

tb_status tbi_comm_sum(uint64_t *x, size_t n, tb_err *err)
{
    (void)x;
    (void)n;
    (void)err;
    return TB_OK;
}

tb_status tbi_comm_agree(tb_status st)
{
    return st;
}

int tb_comm_any(int flag)
{
    return flag;
}
