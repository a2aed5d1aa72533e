/* messages/panel.h - what is said about the panel: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_PANEL_H
#define TB_MESSAGES_PANEL_H

#define TB_MSG_PANEL_PANEL "unknown %s%.0s '%.80s'", "không có %.0s%s '%.80s' trong bộ dữ liệu"
#define TB_MSG_PANEL_PANEL_DID_YOU_MEAN             \
    "unknown %s%.0s '%.80s'; did you mean %s%.0s?", \
        "không có %.0s%s '%.80s' trong bộ dữ liệu; có phải là %.0s%s?"
#define TB_MSG_PANEL_INDEX_READ \
    "the index '%s' was not read from '%s'", "chưa đọc chỉ số '%s' từ '%s'"
#define TB_MSG_PANEL_HAS_TOTAL_NAME_INDICATOR              \
    "'%s' has no TOTAL: name an indicator, such as %s.%s", \
        "'%s' không có điểm tổng: hãy nêu rõ nội dung, ví dụ %s.%s"
#define TB_MSG_PANEL_MERGED_ALREADY "'%s' is merged already", "'%s' đã được gộp"
#define TB_MSG_PANEL_UNIT_MERGED_INTO_ANOTHER                        \
    "no unit of '%s' was merged into another: ask without `merged`", \
        "trong '%s' không có đơn vị nào được sáp nhập: hãy bỏ `merged`"
#define TB_MSG_PANEL_PANEL_TANGBAC_MAKE_ONE                                                 \
    "'%s' is not a panel of tangbac: make one with 'tangbac import'",                       \
        "'%s' không phải là tệp số liệu của tangbac: hãy tạo bằng lệnh " \
        "'tangbac import'"
#define TB_MSG_PANEL_OPEN_ELSEWHERE                                                             \
    "the panel '%s' is open for writing in another program, or that program did not close it: " \
    "close it there, or import again",                                                          \
        "tệp số liệu '%s' đang được chương trình khác mở để ghi, hoặc "   \
        "chương trình đó chưa đóng tệp: hãy đóng tệp ở đó hoặc nhập lại"
#define TB_MSG_PANEL_PANEL_DAMAGED_IMPORT_AGAIN            \
    "the panel '%s' is damaged (%s%.0s): import it again", \
        "tệp số liệu '%s' bị hỏng (%.0s%s): hãy nhập lại"
/* what of it is */
#define TB_MSG_PANEL_CUT_OFF "it is cut off or not whole", "tệp bị cắt ngang hoặc không đầy đủ"
#define TB_MSG_PANEL_OTHER_BYTES \
    "its bytes are not those that were written", "nội dung không còn như khi được ghi"
#define TB_MSG_PANEL_PARTS            "its parts", "các phần trong tệp"
#define TB_MSG_PANEL_TOO_COSTLY       "too much time or memory", "quá tốn thời gian hoặc bộ nhớ"
#define TB_MSG_PANEL_LIST_OF_INDICES  "its list of indices", "danh sách chỉ số"
#define TB_MSG_PANEL_TABLE_OF_UNITS   "the table of units", "bảng đơn vị"
#define TB_MSG_PANEL_TABLE_OF_NAMES   "the table of names", "bảng tên gọi"
#define TB_MSG_PANEL_TABLE_OF_SOURCES "the table of sources", "bảng nguồn số liệu"
#define TB_MSG_PANEL_TABLES_OF_PAIRS \
    "the tables of neighbours and conflicts", "bảng tỉnh giáp ranh và bảng số liệu mâu thuẫn"
#define TB_MSG_PANEL_TABLES_BESIDE "the tables beside the figures", "các bảng kèm theo số liệu"
#define TB_MSG_PANEL_PANEL_HAS_SCHEMA_WHICH                                                       \
    "the panel '%s' has schema %d, which a newer tangbac wrote; this one reads up to %d: use "    \
    "the newer one or import again",                                                              \
        "tệp số liệu '%s' có cấu trúc phiên bản %d của tangbac mới hơn; bản " \
        "này đọc được đến %d: hãy dùng bản mới hơn hoặc nhập lại"
#define TB_MSG_PANEL_EMPTY_PANEL \
    "'%s' is empty, not a panel", "'%s' là tệp rỗng, không phải tệp số liệu"
#define TB_MSG_PANEL_ENOUGH_MEMORY_WRITE_PANEL                                    \
    "not enough memory to write the panel '%s'", "không đủ bộ nhớ để " \
                                                 "ghi bộ dữ liệu '%s'"
#define TB_MSG_PANEL_SAMPLES_ENDING                                    \
    "unknown ending of '%s'; expected .csv, .h5 or .nc for the draws", \
        "tệp '%s' có đuôi lạ; các lần mô phỏng được ghi ra .csv, .h5 hoặc .nc"
#define TB_MSG_PANEL_NO_SAMPLES                                \
    "the draws were not kept: ask for samples when it is run", \
        "không giữ lại các lần mô phỏng: hãy yêu cầu khi chạy"
#define TB_MSG_PANEL_DIRECTORY_FILE \
    "'%s' is a directory, not a file", "'%s' là thư mục, không phải tệp"
