/* messages/attain.h - what is said about goals that cannot be resolved: English and Vietnamese
 * side by side, with the same arguments in the same order. */
#ifndef TB_MESSAGES_ATTAIN_H
#define TB_MESSAGES_ATTAIN_H

#define TB_MSG_ATTAIN_NO_PARTS                                                           \
    "the goal '%s' is about components, and %s has none in %d",                          \
        "chỉ tiêu '%s' là về các nội dung thành phần, nhưng %s không có " \
        "nội dung thành phần năm %d"
#define TB_MSG_ATTAIN_NO_SUCH_PART                                                             \
    "the goal '%s' names in quotes what is not a component of %s; name it by its code, as in " \
    "PCI.CSTP2_LAND",                                                                          \
        "chỉ tiêu '%s' nêu trong ngoặc kép một tên không phải nội dung thành " \
        "phần của %s; hãy ghi bằng mã, ví dụ PCI.CSTP2_LAND"
#define TB_MSG_ATTAIN_OTHER_PARTS                                                                \
    "the goal '%s' names another number of components than %s has (%zu in %d)",                  \
        "chỉ tiêu '%s' nêu số nội dung khác với số nội dung của %s (%zu, năm " \
        "%d)"
#define TB_MSG_ATTAIN_MORE_PARTS                                                               \
    "the goal '%s' asks for more components than %s has (%zu in %d)",                          \
        "chỉ tiêu '%s' đòi hỏi nhiều nội dung hơn số nội dung của %s (%zu, " \
        "năm %d)"
#define TB_MSG_ATTAIN_PARTS_AMONG_ALTERNATIVES                                              \
    "the goal '%s' on components cannot be one of several alternatives; give it alone",     \
        "chỉ tiêu '%s' về các nội dung thành phần không thể là một trong " \
        "nhiều phương án thay thế; hãy nêu riêng"

/* ---- resolve.c ---- */
/* the year, and why in each language */
#define TB_MSG_ATTAIN_GROUPS_OF "groups of %d: %s%.0s", "nhóm năm %d: %.0s%s"
#define TB_MSG_ATTAIN_GROUPS_UNKNOWN \
    "the limits of the groups of %d are not known", "chưa biết ngưỡng phân nhóm của năm %d"
#define TB_MSG_ATTAIN_REGION_UNIT_KNOWN \
    "the region of the unit is not known", "chưa biết vùng của đơn vị"
#define TB_MSG_ATTAIN_GOALS_INDEX_NEED_TOO                   \
    "the goals of this index need too many different years", \
        "các chỉ tiêu của chỉ số này cần quá nhiều năm khác nhau"

#define TB_MSG_ATTAIN_LIMITS_GROUPS_THOSE_FORCE                                         \
    "%s %d: the limits of the groups are those in force in %d, as known at the origin", \
        "%s năm %d: ngưỡng phân nhóm lấy theo năm %d, là "                    \
        "quy định đã biết tại thời điểm dự báo"
#define TB_MSG_ATTAIN_YEARS_AFTER_ORIGIN_AT                          \
    "%d is %d years after the origin %d; at most 5 can be forecast", \
        "năm %d cách năm gốc %d tới %d năm; chỉ dự báo được tối đa 5 năm"
#define TB_MSG_ATTAIN_YEAR_NOT_AFTER_ORIGIN                                         \
    "%d is not after the origin %d of %s: the results of the goal's year were out", \
        "năm %d không sau năm gốc %d của %s: kết quả năm đó đã công bố"
#define TB_MSG_ATTAIN_BASE_YEAR_NOT_PANEL                    \
    "the base year %d is not in the panel: %s starts in %d", \
        "năm so sánh %d chưa có trong bộ dữ liệu: %s bắt đầu từ năm %d"
#define TB_MSG_ATTAIN_BASE_YEAR_NOT_BEFORE               \
    "the base year %d is not before the goal's year %d", \
        "năm so sánh %d không trước năm của chỉ tiêu %d"
#define TB_MSG_ATTAIN_HAS_NOTHING_ABOUT \
    "%s has nothing about %s", "%s chưa có số liệu của %s trong bộ dữ liệu"

#define TB_MSG_ATTAIN_PATH_OVER_SEVERAL_YEARS                                              \
    "a path over several years has no single year in which only the noise is drawn again", \
        "chỉ tiêu kéo dài nhiều năm, không tách riêng "                         \
        "được biến động ngẫu nhiên của một năm"
#define TB_MSG_ATTAIN_GOAL_ABOUT_YEAR_THAT                                                 \
    "the goal is about a year that is already published", "chỉ tiêu thuộc năm đã " \
                                                          "có kết quả công bố"
#define TB_MSG_ATTAIN_FROM_PLACE_CLIMBS_PAST                        \
    "%s: '%s' from place %d climbs past place 1; place 1 is meant", \
        "%s: '%s' từ hạng %d vượt quá hạng 1; được hiểu là hạng 1"

#endif
