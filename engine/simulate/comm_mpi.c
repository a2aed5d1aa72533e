/* comm_mpi.c - the same over MPI: only sums of integers travel, so that the number of processes
 * cannot change a digit. Linked into tangbac-mpi in place of comm_serial.c. */
#ifdef TANGBAC_MPI
#include "simulate/comm.h"

#include "base/error.h"
#include "messages/simulate.h"

#include <mpi.h>
#include <time.h>

/* Large tables go in pieces, so that no count exceeds MPI's int. */
enum { PIECE = 1 << 24 };

/* what: 0 = the number of this process, 1 = how many there are. Without MPI_Init it is 0 of 1. */
static int asked(int what)
{
    int on = 0, value = what;
    MPI_Initialized(&on);
    if (!on)
        return what == 1;
    if (what == 0)
        MPI_Comm_rank(MPI_COMM_WORLD, &value);
    else
        MPI_Comm_size(MPI_COMM_WORLD, &value);
    return value;
}

static tb_status failed(int code, tb_err *err)
{
    char text[MPI_MAX_ERROR_STRING];
    int n = 0;
    MPI_Error_string(code, text, &n);
    return tbi_fail(err, TB_EIO, TB_MSG_SIMULATE_MPI_COMMUNICATION_FAILED_CHECK, n, text);
}

tb_status tb_comm_start(int *argc, char ***argv, tb_err *err)
{
    int given = 0, code = MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &given);
    if (code != MPI_SUCCESS)
        return tbi_fail(err, TB_EIO, TB_MSG_SIMULATE_CANNOT_START_MPI);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    return TB_OK;
}

int tb_comm_rank(void)
{
    return asked(0);
}

int tb_comm_size(void)
{
    return asked(1);
}

void tb_comm_end(int code)
{
    int on = 0, off = 0;
    MPI_Initialized(&on);
    MPI_Finalized(&off);
    if (!on || off)
        return;
    /* every process ends with its own code; one that is killed takes the others with it, by mpirun
     * */
    (void)code;
    MPI_Finalize();
}

tb_status tbi_comm_sum(uint64_t *x, size_t n, tb_err *err)
{
    for (size_t at = 0; at < n; at += PIECE) {
        int count = (int)(n - at < PIECE ? n - at : PIECE), root = tb_comm_rank() == 0;
        int code =
            root ? MPI_Reduce(MPI_IN_PLACE, x + at, count, MPI_UINT64_T, MPI_SUM, 0, MPI_COMM_WORLD)
                 : MPI_Reduce(x + at, NULL, count, MPI_UINT64_T, MPI_SUM, 0, MPI_COMM_WORLD);
        if (code != MPI_SUCCESS)
            return failed(code, err);
    }
    return TB_OK;
}

tb_status tbi_comm_agree(tb_status st)
{
    int mine = (int)st, worst = (int)st;
    if (MPI_Allreduce(&mine, &worst, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD) != MPI_SUCCESS)
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

int tb_comm_any(int flag)
{
    int mine = flag != 0, any = mine;
    MPI_Request r;
    if (tb_comm_size() == 1)
        return any;
    if (MPI_Iallreduce(&mine, &any, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD, &r) != MPI_SUCCESS ||
        wait_asleep(&r) != MPI_SUCCESS)
        return 1;
    return any;
}
#else
typedef int tb_comm_mpi_is_not_built;
#endif
