/* The smallest program that uses the library: it must link, and say the version of the header that
 * it was built with. */
#include <stdio.h>
#include <string.h>
#include <tangbac/error.h>
#include <tangbac/version.h>

int main(void)
{
    printf("tangbac %s: %s\n", tb_version(), tb_status_words(TB_OK));
    return strcmp(tb_version(), TB_VERSION) != 0;
}
