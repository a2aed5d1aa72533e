/* messages/render_words.h - words of the page that have no sentence around them, English and
 * Vietnamese side by side. */
#ifndef TB_MESSAGES_RENDER_WORDS_H
#define TB_MESSAGES_RENDER_WORDS_H

#define TB_WORD_PAGE_PUBLISHED "published", "đã công bố"
#define TB_WORD_PAGE_COMPUTED  "computed", "tính toán"
#define TB_WORD_PAGE_WITHHELD  "withheld", "không công bố"
#define TB_WORD_PAGE_HIGH      "high", "Cao nhất"
#define TB_WORD_PAGE_MID_HIGH  "mid-high", "Trung bình cao"
#define TB_WORD_PAGE_MID_LOW   "mid-low", "Trung bình thấp"
#define TB_WORD_PAGE_LOW       "low", "Thấp nhất"
#define TB_WORD_PAGE_POINTS    "points", "điểm"
#define TB_WORD_PAGE_YEARLY    "yearly", "hằng năm"

/* how those begin their names who sign plans and orders; of no language but their own */
#define TB_NAMES_OF_AUTHORITIES \
    "UBND ", "HĐND ", "Tỉnh ủy ", "Thành ủy ", "Sở ", "Bộ ", "Chính phủ", "Thủ tướng"

#define TB_WORD_SKIN_HTML_FIGURES  "The figures", "Bảng số liệu"
#define TB_WORD_SKIN_HTML_CONTENTS "Contents", "Mục lục"
#endif