#define TB_MSG_PANEL_MERGED                                                                  \
    "the %zu units since %d: before %d, PAPI and SIPAS of a unit of several provinces are "  \
    "computed, the mean of its parts weighted by population, and places are among the %zu; " \
    "other indices have no such mean: there such a unit has no figure of its own, and the "  \
    "ranking of merged units shows its parts side by side",                                  \
        "tính theo %zu đơn vị từ năm %d: trước năm %d, PAPI và SIPAS của "    \
        "đơn vị gồm nhiều tỉnh là số tính toán, bình quân các tỉnh "     \
        "hợp thành theo dân số, thứ hạng xếp trong %zu đơn vị; các chỉ "  \
        "số khác không có số bình quân như vậy: đơn vị đó không có "     \
        "điểm riêng, bảng xếp hạng theo đơn vị mới trình bày điểm "     \
        "từng tỉnh hợp thành"
#define TB_MSG_PANEL_NO_POPULATION                                                               \
    "the populations of some parts (GSO.POP_TOTAL) are not in this panel: their means are left " \
    "out",                                                                                       \
        "thiếu số dân (GSO.POP_TOTAL) của một số tỉnh hợp thành nên không "    \
        "tính được bình quân"
#define TB_MSG_PANEL_NEAREST_POPULATION                                                       \
    "populations are not known for %d and perhaps other years: there the parts are weighted " \
    "by the nearest year that is known",                                                      \
        "thiếu số dân năm %d và có thể cả năm khác: các năm đó lấy số " \
        "dân của năm gần nhất để tính bình quân"
#define TB_MSG_PANEL_TWO_UNITS                                                                \
    "'%.80s' (%s) in the row of %s (%s) is another unit: which one are the figures of?",      \
        "'%.80s' (%s) trong dòng của %s (%s) là đơn vị khác: số liệu là của " \
        "đơn vị nào?"
#define TB_MSG_PANEL_UNKNOWN_UNIT_THERE_UNITS                  \
    "unknown unit '%.80s'%s: there are no units in that year", \
        "không có đơn vị '%.80s'%s: năm đó không có đơn vị nào"
#define TB_MSG_PANEL_UNKNOWN_UNIT_DID_YOU               \
    "unknown unit '%.80s'%s%.0s; did you mean %s?%.0s", \
        "'%.80s' không phải là đơn vị%.0s%s; có phải là %.0s%s?"
#define TB_MSG_PANEL_UNIT_UNTIL_PART                           \
    "'%s' was a unit until %d; in %d it is a part of %s (%s)", \
        "'%s' là đơn vị đến năm %d; năm %d đã thuộc %s (%s)"
#define TB_MSG_PANEL_UNIT_UNTIL \
    "'%s' was a unit until %d, not in %d", "'%s' là đơn vị đến năm %d, không có năm %d"
#define TB_MSG_PANEL_UNIT \
    "'%s' is a unit from %d on, not in %d", "'%s' là đơn vị từ năm %d, không có năm %d"
#define TB_MSG_PANEL_LONGER_UNIT_OWN_PART                   \
    "'%.80s' is no longer a unit: it is a part of %s (%s)", \
        "'%.80s' không còn là đơn vị riêng: nay thuộc %s (%s)"
#define TB_MSG_PANEL_UNIT_UNIT                        \
    "'%.80s' is not a unit: %s; its unit is %s (%s)", \
        "'%.80s' không phải là đơn vị: %s; thuộc %s (%s)"
#define TB_MSG_PANEL_UNIT_2 "'%.80s' is not a unit: %s", "'%.80s' không phải là đơn vị: %s"
#define TB_MSG_PANEL_NAME_UNIT_UTF_8 \
    "the name of a unit is not UTF-8 text", "tên đơn vị không phải văn bản UTF-8"
#define TB_MSG_PANEL_CAN_MEAN_USE_CODE                   \
    "'%.80s' can mean %s (%s) or %s (%s): use the code", \
        "'%.80s' có thể là %s (%s) hoặc %s (%s): hãy dùng mã"

#define TB_MSG_PANEL_NO_SEAL                                                                     \
    "the panel '%s' has no seal: another program wrote or changed it; import it again, or read " \
    "it unsealed",                                                                               \
        "tệp số liệu '%s' không có dấu niêm phong: chương trình khác đã ghi "   \
        "hoặc sửa; hãy nhập lại, hoặc đọc khi không có dấu"

#define TB_MSG_PANEL_KNOWN_UNIT "%s has no unit '%.80s'", "%s không có đơn vị '%.80s'"

/* ---- find_indicator.c ---- */
#define TB_MSG_PANEL_INDEX     "index", "chỉ số"
#define TB_MSG_PANEL_INDICATOR "indicator", "chỉ số thành phần"

#define TB_MSG_PANEL_OR " or ", " hoặc "

#define TB_MSG_PANEL_OF " of %d", " của năm %d"

/* where a figure of the question comes from; a source's title has both languages at once */
#define TB_MSG_PANEL_FROM_CALLER \
    "given by the user, besides the data", "người dùng cung cấp, ngoài bộ dữ liệu"
#define TB_MSG_PANEL_FROM_GOAL                                   \
    "stated in the words of the goal", "nêu trong chính văn " \
                                       "của chỉ tiêu"
#endif
