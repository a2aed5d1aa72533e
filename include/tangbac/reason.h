/* tangbac/reason.h - why a number is absent or a term was dropped: an id for programs, the sentence
 * for people. */
#ifndef TANGBAC_REASON_H
#define TANGBAC_REASON_H

#ifdef __cplusplus
extern "C" {
#endif

/* Borrowed from the library or from the result that it stands in; where a struct points to one,
 * NULL is no reason. id: one word with underscores ("perfect_fit"); it stays when the sentence is
 * mended. */
typedef struct tb_reason {
    const char *id, *text, *text_vi;
} tb_reason;

#ifdef __cplusplus
}
#endif
#endif
