/* messages/sheet.h - what is said about workbooks and documents: English and Vietnamese side by
 * side, with the same arguments in the same order (the compiler checks both where they are
 * used). */
#ifndef TB_MESSAGES_SHEET_H
#define TB_MESSAGES_SHEET_H

#define TB_MSG_SHEET_XLS_LOCKED                                                                    \
    "'%s' is locked with a password: open it in Excel, take the password off and import it again", \
        "'%s' có mật khẩu: hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi "      \
        "nhập lại"
#define TB_MSG_SHEET_XLS_OTHER                                                               \
    "'%s' holds no workbook: it is another document of Office, or a workbook with a "        \
    "password; open it in Excel, save it as 'Excel Workbook (*.xlsx)' without a password "   \
    "and import that file",                                                                  \
        "'%s' không chứa bảng tính: đây là tài liệu khác của Office hoặc "  \
        "tệp Excel có mật khẩu; hãy mở bằng Excel, lưu thành 'Excel Workbook " \
        "(*.xlsx)' không mật khẩu rồi nhập tệp đó"
#define TB_MSG_SHEET_XLS_DAMAGED                                                             \
    "'%s' cannot be read as an Excel 97-2003 workbook (.xls): open it in Excel, save it as " \
    "'Excel Workbook (*.xlsx)' and import that file",                                        \
        "'%s' không đọc được theo định dạng Excel 97-2003 (.xls): hãy mở "   \
        "bằng Excel, lưu thành 'Excel Workbook (*.xlsx)' rồi nhập tệp đó"
#define TB_MSG_SHEET_XLS_TOO_LARGE                                                            \
    "'%s' is too large to be read in %d seconds: keep the table alone in a file of its own",  \
        "'%s' quá lớn, không đọc xong trong %d giây: hãy để riêng bảng trong " \
        "một tệp"
#define TB_MSG_SHEET_ZIP_ARCHIVE_WITHOUT_WORKBOOK                                      \
    "'%s' is a zip archive without a workbook in it: unpack it, and import the table", \
        "'%s' là tệp nén zip không chứa bảng tính: hãy giải nén rồi nhập bảng"
#define TB_MSG_SHEET_HAS_MORE_WORDS_KEEP                             \
    "'%s' has more than %d words: keep the pages of the table only", \
        "'%s' có hơn %d từ: hãy chỉ giữ các trang có bảng"
#define TB_MSG_SHEET_HAS_TABLE_FIGURES_LINE                        \
    "'%s' has no table of figures: no line of it has two numbers", \
        "'%s' không có bảng số liệu: không dòng nào có hai số"
#define TB_MSG_SHEET_HAS_TABLE_INSIDE_TABLE \
    "'%s' has a table inside a table", "'%s' có bảng lồng trong bảng"
#define TB_MSG_SHEET_CELL_ROW_COLUMN_LONGER                        \
    "'%s': the cell in row %u, column %u is longer than %d bytes", \
        "'%s': ô ở dòng %u, cột %u dài hơn %d byte"
#define TB_MSG_SHEET_PDF_PROGRAM_PDFTOTEXT_READS                                            \
    "'%s' is a PDF, and the program pdftotext that reads it is not installed: install the " \
    "package poppler-utils",                                                                \
        "'%s' là tệp PDF nhưng máy chưa có chương trình pdftotext để đọc: " \
        "hãy cài gói poppler-utils"
#define TB_MSG_SHEET_TOO_LARGE_READ_SECONDS                                         \
    "'%s' is too large to be read in %d seconds: keep the pages of the table only", \
        "'%s' quá lớn, không đọc xong trong %d giây: hãy chỉ giữ các trang có bảng"
#define TB_MSG_SHEET_CANNOT_READ_PDF_DAMAGED                                                 \
    "'%s' cannot be read as a PDF: it is damaged or needs a password; open it, print it to " \
    "a new PDF and import that one",                                                         \
        "'%s' không đọc được: tệp PDF bị hỏng hoặc có mật khẩu; hãy "  \
        "mở, in lại thành tệp PDF mới rồi nhập tệp đó"
