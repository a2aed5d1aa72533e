/* messages/text.h - what is said about tables, JSON and texts: English and Vietnamese side by
 * side, with the same arguments in the same order (the compiler checks both where they are
 * used). */
#ifndef TB_MESSAGES_TEXT_H
#define TB_MESSAGES_TEXT_H

#define TB_MSG_TEXT_UTF_8_EXCEL_CHOOSE                                                           \
    "'%s' is not UTF-8: in Excel choose File, Save As, type 'CSV UTF-8 (Comma delimited)', and " \
    "import that file",                                                                          \
        "'%s' không phải UTF-8: trong Excel chọn File, Save As, kiểu 'CSV UTF-8 (Comma "  \
        "delimited)' rồi nhập lại tệp đó"
#define TB_MSG_TEXT_CSV_TABLE_OPEN_SPREADSHEET                                             \
    "'%s' is %s%.0s, not a CSV table: open it in a spreadsheet, save the table as 'CSV "   \
    "UTF-8 (Comma delimited)', and import that file",                                      \
        "'%s' là %.0s%s, không phải bảng CSV: hãy mở bằng phần mềm bảng " \
        "tính, lưu bảng theo kiểu 'CSV UTF-8 (Comma delimited)' rồi nhập tệp " \
        "đó"
#define TB_MSG_TEXT_ROW_LONGER_BYTES_QUOTE                   \
    "a row is longer than %d bytes: is a quote not closed?", \
        "có dòng dài hơn %d byte: phải chăng thiếu dấu ngoặc kép đóng?"
#define TB_MSG_TEXT_QUOTE_STANDS_MIDDLE_FIELD                                                     \
    "a quote is in the middle of a field or is not closed: a quoted field looks like \"...\", a " \
    "quote inside it is doubled",                                                                 \
        "dấu ngoặc kép nằm giữa ô hoặc chưa đóng: ô có ngoặc kép viết là " \
        "\"...\", dấu ngoặc kép bên trong viết hai lần"
#define TB_MSG_TEXT_THERE_BYTE_0_WHICH                                                      \
    "there is a byte 0, which no text has: was '%s' damaged on its way? save it again as "  \
    "'CSV UTF-8 (Comma delimited)'",                                                        \
        "có byte 0, không thể có trong văn bản: tệp '%s' có thể đã hỏng, " \
        "hãy lưu lại theo kiểu 'CSV UTF-8 (Comma delimited)'"
#define TB_MSG_TEXT_CONTROL_CHARACTER                                                           \
    "a text has the control character U+%04X, which is never shown: take it out",               \
        "văn bản có ký tự điều khiển U+%04X, không hiển thị được và có " \
        "thể làm sai lệch màn hình: hãy xóa ký tự này"
#define TB_MSG_TEXT_CONTROL_IN_JSON                                                             \
    "%s: a text has the control character U+%04X, which is never shown: take it out",           \
        "%s: văn bản có ký tự điều khiển U+%04X, không hiển thị được và " \
        "có thể làm sai lệch màn hình: hãy xóa ký tự này"
#define TB_MSG_TEXT_ROW_HAS_MORE_FIELDS "a row has more than %d fields", "có dòng nhiều hơn %d ô"
#define TB_MSG_TEXT_ROW_HAS_FIELDS_FIRST \
    "the row has %zu fields, the first row has %zu", "dòng có %zu ô, dòng đầu có %zu ô"
#define TB_MSG_TEXT_EMPTY "'%s' is empty", "'%s' là tệp rỗng"
#define TB_MSG_TEXT_UTF_16_UNICODE_TEXT                                                        \
    "'%s' is UTF-16 ('Unicode Text' of Excel), not UTF-8: in Excel choose File, Save As, "     \
    "type 'CSV UTF-8 (Comma delimited)', and import that file, or import the workbook itself", \
        "'%s' là UTF-16 ('Unicode Text' của Excel), không phải UTF-8: trong Excel "      \
        "chọn File, Save As, kiểu 'CSV UTF-8 (Comma delimited)' rồi nhập tệp "       \
        "đó, hoặc nhập thẳng tệp Excel"
#define TB_MSG_TEXT_SAYS_SEPARATED_USE_COMMA                                                       \
    "'%s' declares the separator '%c': use a comma, a semicolon, a tab or a bar",                  \
        "'%s' ghi dấu ngăn cách là '%c': hãy dùng dấu phẩy, chấm phẩy, tab hoặc " \
        "gạch đứng"
#define TB_MSG_TEXT_UTF_8_TEXT_SAVE                               \
    "%s:%zu:%zu: this is not UTF-8 text; save the file as UTF-8", \
        "%s:%zu:%zu: không phải văn bản UTF-8; hãy lưu tệp theo mã UTF-8"
