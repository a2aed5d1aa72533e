/* messages/attain.h - what is said about goals that cannot be resolved: English and Vietnamese
 * side by side, with the same arguments in the same order. */
#ifndef TB_MESSAGES_ATTAIN_H
#define TB_MESSAGES_ATTAIN_H

#define TB_MSG_ATTAIN_NO_PARTS                                                           \
    "the goal '%s' is about components, and %s has none in %d",                          \
        "chỉ tiêu '%s' là về các nội dung thành phần, nhưng %s không có " \
        "nội dung thành phần năm %d"
#define TB_MSG_ATTAIN_OTHER_PARTS                                              \
    "the goal '%s' says another number of components than %s has (%zu in %d)", \
        "chỉ tiêu '%s' nêu số nội dung khác với số nội dung của %s (%zu, năm %d)"
#define TB_MSG_ATTAIN_MORE_PARTS                                                               \
    "the goal '%s' asks for more components than %s has (%zu in %d)",                          \
        "chỉ tiêu '%s' đòi hỏi nhiều nội dung hơn số nội dung của %s (%zu, " \
        "năm %d)"
#define TB_MSG_ATTAIN_PARTS_AMONG_ALTERNATIVES                                              \
    "the goal '%s' on components cannot be one of several alternatives; give it alone",     \
        "chỉ tiêu '%s' về các nội dung thành phần không thể là một trong " \
        "nhiều phương án thay thế; hãy nêu riêng"

/* ---- resolve.c ---- */
#define TB_MSG_ATTAIN_REGION_UNIT_KNOWN \
    "the region of the unit is not known", "chưa biết vùng của đơn vị"
#define TB_MSG_ATTAIN_GOALS_INDEX_NEED_TOO                   \
    "the goals of this index need too many different years", \
        "các chỉ tiêu của chỉ số này cần quá nhiều năm khác nhau"

#endif
