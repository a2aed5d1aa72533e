/* messages/import.h - what is said about imports: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_IMPORT_H
#define TB_MESSAGES_IMPORT_H

#define TB_MSG_IMPORT_PREFER_NEITHER_TABLE_NOR                      \
    "--prefer '%s' is neither a table nor a source of this import", \
        "--prefer '%s' không phải là bảng hay nguồn của lần nhập này"
#define TB_MSG_IMPORT_NOTHING_IMPORT_NAME_DATA \
    "nothing to import: name a data package or a table", "chưa nêu gói dữ liệu hoặc bảng cần nhập"
#define TB_MSG_IMPORT_YEAR \
    "the year %d is not from %d to %d", "năm %d không nằm trong khoảng %d đến %d"
#define TB_MSG_IMPORT_TABLES_MORE_ONE_IMPORT \
    "%zu tables are more than the %d of one import", "%zu bảng nhiều hơn %d bảng của một lần nhập"
#define TB_MSG_IMPORT_SOURCES_HOLD_FIGURE_ANY \
    "the sources hold no figure of any index", "các nguồn không có số liệu của chỉ số nào"
#define TB_MSG_IMPORT_UNKNOWN_INDICATOR_DID_YOU          \
    "unknown indicator '%.80s' of %s; did you mean %s?", \
        "không có '%.80s' trong các chỉ tiêu của %s; có phải là %s?"
#define TB_MSG_IMPORT_NAMES_TABLE_PACKAGE_TABLES                                   \
    "'%s' names the table '%.200s': a package's tables must be in its own folder", \
        "'%s' nêu bảng '%.200s': bảng của một gói dữ liệu phải nằm trong thư mục của gói"
#define TB_MSG_IMPORT_NAMES_TABLE_THERE_SUCH                \
    "'%s' names the table '%s', and there is no such file", \
        "'%s' nêu bảng '%s' nhưng không có tệp này"
#define TB_MSG_IMPORT_RESOURCE_MUST_OBJECT \
    "'%s': a resource must be an object", "'%s': mỗi resource phải là một đối tượng"
#define TB_MSG_IMPORT_UNKNOWN_ROLE_TABLE_EXPECTED                                                        \
    "'%s': unknown role '%.60s' of a table; expected units, aliases, neighbours, not_units, "            \
    "indices, sources, schemes, conflicts, levers, goals, structure, values, facts, template, "          \
    "scenario or schema",                                                                                \
        "'%s': không có vai trò '%.60s' của bảng; chọn units, aliases, neighbours, not_units, " \
        "indices, sources, schemes, conflicts, levers, goals, structure, values, facts, "                \
        "template, scenario hoặc schema"
#define TB_MSG_IMPORT_RESOURCE_HAS_PATH \
    "'%s': a resource has no path", "'%s': có resource thiếu path"
#define TB_MSG_IMPORT_PATH_RESOURCE_MUST_TEXT \
    "'%s': the path of a resource must be a text", "'%s': path của resource phải là văn bản"
#define TB_MSG_IMPORT_DATA_PACKAGE_HAS_LIST                   \
    "'%s' is not a data package: it has no list 'resources'", \
        "'%s' không phải là gói dữ liệu: thiếu danh sách 'resources'"
#define TB_MSG_IMPORT_FOLDER_HOLDS_DATAPACKAGE_JSON \
    "the folder '%s' holds no datapackage.json", "thư mục '%s' không có datapackage.json"
#define TB_MSG_IMPORT_WORKBOOK_EXCEL_CHOOSE_FILE                                                               \
    "'%s' is a workbook: in Excel choose File, Save As, type 'CSV UTF-8 (Comma delimited)', and "              \
    "import that file",                                                                                        \
        "'%s' là tệp Excel: chọn File, Save As, kiểu 'CSV UTF-8 (Comma delimited)' rồi nhập tệp " \
        "đó"
#define TB_MSG_IMPORT_FOLDER_HOLDS_OTHER_FILES              \
    "the folder '%s' holds other files: name an empty one", \
        "thư mục '%s' đã có tệp khác: hãy chọn thư mục trống"
#define TB_MSG_IMPORT_CANNOT_MAKE_UNITS_2                                                                            \
    "cannot make %zu units: from 2 to %d are possible", "không tạo được %zu đơn vị: chỉ từ 2 đến " \
                                                        "%d"
#define TB_MSG_IMPORT_CANNOT_MAKE_YEARS_1                                                                       \
    "cannot make %zu years: from 1 to %zu are possible", "không tạo được %zu năm: chỉ từ 1 đến " \
                                                         "%zu"
#define TB_MSG_IMPORT_CANNOT_MAKE_INDICATORS_1               \
    "cannot make %zu indicators: from 1 to %d are possible", \
        "không tạo được %zu chỉ tiêu: chỉ từ 1 đến %d"

#define TB_MSG_IMPORT_EXPECTED_HEAD_INDICATOR_COLUMN \
    "expected HEAD=INDICATOR for a column, got '%s'", "cần TÊN CỘT=MÃ cho một cột, nhận được '%s'"
#define TB_MSG_IMPORT_OLD_ENCODING_CONVERT_FILE                                                   \
    "'%.80s' is %s in the old encoding %s: convert the file to Unicode (Unikey: Ctrl+Shift+F6), " \
    "and import it again",                                                                        \
        "'%.80s' là %s gõ bằng bảng mã cũ %s: hãy chuyển tệp sang Unicode (Unikey: " \
        "Ctrl+Shift+F6) rồi nhập lại"

#define TB_MSG_IMPORT_LINK_OUTSIDE                                              \
    "'%s' names the table '%s', a link to a file outside the package's folder", \
        "'%s' nêu bảng '%s', là liên kết tới tệp ngoài thư mục của gói"
#define TB_MSG_IMPORT_DIALECT                                                                                         \
    "'%s': the table says %s %s, which is not read: write it as CSV in UTF-8 with double quotes "                     \
    "and "                                                                                                            \
    "a row of heads",                                                                                                 \
        "'%s': bảng khai báo %s %s, không đọc được: hãy ghi lại dạng CSV UTF-8, dùng dấu ngoặc " \
        "kép và "                                                                                                   \
        "có dòng tên cột"

#define TB_MSG_IMPORT_COMPARE                                                                    \
    "%s%s%.0s%.0snothing was written: compare the table with the pages, and accept it if it is " \
    "right",                                                                                     \
        "%.0s%.0s%s%schưa ghi gì: hãy so bảng trên với tệp PDF, nếu đúng thì chấp nhận"

#endif
