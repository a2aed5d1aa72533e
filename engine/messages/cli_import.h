/* messages/cli_import.h - what help says of tables that are imported and exported. */
#ifndef TB_MESSAGES_CLI_IMPORT_H
#define TB_MESSAGES_CLI_IMPORT_H

#define TB_HELP_UNSEALED                                                                           \
    "read a panel without the seal of an import: another program has changed it",                  \
        "đọc cả tệp số liệu không có dấu niêm phong khi nạp: đã có chương " \
        "trình khác sửa tệp"
#define TB_HELP_IMPORT                                                                       \
    "read data packages and tables (.xlsx, .xls, .ods, .csv, .pdf) into a panel",            \
        "nạp gói dữ liệu và bảng (.xlsx, .xls, .ods, .csv, .pdf) vào tệp số " \
        "liệu (panel)"
#define TB_HELP_IMPORT_ABOUT                                                               \
    "A SOURCE is a datapackage.json, a folder that holds one, or a table: a sheet of an "  \
    "Excel or OpenDocument workbook, a CSV file, or a PDF with text (read by pdftotext). " \
    "A table is long (index,indicator,year,unit,value,...) or wide (one row a unit, one "  \
    "column an indicator) with heads as they are printed, in Vietnamese or English; "      \
    "titles above, merged heads and rows of means are understood. Whether a point or a "   \
    "comma marks decimals is decided for a whole column. Every row is checked; all "       \
    "errors are reported and nothing is written until none is left. The table read from "  \
    "a PDF is shown first and written only with --accept. A table beside a package takes " \
    "its units and indicators.\nTwo figures for one cell: if they are equal within the "   \
    "coarser rounding they count as one; published beats derived; else --prefer or "       \
    "conflicts.csv decides.",                                                              \
        "NGUỒN là tệp datapackage.json, thư mục chứa tệp đó, hoặc một "  \
        "bảng: trang tính Excel hay OpenDocument, tệp CSV, hoặc tệp PDF có "     \
        "lớp chữ (đọc bằng pdftotext). Bảng dài "                              \
        "(index,indicator,year,unit,value,...) hoặc bảng rộng (mỗi dòng một "   \
        "tỉnh, mỗi cột một chỉ số thành phần), tên cột như trong "      \
        "bản in, tiếng Việt hoặc tiếng Anh; đọc được tiêu đề bên "   \
        "trên, tên cột gộp ô, dòng trung bình. Dấu thập phân là dấu "     \
        "chấm hay dấu phẩy được xác định chung cho cả cột. Mọi dòng " \
        "đều được kiểm tra; mọi lỗi được báo cùng lúc và chưa "      \
        "hết lỗi thì chưa ghi gì. Bảng đọc từ PDF được hiện ra "       \
        "trước, chỉ ghi khi có --accept. Bảng nạp cùng một gói dùng các "  \
        "đơn vị và chỉ số của gói đó.\nHai số liệu của một ô: "     \
        "bằng nhau trong phạm vi làm tròn thì là một; số đã công bố "     \
        "được ưu tiên hơn số suy ra; còn lại do --prefer hoặc "              \
        "conflicts.csv quyết định."
#define TB_HELP_IMPORT_COLUMNS                                                        \
    "what a column with an unknown head means ('Kết luận=TOTAL'; '-' skips it); " \
    "repeatable",                                                                     \
        "cột có tên chưa biết là chỉ số thành phần nào ('Kết "      \
        "luận=TOTAL'; '-' là bỏ qua); dùng được nhiều lần"
#define TB_HELP_IMPORT_ACCEPT                            \
    "accept a table as it was shown: the rows of a PDF", \
        "chấp nhận bảng như đã hiện ra: các dòng đọc từ PDF"
#define TB_HELP_IMPORT_ACCEPT_FAULT                                                             \
    "accept a fault that the publisher printed, by the name that the refusal gave it, "         \
    "such as sum:PAR.TOTAL:2023:02; repeatable",                                                \
        "chấp nhận một lỗi có trong chính bản công bố, theo tên nêu khi từ " \
        "chối, ví dụ sum:PAR.TOTAL:2023:02; dùng được nhiều lần"
#define TB_HELP_EXPORT_ABOUT                                                               \
    "One row a figure: index, indicator, year, unit, value, source, basis; published "     \
    "ranks as RANK or X_RANK; totals and dimensions that were not published but follow "   \
    "from their parts with the basis computed (with --wide in columns X_COMPUTED), which " \
    "an import skips. An import of the table beside the package that has the units and "   \
    "trees gives the same figures again. With --wide a row a unit and year and a column "  \
    "an indicator, as panels are estimated and templates are filled in; of several "       \
    "indices the columns are INDEX_INDICATOR. The ending of FILE decides the form: .csv; " \
    ".xlsx with sheets of the figures, units, indicators and sources; .dta for Stata 14 "  \
    "and later. The same panel gives the same bytes.",                                     \
        "Mỗi số liệu một dòng: index, indicator, year, unit, value, source, "     \
        "basis; thứ hạng đã công bố ghi ở RANK hoặc X_RANK; tổng điểm "  \
        "và chỉ số nội dung chưa công bố nhưng tính được từ các "      \
        "thành phần có basis là computed (với --wide ở cột X_COMPUTED), khi "   \
        "nạp lại sẽ được bỏ qua. Nạp lại bảng này cùng gói dữ "     \
        "liệu có các đơn vị và cấu trúc chỉ số thì được lại "       \
        "đúng các số liệu đó. Với --wide, mỗi dòng là một tỉnh trong "  \
        "một năm, mỗi cột một chỉ số thành phần, như khi ước "         \
        "lượng hoặc điền mẫu; nhiều chỉ số thì tên cột là "           \
        "INDEX_INDICATOR. Đuôi của TỆP quyết định dạng: .csv; .xlsx với "   \
        "các trang số liệu, đơn vị, chỉ số thành phần và nguồn; .dta "  \
        "cho Stata 14 trở lên. Cùng một tệp số liệu luôn cho ra tệp "       \
        "giống hệt nhau."

#endif
