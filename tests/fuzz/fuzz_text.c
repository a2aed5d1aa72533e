/* fuzz_text.c - libFuzzer: bytes as rows of a CSV table (first byte c) or as JSON (anything else), through
 * the readers alone: nothing may crash, leak or run away, a row has as many fields as the first, and
 * what is read has no control character. Fast, since nothing else is compiled. tests/fuzz/run.sh builds
 * and runs it. */
#include "fuzz/fuzz_file.h"
#include "text/json_read.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char table[] = "/dev/shm/fuzz-text-XXXXXX";

static void check_texts(const cJSON *item)
{
    if (item->string != NULL && tbi_control_find(item->string, strlen(item->string)) != 0)
        abort();
    if (cJSON_IsString(item) && tbi_control_find(item->valuestring, strlen(item->valuestring)) != 0)
        abort();
    for (const cJSON *k = item->child; k != NULL; k = k->next)
        check_texts(k);
}

static void read_json(const char *bytes, size_t n)
{
    tb_err err = TB_ERR_INIT;
    cJSON *root = NULL;
    if (tbi_json_parse(&root, bytes, n, "x.json", &err) != TB_OK) {
        if (err.message[0] == '\0' || tbi_control_find(err.message, strlen(err.message)) != 0)
            abort();
        return;
    }
    check_texts(root);
    cJSON_Delete(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    name_file(table);
    if (n == 0)
        return 0;
    const char *text = (const char *)bytes + 1;
    if (bytes[0] != 'c') {
        read_json(text, n - 1);
        return 0;
    }
    FILE *f = fopen(table, "wb");
    if (f == NULL || fwrite(text, 1, n - 1, f) != n - 1 || fclose(f) != 0)
        abort();
    read_rows(table);
    return 0;
}
