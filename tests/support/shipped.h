/* support/shipped.h - the panel of the shipped data, which the fixture of tests/CMakeLists.txt
 * imports once for all tests. */
#ifndef TESTS_SHIPPED_H
#define TESTS_SHIPPED_H

#include <tangbac/panel.h>

#define SHIPPED_PANEL TANGBAC_BINARY_DIR "/panel.h5"

/* Opened; the caller frees it. NULL, with the sentence printed, when that cannot be done. */
tb_panel *shipped_panel(void);

/* The same as a group's fixture (cmocka): open for all tests of a program. */
extern tb_panel *shipped;
int open_shipped(void **state);
int close_shipped(void **state);
/* For a fixture of a test that asks about some indices alone, NULL behind the last. */
int open_shipped_of(const char *const *indices);

#endif
