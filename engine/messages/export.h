/* messages/export.h - what is said about exports: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_EXPORT_H
#define TB_MESSAGES_EXPORT_H

#define TB_MSG_EXPORT_CANNOT_WRITE "cannot write '%s': %s", "không ghi được '%s': %s"
#define TB_MSG_EXPORT_LONGER_BYTES_TEXT_STATA                                                 \
    "'%.60s...' is longer than the %d bytes of a text in a Stata file: write .csv or .xlsx",  \
        "'%.60s...' dài hơn %d byte của một biến văn bản trong tệp Stata: hãy " \
        "ghi tệp .csv hoặc .xlsx"
#define TB_MSG_EXPORT_FIGURES_MORE_STATA_FILE                                                 \
    "%zu figures are more than a Stata file holds: write .csv, or one index",                 \
        "%zu số liệu vượt quá sức chứa của tệp Stata: hãy ghi .csv, hoặc " \
        "chỉ một chỉ số"
#define TB_MSG_EXPORT_INDICATORS_MORE_VARIABLES_STATA                                             \
    "%zu indicators are more than the %d variables of a Stata file: write one index",             \
        "%zu chỉ số thành phần nhiều hơn %d biến của tệp Stata: hãy ghi từng " \
        "chỉ số"
#define TB_MSG_EXPORT_UNKNOWN_ENDING_EXPECTED_CSV           \
    "unknown ending of '%s'; expected .csv, .xlsx or .dta", \
        "không rõ đuôi tệp của '%s'; hãy dùng .csv, .xlsx hoặc .dta"
#define TB_MSG_EXPORT_FIGURES_MORE_1_048                                                      \
    "%zu figures are more than the 1,048,576 rows of an Excel sheet: write .csv or .dta, or " \
    "one index alone",                                                                        \
        "%zu số liệu, vượt quá 1.048.576 dòng của một trang Excel: hãy ghi "    \
        "tệp .csv hoặc .dta, hoặc chỉ ghi một chỉ số"
#define TB_MSG_EXPORT_ROWS_COLUMNS_MORE_EXCEL                                                \
    "%zu rows and %zu columns are more than an Excel sheet holds: write .csv, or one index " \
    "alone",                                                                                 \
        "%zu dòng và %zu cột, vượt quá một trang Excel: hãy ghi tệp .csv, "     \
        "hoặc chỉ ghi một chỉ số"
#define TB_MSG_EXPORT_SHEET_WOULD_HAVE_MORE                                             \
    "the sheet '%s' of '%s' would have more than the 1,048,576 rows of an Excel sheet", \
        "trang '%s' của '%s' vượt quá 1.048.576 dòng của một trang Excel"
#define TB_MSG_EXPORT_CANNOT_MADE_TEXT_LONGER                                                     \
    "cannot write '%s': a text is longer than the 32,767 characters of an Excel cell",            \
        "không ghi được '%s': có đoạn văn bản dài hơn 32.767 ký tự của một " \
        "ô Excel"
#define TB_MSG_EXPORT_CANNOT_WRITE_FILE_DID                                                      \
    "cannot write '%s': the file is incomplete; is there room on the disk and in the folder of " \
    "temporary files?",                                                                          \
        "không ghi được '%s': tệp ghi ra không đầy đủ; hãy kiểm tra dung "      \
        "lượng ổ đĩa và thư mục tạm"

#define TB_MSG_EXPORT_TEMPLATE_INDEX \
    "a template must be of one index: name it", "mẫu bảng thuộc một chỉ số: hãy nêu chỉ số"
#define TB_MSG_EXPORT_TEMPLATE_FILE                                              \
    "a template needs a year, and a file that ends in .csv or .xlsx (got '%s')", \
        "mẫu bảng cần năm, và tệp có đuôi .csv hoặc .xlsx (đang là '%s')"

/* ---- export_template.c: both languages in one sheet ---- */
#define TB_WORD_TEMPLATE_COLUMN  "column", "cột"
#define TB_WORD_TEMPLATE_CONTENT "content", "nội dung"
#define TB_WORD_TEMPLATE_LEAST   "least", "thấp nhất"
#define TB_WORD_TEMPLATE_MOST    "most", "cao nhất"
#define TB_WORD_TEMPLATE_RANK    "Rank", "Thứ hạng"

#endif
