/* messages/one_language.h - one text of a pair, where a sentence is finished in each language by
 * itself: numbers are written differently, or a sentence stands in a larger one. Both texts stay
 * side by side in the catalogue. The argument is a pair of the catalogue. */
#ifndef TB_MESSAGES_ONE_LANGUAGE_H
#define TB_MESSAGES_ONE_LANGUAGE_H

#define TB_EN(...)         TB_PICK_EN(__VA_ARGS__)
#define TB_VI(...)         TB_PICK_VI(__VA_ARGS__)
#define TB_PICK_EN(en, vi) en
#define TB_PICK_VI(en, vi) vi
/* One of both for a list of pairs: H(en, vi) H(en, vi) ... */
#define TB_EACH_EN(en, vi) en,
#define TB_EACH_VI(en, vi) vi,
#endif