#define TB_MSG_TEXT_JSON                                  \
    "%s:%zu:%zu: this is not JSON", "%s:%zu:%zu: không " \
                                    "phải JSON hợp lệ"
#define TB_MSG_TEXT_DUPLICATE_MEMBER "%s: duplicate member '%s'", "%s: mục '%s' bị trùng"
#define TB_MSG_TEXT_MUST_TEXT_QUOTES \
    "%s: '%s' must be a text in quotes", "%s: '%s' phải là văn bản trong ngoặc kép"
#define TB_MSG_TEXT_MUST_NUMBER "%s: '%s' must be a number", "%s: '%s' phải là số"
#define TB_MSG_TEXT_NUMBER_RANGE                                                     \
    "%s: '%s' must be a number from -9007199254740991 to 9007199254740991 (got %g)", \
        "%s: '%s' phải là số từ -9007199254740991 đến 9007199254740991 (đang là %g)"
#define TB_MSG_TEXT_MUST_WHOLE_NUMBER                    \
    "%s: '%s' must be a whole number from %lld to %lld", \
        "%s: '%s' phải là số nguyên từ %lld đến %lld"
#define TB_MSG_TEXT_UNKNOWN_MEMBER "%s: unknown member '%s'", "%s: không có mục '%s'"

#define TB_MSG_TEXT_EACH_ROW_HAS_ONE                                                          \
    "each row has one field more than the heads: the row names of R? write the table "        \
    "without them (row.names = FALSE)",                                                       \
        "mỗi dòng nhiều hơn dòng tên cột một ô: có phải tên dòng của R? " \
        "hãy ghi bảng không có cột này (row.names = FALSE)"

#define TB_MSG_TEXT_NUL_CHARACTER                       \
    "%s:%zu:%zu: \\u0000 is not a character of a text", \
        "%s:%zu:%zu: \\u0000 không phải là ký tự của văn bản"
#define TB_MSG_TEXT_NUMBER_BEYOND                                                   \
    "%s: the number of '%s' is beyond the range of numbers", "%s: số của '%s' " \
                                                             "vượt quá phạm vi"

/* ---- numbers of a column ---- */
#define TB_MSG_TEXT_OTHER_DECIMAL_MARK                                                            \
    "'%.*s' has a decimal %s, but this column has a decimal %s (line %zu, '%s'): use one mark "   \
    "in the whole column",                                                                        \
        "'%.*s' dùng dấu thập phân khác với cột này (%.0s%.0sdòng %zu, '%s'): hãy " \
        "dùng một dấu thập phân cho cả cột"
#define TB_MSG_TEXT_THOUSANDS_MARK                                      \
    "'%.*s' is not a number: write it without separators of thousands", \
        "'%.*s' không phải là số: hãy bỏ dấu ngăn cách hàng nghìn"
#define TB_MSG_TEXT_NUMBER_WITH_MARK                                   \
    "'%.*s' has a footnote mark behind its figure: take the mark off", \
        "'%.*s' có dấu chú thích sau con số: hãy bỏ dấu chú thích trong ô"
#define TB_MSG_TEXT_NOT_NUMBER_LEAVE_EMPTY                               \
    "'%.*s' is not a number: leave the cell empty when it is not known", \
        "'%.*s' không phải là số: để trống nếu chưa biết"
#define TB_MSG_TEXT_MARK_DOUBTFUL                                                                \
    "'%s' beside whole numbers from 100: is its mark a decimal mark or one of thousands? write " \
    "thousands without a mark",                                                                  \
        "'%s' nằm cạnh các số nguyên từ 100 trở lên: dấu này là dấu thập "  \
        "phân hay dấu hàng nghìn? hãy viết số hàng nghìn không có dấu"

/* ---- csv_read.c, csv_fields.c, csv_open.c ---- */
#define TB_MSG_TEXT_ZIP_ARCHIVE_XLSX_WORKBOOK \
    "a zip archive (an .xlsx workbook is one too)", "tệp nén zip (tệp .xlsx cũng thuộc loại này)"
#define TB_MSG_TEXT_OLD_EXCEL_WORKBOOK_XLS "an old Excel workbook (.xls)", "tệp Excel cũ (.xls)"
#define TB_MSG_TEXT_COMPRESSED_FILE_GZIP   "a compressed file (gzip)", "tệp nén gzip"
#define TB_MSG_TEXT_PDF                    "a PDF", "tệp PDF"
#define TB_MSG_TEXT_HDF5_FILE_SUCH_PANEL \
    "an HDF5 file, such as a panel", "tệp HDF5, ví dụ tệp số liệu (panel)"
#define TB_MSG_TEXT_WEB_PAGE_XML "a web page or XML", "trang web hoặc XML"

#endif