#define TB_MSG_SHEET_HAS_TEXT_SCAN_PICTURE                                                   \
    "'%s' has no text: it is a scan, a picture of a table; ask the publisher for the table " \
    "itself, or have the text recognised first (ocrmypdf -l vie)",                           \
        "'%s' không có lớp chữ: đây là bản quét (ảnh chụp); hãy xin tệp " \
        "bảng gốc, hoặc nhận dạng chữ trước (ocrmypdf -l vie)"
#define TB_MSG_SHEET_DAMAGED_PLACE_SHEET                  \
    "'%s' is damaged: '%.20s' is not a place of a sheet", \
        "'%s' bị hỏng: '%.20s' không phải là vị trí trên trang tính"
#define TB_MSG_SHEET_HAS_MORE_KEEP_TABLE                                   \
    "'%s' has more than %d %s: keep the table alone in a file of its own", \
        "'%s' có hơn %d %s: hãy để riêng bảng trong một tệp"
#define TB_MSG_SHEET_DAMAGED_ROW_HAS_TWO                   \
    "'%s' is damaged: row %u has two cells in column "     \
    "%u",                                                  \
        "'%s' bị hỏng: dòng %u có hai ô ở cột " \
        "%u"
#define TB_MSG_SHEET_HAS_MORE_TEXTS "'%s' has more than %d texts", "'%s' có hơn %d chuỗi"
#define TB_MSG_SHEET_BUILT_SPREADSHEET_BUILDS_OPEN                                          \
    "'%s' is not built as a spreadsheet builds it: open it in a spreadsheet, save it anew " \
    "and import that file",                                                                 \
        "'%s' không có cấu trúc của tệp bảng tính: hãy mở bằng phần "    \
        "mềm bảng tính, lưu lại rồi nhập tệp đó"
#define TB_MSG_SHEET_DAMAGED_OPEN_SPREADSHEET_SAVE                                               \
    "'%s' is damaged: open it in a spreadsheet, save it anew and import that file",              \
        "'%s' bị hỏng: hãy mở bằng phần mềm bảng tính, lưu lại rồi nhập " \
        "tệp đó"
#define TB_MSG_SHEET_HOLDS_MORE_MB_WHEN                                                           \
    "'%s' holds more than %zu MB when unpacked: a table of provinces does not; nothing was read", \
        "'%s' giải nén ra hơn %zu MB, lớn hơn mọi bảng số liệu cấp tỉnh; "     \
        "chưa đọc gì"

#define TB_MSG_SHEET_TABLE_MORE_CELLS \
    "'%s' has a table of more than %d cells", "'%s' có bảng nhiều hơn %d ô"
#define TB_MSG_SHEET_NO_HEADS                                                                     \
    "'%s' has no row with the heads of this table; write them in the first row, by these names: " \
    "%s",                                                                                         \
        "'%s' không có dòng tên cột của bảng loại này; hãy ghi dòng tên cột, "  \
        "dùng đúng các tên: %s"

#define TB_MSG_SHEET_HEAD_TWICE                                     \
    "'%s': duplicate column '%s': it is column %zu and column %zu", \
        "'%s': cột '%s' bị trùng: là cả cột %zu và cột %zu"
#define TB_MSG_SHEET_CELL_WITHOUT_VALUE                                                         \
    "'%s': the cell in row %u, column %u shows an error or is a formula whose value the file "  \
    "does not hold: correct it, save the file in a spreadsheet and try again",                  \
        "'%s': ô ở dòng %u, cột %u báo lỗi hoặc là công thức mà tệp không "  \
        "lưu giá trị: hãy sửa, mở bằng phần mềm bảng tính, lưu lại rồi " \
        "thử lại"

/* ---- sheet.c ---- */
#define TB_MSG_SHEET_AT_LINE      "%s:%zu: ", "%s:%zu: "
#define TB_MSG_SHEET_ROWS         "rows", "dòng"
#define TB_MSG_SHEET_COLUMNS      "columns", "cột"
#define TB_MSG_SHEET_CELLS        "cells", "ô"
#define TB_MSG_SHEET_MERGED_CELLS "merged cells", "ô gộp"
#define TB_MSG_SHEET_SHEETS       "sheets", "trang tính"

#endif
