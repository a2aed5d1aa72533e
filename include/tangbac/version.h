/* tangbac/version.h - the version of the library; the build reads it from here. */
#ifndef TANGBAC_VERSION_H
#define TANGBAC_VERSION_H

#include <tangbac/error.h>

#define TB_VERSION_MAJOR 0
#define TB_VERSION_MINOR 1
#define TB_VERSION_PATCH 0
#define TB_VERSION       "0.1.0"
/* #if TB_VERSION_AT_LEAST(0, 2, 0): what this header is of; tb_version says what is running. */
#define TB_VERSION_AT_LEAST(major, minor, patch) \
    (TB_VERSION_MAJOR > (major) ||               \
     (TB_VERSION_MAJOR == (major) &&             \
      (TB_VERSION_MINOR > (minor) ||             \
       (TB_VERSION_MINOR == (minor) && TB_VERSION_PATCH >= (patch)))))

/* The layout number of the panel file that this version writes; it reads this and older ones. */
#define TB_PANEL_SCHEMA 1

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the library that is running, as text: "0.1.0". Static storage. */
TB_API const char *tb_version(void);

/* One line with the versions of GSL, OpenBLAS, HDF5 and cJSON that are running, joined by ", ".
 * Static storage. */
TB_API const char *tb_version_libraries(void);

#ifdef __cplusplus
}
#endif
#endif
