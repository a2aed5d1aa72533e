/* threads.c - as many as were asked for, where they find room. */
#include "base/threads.h"

#include <omp.h>
#include <stdbool.h>
#include <sys/resource.h>

int tbi_threads(int asked)
{
    static const rlim_t ROOM = (rlim_t)4 << 30;
    struct rlimit limit;
    bool narrow = getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
                  limit.rlim_cur < ROOM;
    if (narrow)
        return 1;
    return asked > 0 ? asked : omp_get_max_threads();
}
