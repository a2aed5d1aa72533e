/* messages/render.h - what is said about pages: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_RENDER_H
#define TB_MESSAGES_RENDER_H

#define TB_MSG_RENDER_RESULT_TANGBAC_RUN_TANGBAC                 \
    "'%s' is no result of 'tangbac run' or 'tangbac intervene'", \
        "'%s' không phải kết quả của 'tangbac run' hoặc 'tangbac intervene'"
#define TB_MSG_RENDER_EVERY_UNIT_ONCE_WHICH                                                    \
    "'%s' is of every unit at once, which no page holds: make a workbook of it, -o FILE.xlsx", \
        "'%s' gồm mọi tỉnh, thành phố, không vừa một trang: hãy xuất ra tệp Excel, -o FILE.xlsx"
#define TB_MSG_RENDER_UNKNOWN_ENDING_BRIEF_EXPECTED                \
    "unknown ending of a brief '%s'; expected .html, .md or .csv", \
        "không rõ đuôi tệp của báo cáo '%s'; chọn .html, .md hoặc .csv"

#endif
