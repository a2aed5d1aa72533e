/* messages/standing.h - what does the table of where a province stands say? English and Vietnamese
 * side by side; both read the same arguments in the same order. */
#ifndef TB_MESSAGES_STANDING_H
#define TB_MESSAGES_STANDING_H

#define TB_MSG_STANDING_NO_INDEX                       \
    "unknown index '%s'", "chưa có chỉ số '%s' " \
                          "trong bộ dữ liệu"
#define TB_MSG_STANDING_NO_YEAR                         \
    "'%s' has nothing for %d", "chỉ số '%s' chưa " \
                               "có số liệu năm %d"
#define TB_MSG_STANDING_NOTHING \
    "no index has anything for %d", "chưa có chỉ số nào có số liệu năm %d"
#define TB_MSG_STANDING_WITHHELD                                                          \
    "%d of %zu provinces were ranked: the results of %zu were withheld",                  \
        "%d trong %zu tỉnh, thành phố được xếp hạng: kết quả của %zu " \
        "tỉnh, thành phố không công bố"
#define TB_MSG_STANDING_SOME                                                                  \
    "%d of %zu provinces were ranked: the publisher ranks only some",                         \
        "%d trong %zu tỉnh, thành phố được xếp hạng: cơ quan công bố chỉ " \
        "xếp hạng một số"

#endif
