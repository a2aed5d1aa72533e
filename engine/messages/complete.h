/* messages/complete.h - what is said about completed tables: English and Vietnamese side by
 * side, with the same arguments in the same order (the compiler checks both where they are
 * used). */
#ifndef TB_MESSAGES_COMPLETE_H
#define TB_MESSAGES_COMPLETE_H

#define TB_MSG_COMPLETE_HAS_UNITS_TABLES_MOST                    \
    "'%s' has %zu units: tables of at most %d can be completed", \
        "'%s' có %zu đơn vị: chỉ hoàn thiện được bảng có tối đa %d đơn vị"
#define TB_MSG_COMPLETE_YEARS_CANNOT_TOLD_APART                \
    "the years of '%s' cannot be told apart, or are too many", \
        "các năm của '%s' không phân biệt được, hoặc quá nhiều"
#define TB_MSG_COMPLETE_YEAR_LIES_AFTER_WHICH            \
    "year %d lies after %d, up to which facts are used", \
        "năm %d nằm sau năm %d, là năm cuối của số liệu được dùng"
#define TB_MSG_COMPLETE_DRAWS_MUST_400_100000     \
    "draws must be from 400 to 100000 (got %zu)", \
        "số lần mô phỏng phải từ 400 đến 100000 (đang là %zu)"
#define TB_MSG_COMPLETE_HAS_NOTHING_PANEL_HAS               \
    "'%s' has nothing for %d; the panel has it from %d on", \
        "'%s' không có số liệu năm %d; bộ dữ liệu có từ năm %d"
#define TB_MSG_COMPLETE_HAS_ONE_UNIT_THERE              \
    "'%s' has one unit: there is no table to complete", \
        "'%s' chỉ có một đơn vị: không có bảng để hoàn thiện"
#define TB_MSG_COMPLETE_FACTS_CONTRADICT_EACH_OTHER                              \
    "'%s' %d: facts contradict each other: %s; %s", "'%s' %d: các số liệu " \
                                                    "mâu thuẫn nhau: %s; %s"
#define TB_MSG_COMPLETE_ALL_FIGURES_KNOWN_SAME                                              \
    "all figures known of '%s' up to %d are the same in their year: there is no spread to " \
    "draw the others from",                                                                 \
        "mọi số liệu đã biết của '%s' đến hết năm %d đều bằng nhau " \
        "trong từng năm: không có độ phân tán để suy ra các điểm còn lại"
#define TB_MSG_COMPLETE_HAS_TWO_SCORES_MEANS                                                \
    "'%s' has no two scores, means, extremes or counts of one year up to %d: there is "     \
    "nothing to complete a table from",                                                     \
        "'%s' không có hai số liệu (điểm, trung bình, cao nhất, thấp nhất " \
        "hoặc số lượng) của cùng một năm đến hết năm %d: không đủ "  \
        "để hoàn thiện bảng điểm"

#endif
