/* comm_mpi.c - the same over MPI: only sums of integers travel, so that the number of processes
 * cannot change a digit. Linked into tangbac-mpi in place of comm_serial.c. */
#ifdef TANGBAC_MPI
#include "simulate/comm.h"

#include "base/error.h"
#include "base/refusals.h"
#include "messages/simulate.h"

#include <mpi.h>
#include <stdlib.h>
#include <time.h>

/* Large tables go in pieces, so that no count exceeds MPI's int. */
enum { PIECE = 1 << 24 };

/* A communicator of our own, so that messages of the program cannot be taken for ours. */
struct tb_comm {
    MPI_Comm world;
    int rank, size;
};

/* MPI's own words for the code. */
static tb_status refuse_mpi(int code, tb_err *err)
{
    char text[MPI_MAX_ERROR_STRING];
    int n = 0;
    MPI_Error_string(code, text, &n);
    return tbi_fail(err, TB_EIO, TB_MSG_SIMULATE_MPI_COMMUNICATION_FAILED_CHECK, n, text);
}

tb_status tb_comm_start(tb_comm **out, int *argc, char ***argv, tb_err *err)
{
    int given = 0, code = MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &given);
    *out = NULL;
    if (code != MPI_SUCCESS)
        return tbi_fail(err, TB_EIO, TB_MSG_SIMULATE_CANNOT_START_MPI);
    tb_comm *c = tbi_calloc(1, sizeof *c);
    if (c == NULL) {
        MPI_Finalize();
        return tbi_no_memory(err, "MPI");
    }
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    if (MPI_Comm_dup(MPI_COMM_WORLD, &c->world) != MPI_SUCCESS) {
        free(c);
        MPI_Finalize();
        return tbi_fail(err, TB_EIO, TB_MSG_SIMULATE_CANNOT_START_MPI);
    }
    MPI_Comm_rank(c->world, &c->rank);
    MPI_Comm_size(c->world, &c->size);
    *out = c;
    return TB_OK;
}

int tb_comm_rank(const tb_comm *c)
{
    return c != NULL ? c->rank : 0;
}

int tb_comm_size(const tb_comm *c)
{
    return c != NULL ? c->size : 1;
}

/* Every process ends with its own code; one that is killed takes the others with it, by mpirun. */
void tb_comm_end(tb_comm *c)
{
    if (c == NULL)
        return;
    MPI_Comm_free(&c->world);
    MPI_Finalize();
    free(c);
}

/* In pieces, since MPI counts in int. */
tb_status tbi_comm_sum(const tb_comm *c, uint64_t *x, size_t n, tb_err *err)
{
    if (c == NULL)
        return TB_OK;
    for (size_t at = 0; at < n; at += PIECE) {
        int count = (int)(n - at < PIECE ? n - at : PIECE), root = c->rank == 0;
        int code = root
                       ? MPI_Reduce(MPI_IN_PLACE, x + at, count, MPI_UINT64_T, MPI_SUM, 0, c->world)
                       : MPI_Reduce(x + at, NULL, count, MPI_UINT64_T, MPI_SUM, 0, c->world);
        if (code != MPI_SUCCESS)
            return refuse_mpi(code, err);
    }
    return TB_OK;
}

/* Statuses are ordered: the largest number is told to all. */
tb_status tbi_comm_agree(const tb_comm *c, tb_status st)
{
    int mine = (int)st, worst = (int)st;
    if (c == NULL)
        return st;
    if (MPI_Allreduce(&mine, &worst, 1, MPI_INT, MPI_MAX, c->world) != MPI_SUCCESS)
        return TB_EIO;
    return (tb_status)worst;
}

/* A process that is done early sleeps: where there are more processes than cores, one that spins
 * takes the time of one that counts. */
static int wait_asleep(MPI_Request *r)
{
    const struct timespec nap = { 0, 200000 };
    for (int done = 0, code;;) {
        code = MPI_Test(r, &done, MPI_STATUS_IGNORE);
        if (code != MPI_SUCCESS || done)
            return code;
        nanosleep(&nap, NULL);
    }
}

/* Any process says yes; a broken connection counts as yes, so that all stop. */
int tb_comm_any(const tb_comm *c, int flag)
{
    int mine = flag != 0, any = mine;
    MPI_Request r;
    if (tb_comm_size(c) == 1)
        return any;
    if (MPI_Iallreduce(&mine, &any, 1, MPI_INT, MPI_MAX, c->world, &r) != MPI_SUCCESS ||
        wait_asleep(&r) != MPI_SUCCESS)
        return 1;
    return any;
}
#else
typedef int tb_comm_mpi_is_not_built;
#endif
