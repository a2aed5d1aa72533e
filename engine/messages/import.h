/* messages/import.h - what is said about imports: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_IMPORT_H
#define TB_MESSAGES_IMPORT_H

#define TB_MSG_IMPORT_PREFER_NEITHER_TABLE_NOR                                               \
    "unknown preference '%s': it is neither a table nor a source of this import",            \
        "không có '%s' để ưu tiên: không phải là bảng hay nguồn của lần " \
        "nhập này"
#define TB_MSG_IMPORT_NOTHING_IMPORT_NAME_DATA                                          \
    "nothing to import: name a data package or a table", "chưa nêu gói dữ liệu " \
                                                         "hoặc bảng cần nhập"
#define TB_MSG_IMPORT_YEAR                                          \
    "the year must be one of the data (got %d, expected %d to %d)", \
        "năm phải nằm trong phạm vi số liệu (đang là %d, cần từ %d đến %d)"
#define TB_MSG_IMPORT_TABLES_MORE_ONE_IMPORT                                       \
    "%zu tables are more than the %d of one import", "%zu bảng nhiều hơn %d " \
                                                     "bảng của một lần nhập"
#define TB_MSG_IMPORT_SOURCES_HOLD_FIGURE_ANY                                  \
    "the sources hold no figure of any index", "các nguồn không có số " \
                                               "liệu của chỉ số nào"
#define TB_MSG_IMPORT_UNKNOWN_INDICATOR_DID_YOU          \
    "unknown indicator '%.80s' of %s; did you mean %s?", \
        "không có '%.80s' trong các chỉ số thành phần của %s; có phải là %s?"
#define TB_MSG_IMPORT_NAMES_TABLE_PACKAGE_TABLES                                             \
    "'%s' names the table '%.200s': a package's tables must be in its own folder",           \
        "'%s' nêu bảng '%.200s': bảng của một gói dữ liệu phải nằm trong " \
        "thư mục của gói"
#define TB_MSG_IMPORT_NAMES_TABLE_THERE_SUCH                \
    "'%s' names the table '%s', and there is no such file", \
        "'%s' nêu bảng '%s' nhưng không có tệp này"
#define TB_MSG_IMPORT_RESOURCE_MUST_OBJECT \
    "'%s': a resource must be an object", "'%s': mỗi resource phải là một đối tượng"
#define TB_MSG_IMPORT_UNKNOWN_ROLE_TABLE_EXPECTED                                             \
    "'%s': unknown role '%.60s' of a table; expected units, aliases, neighbours, not_units, " \
    "indices, sources, schemes, conflicts, levers, goals, structure, values, facts, "         \
    "template, scenario or schema",                                                           \
        "'%s': không có vai trò '%.60s' của bảng; chọn units, aliases, neighbours, " \
        "not_units, indices, sources, schemes, conflicts, levers, goals, structure, values, " \
        "facts, template, scenario hoặc schema"
#define TB_MSG_IMPORT_RESOURCE_HAS_PATH \
    "'%s': a resource has no path", "'%s': có resource thiếu path"
#define TB_MSG_IMPORT_PATH_RESOURCE_MUST_TEXT \
    "'%s': the path of a resource must be a text", "'%s': path của resource phải là văn bản"
#define TB_MSG_IMPORT_DATA_PACKAGE_HAS_LIST                   \
    "'%s' is not a data package: it has no list 'resources'", \
        "'%s' không phải là gói dữ liệu: thiếu danh sách 'resources'"
#define TB_MSG_IMPORT_FOLDER_HOLDS_DATAPACKAGE_JSON \
    "the folder '%s' holds no datapackage.json", "thư mục '%s' không có datapackage.json"
#define TB_MSG_IMPORT_FOLDER_HOLDS_OTHER_FILES              \
    "the folder '%s' holds other files: name an empty one", \
        "thư mục '%s' đã có tệp khác: hãy chọn thư mục trống"
#define TB_MSG_IMPORT_UNITS_FROM \
    "units must be from 2 to %d (got %zu)", "số đơn vị phải từ 2 đến %d (đang là %zu)"
#define TB_MSG_IMPORT_YEARS_FROM \
    "years must be from 1 to %zu (got %zu)", "số năm phải từ 1 đến %zu (đang là %zu)"
#define TB_MSG_IMPORT_INDICATORS_FROM            \
    "indicators must be from 1 to %d (got %zu)", \
        "số chỉ số thành phần phải từ 1 đến %d (đang là %zu)"

#define TB_MSG_IMPORT_EXPECTED_HEAD_INDICATOR_COLUMN \
    "expected HEAD=INDICATOR for a column (got '%s')", "cần TÊN CỘT=MÃ cho một cột (đang là '%s')"
#define TB_MSG_IMPORT_OLD_ENCODING_CONVERT_FILE                                                   \
    "'%.80s' is %s in the old encoding %s: convert the file to Unicode (Unikey: Ctrl+Shift+F6), " \
    "and import it again",                                                                        \
        "'%.80s' là %s gõ bằng bảng mã cũ %s: hãy chuyển tệp sang Unicode (Unikey: " \
        "Ctrl+Shift+F6) rồi nhập lại"

#define TB_MSG_IMPORT_LINK_OUTSIDE                                              \
    "'%s' names the table '%s', a link to a file outside the package's folder", \
        "'%s' nêu bảng '%s', là liên kết tới tệp ngoài thư mục của gói"
#define TB_MSG_IMPORT_MISSING_VALUES                          \
    "'%s': missingValues must be a list of at most %d texts", \
        "'%s': missingValues phải là danh sách gồm tối đa %d chuỗi ký tự"
#define TB_MSG_IMPORT_DIALECT                                                                     \
    "'%s': the table declares %s %s, which cannot be read: write it as CSV in UTF-8 with double " \
    "quotes and a row of heads",                                                                  \
        "'%s': bảng khai báo %s %s, không đọc được: hãy ghi lại dạng CSV UTF-8, " \
        "dùng dấu ngoặc kép và có dòng tên cột"

#define TB_MSG_IMPORT_COMPARE                                                        \
    "nothing was written: compare the table with the pages, and accept it if it is " \
    "right",                                                                         \
        "chưa ghi gì: hãy so bảng trên với tệp PDF, nếu đúng thì chấp nhận"

/* ---- why a row, a column or a file of an import is refused ---- */
#define TB_MSG_IMPORT_SHARES                                                                \
    "%s.%s %d: no score is above %.4g, but the scale goes to %g: are they shares? write "   \
    "them in points",                                                                       \
        "%s.%s năm %d: không điểm nào trên %.4g trong khi thang điểm đến %g: " \
        "có phải là tỷ lệ? hãy ghi bằng điểm"
#define TB_MSG_IMPORT_PARTS_SUM                                                                    \
    "%s.%s %d of %s is %.10g, but its parts add up to %.10g; correct the table, or do not "        \
    "declare it complete",                                                                         \
        "%s.%s năm %d của %s là %.10g nhưng tổng các thành phần là %.10g; hãy sửa " \
        "bảng hoặc không khai báo là đầy đủ"
#define TB_MSG_IMPORT_HEADS_COLUMNS \
    "expected the columns index, indicator and head", "cần các cột index, indicator và head"
#define TB_MSG_IMPORT_OTHER_SHA256                                           \
    "the file is not the one that the package describes: its SHA-256 is %s", \
        "tệp không phải là tệp mà gói mô tả: SHA-256 của tệp là %s"
#define TB_MSG_IMPORT_OTHER_SIZE                                                      \
    "the file is not the one that the package describes: it has %zu bytes, not %lld", \
        "tệp không phải là tệp mà gói mô tả: có %zu byte chứ không phải %lld"
#define TB_MSG_IMPORT_NO_UNIT \
    "there is no unit: write its code or its name", "thiếu đơn vị: hãy ghi mã hoặc tên"
#define TB_MSG_IMPORT_NOT_YEAR_FROM_TO \
    "'%.*s' is not a year from %d to %d", "'%.*s' không phải là năm từ %d đến %d"
#define TB_MSG_IMPORT_ROW_WITHOUT_INDEX                                                \
    "the row does not say which index it belongs to: fill in the column of the index", \
        "dòng này không cho biết thuộc chỉ số nào: hãy điền cột chỉ số"
#define TB_MSG_IMPORT_NOT_INDEX_CODE                                           \
    "'%.*s' is not the code of an index: letters, digits and _, such as PAPI", \
        "'%.*s' không phải là mã chỉ số: chữ, số và dấu _, ví dụ PAPI"
#define TB_MSG_IMPORT_SOURCES_DIFFER                                                              \
    "%s.%s %d of %s: %s and %s differ; choose the source to use, here or in conflicts.csv",       \
        "%s.%s năm %d của %s: %s và %s khác nhau; hãy chọn nguồn được dùng, ngay " \
        "lần này hoặc trong conflicts.csv"
#define TB_MSG_IMPORT_TWICE_FIRST_IN_LINE                                                          \
    "duplicate %s.%s %d of %s, first in line %zu: keep one row",                                   \
        "%s.%s năm %d của %s bị trùng trong tệp, lần đầu ở dòng %zu: chỉ giữ " \
        "một dòng"
#define TB_MSG_IMPORT_TWICE_IN_FILE           \
    "duplicate %s.%s %d of %s: keep one row", \
        "%s.%s năm %d của %s bị trùng trong tệp: chỉ giữ một dòng"
#define TB_MSG_IMPORT_NO_VALUE                                \
    "there is no value: write a number or leave the row out", \
        "ô giá trị trống: hãy ghi số hoặc bỏ dòng này"
#define TB_MSG_IMPORT_NOT_IN_SCHEME \
    "%s.%s is not part of the scheme of %d", "%s.%s không có trong bộ tiêu chí năm %d"
#define TB_MSG_IMPORT_NOT_PLACE                           \
    "%g is not a place: places are whole numbers from 1", \
        "%g không phải là thứ hạng: thứ hạng là số nguyên từ 1"
#define TB_MSG_IMPORT_PLACE_ABOVE_UNITS                 \
    "place %g is above the number of units in %d, %zu", \
        "thứ hạng %g lớn hơn số đơn vị của năm %d (%zu)"
#define TB_MSG_IMPORT_OUTSIDE_RANGE                        \
    "%.10g is outside the range of %s.%s in %d, %g to %g", \
        "%.10g nằm ngoài thang điểm của %s.%s năm %d, từ %g đến %g"
#define TB_MSG_IMPORT_NOT_PERCENTAGE            \
    "%.10g is not a percentage of the maximum", \
        "%.10g không phải là tỷ lệ phần trăm so với điểm tối đa"
#define TB_MSG_IMPORT_NOT_BASIS                            \
    "unknown basis '%.*s'; expected published or derived", \
        "không có cơ sở '%.*s'; hãy ghi published hoặc derived"
#define TB_MSG_IMPORT_NOT_BASIS_OF                          \
    "unknown basis '%.40s'; expected published or derived", \
        "không có cơ sở '%.40s'; hãy ghi published hoặc derived"
#define TB_MSG_IMPORT_ROW_OF_OTHER_INDEX                                                         \
    "the row is of the index %s, but the import was declared to be of %.40s: drop that, or "     \
    "correct the column",                                                                        \
        "dòng này thuộc chỉ số %s nhưng lần nhập này khai báo chỉ số %.40s: " \
        "hãy bỏ khai báo hoặc sửa cột chỉ số"
#define TB_MSG_IMPORT_ROW_OF_OTHER_YEAR                                                          \
    "the row is of the year %d, but the import was declared to be of %d: drop that, or correct " \
    "the column",                                                                                \
        "dòng này của năm %d nhưng lần nhập này khai báo năm %d: hãy bỏ khai "   \
        "báo hoặc sửa cột năm"
#define TB_MSG_IMPORT_TWO_UNITS                                                              \
    "'%.*s' and '%.*s' in one row are two units (%s and %s): which one are the figures of?", \
        "'%.*s' và '%.*s' trong cùng một dòng là hai đơn vị (%s và %s): số "    \
        "liệu là của đơn vị nào?"
#define TB_MSG_IMPORT_YEARS_SEVERAL                                                 \
    "the titles name more than one year: add a column 'year', or declare the year", \
        "tiêu đề nêu nhiều năm khác nhau: hãy thêm cột 'year' hoặc khai báo năm"
#define TB_MSG_IMPORT_NO_YEAR                                                                   \
    "the table does not say which year it is of: add a column 'year', or declare the year",     \
        "bảng không cho biết thuộc năm nào: hãy thêm cột 'year' hoặc khai báo " \
        "năm"
#define TB_MSG_IMPORT_TITLE_OF_OTHER_YEAR                                                          \
    "the title says %d, but the import was declared to be of %d: drop that, or correct the title", \
        "tiêu đề ghi năm %d nhưng lần nhập này khai báo năm %d: hãy bỏ khai báo " \
        "hoặc sửa tiêu đề"
#define TB_MSG_IMPORT_NO_INDEX                                                                    \
    "the table does not say which index it is of: add a column 'index', or declare the index",    \
        "bảng không cho biết thuộc chỉ số nào: hãy thêm cột 'index' hoặc khai " \
        "báo chỉ số"
#define TB_MSG_IMPORT_NO_UNIT_COLUMN                                                         \
    "the table has no column 'unit' with the code or the name of the unit; its first line "  \
    "must be the names of the columns, without a title above",                               \
        "bảng không có cột 'unit' ghi mã hoặc tên đơn vị; dòng đầu tiên " \
        "phải là tên các cột, không có tiêu đề bên trên"
#define TB_MSG_IMPORT_FACTS_DIFFER                                                         \
    "%s.%s %d of %s, %s: '%.60s' and '%.60s' differ; choose the source to use",            \
        "%s.%s năm %d của %s, %s: '%.60s' và '%.60s' khác nhau; hãy chọn nguồn " \
        "được dùng"
#define TB_MSG_IMPORT_FACT_TWICE                  \
    "duplicate %s.%s %d of %s, %s: keep one row", \
        "%s.%s năm %d của %s, %s bị trùng trong tệp: chỉ giữ một dòng"
#define TB_MSG_IMPORT_NOT_FACT_KIND "unknown kind of fact '%.60s'", "không có loại số liệu '%.60s'"
#define TB_MSG_IMPORT_NOT_NUMBER    "'%.60s' is not a number", "'%.60s' không phải là số"
#define TB_MSG_IMPORT_NOT_TOLERANCE                 \
    "'%.60s' is not a tolerance", "'%.60s' không " \
                                  "phải là sai số"
#define TB_MSG_IMPORT_NO_COLUMN   "the table has no column '%s'", "bảng không có cột '%s'"
#define TB_MSG_IMPORT_NOT_YEAR    "'%.*s' is not a year", "'%.*s' không phải là năm"
#define TB_MSG_IMPORT_FIELD_EMPTY "the field is empty", "ô này trống"
#define TB_MSG_IMPORT_UNIT_TWICE \
    "duplicate unit '%s' for the same years", "đơn vị '%s' bị trùng trong cùng một năm"
#define TB_MSG_IMPORT_FORMULA_FOR_NAME                                                   \
    "%zu codes or names begin as a formula of a spreadsheet does (the first: '%.80s'); " \
    "kept: "                                                                             \
    "open an exported .csv with these columns as text",                                  \
        "%zu mã hoặc tên bắt đầu như công thức của bảng tính (đầu " \
        "tiên: '%.80s'); vẫn giữ: "                                                 \
        "khi mở tệp .csv đã xuất, hãy chọn kiểu văn bản cho các cột này"
#define TB_MSG_IMPORT_NOT_UNIT_CODE                         \
    "'%.80s' is not the code of a unit of the units table", \
        "'%.80s' không phải là mã trong bảng đơn vị"
#define TB_MSG_IMPORT_NEITHER_YES_NOR_NO \
    "must be yes or no (got '%.40s')", "phải là yes hoặc no (đang là '%.40s')"
#define TB_MSG_IMPORT_NOT_DIRECTION    \
    "unknown direction '%.40s'; "      \
    "expected up or down",             \
        "không có chiều '%.40s'; " \
        "hãy ghi up hoặc down"
#define TB_MSG_IMPORT_NOT_NUMBER_OF "'%.*s' is not a number", "'%.*s' không phải là số"
#define TB_MSG_IMPORT_LISTED_TWICE                       \
    "duplicate '%.*s', first in line %zu: keep one row", \
        "'%.*s' bị trùng trong bảng, lần đầu ở dòng %zu: chỉ giữ một dòng"
#define TB_MSG_IMPORT_ALIAS_OF_TWO                                                      \
    "'%.80s' cannot stand for the unit %s: in the same years it means %s",              \
        "không thể dùng '%.80s' cho đơn vị %s: trong cùng những năm đó, " \
        "tên này chỉ đơn vị %s"
#define TB_MSG_IMPORT_ROW_TWICE \
    "duplicate row: keep one of them", "dòng này bị trùng: chỉ giữ một dòng"
#define TB_MSG_IMPORT_UNKNOWN_MERGE                                  \
    "unknown merge '%.40s'; expected none, mean, sum or population", \
        "không có cách gộp '%.40s'; hãy ghi none, mean, sum hoặc population"
#define TB_MSG_IMPORT_REPEAT_WITHOUT_FACTOR                  \
    "'%s' repeats another index: it needs a factor above 0", \
        "'%s' lặp lại một chỉ số khác: cần hệ số lớn hơn 0"
#define TB_MSG_IMPORT_RANGE_EMPTY                                       \
    "the range of '%s' is empty: its least score, %g, is not below %g", \
        "'%s': điểm thấp nhất, %g, "                             \
        "không nhỏ hơn điểm tối đa, %g"
#define TB_MSG_IMPORT_WEIGHT_NEGATIVE                                                            \
    "the weight of '%s' must be at least 0 (got %g)", "trọng số của '%s' không được " \
                                                      "âm (đang là %g)"
#define TB_MSG_IMPORT_OWN_PARENT \
    "'%s' is its own parent", "'%s' là nội dung thành phần của chính nó"
#define TB_MSG_IMPORT_ENDS_BEFORE                     \
    "'%s' ends before it begins", "'%s' kết thúc " \
                                  "trước khi bắt đầu"
#define TB_MSG_IMPORT_CODE_TWICE \
    "duplicate '%s' for the same years", "'%s' bị trùng trong cùng một năm"
#define TB_MSG_IMPORT_NO_COLUMN_CODE "the table has no column 'code'", "bảng không có cột 'code'"
#define TB_MSG_IMPORT_SCHEMES_OVERLAP                \
    "scheme '%.60s' covers years of another scheme", \
        "bộ tiêu chí '%.60s' trùng năm với bộ tiêu chí khác"
#define TB_MSG_IMPORT_NOT_GROUPS                                     \
    "cannot read '%.80s' as groups: write A:90;B:80 or 16/16/15/16", \
        "không đọc được '%.80s' là các nhóm: hãy ghi A:90;B:80 hoặc 16/16/15/16"
#define TB_MSG_IMPORT_CELL_UNCOMPUTED                                                       \
    "the cell is a formula whose value the file does not hold: open the file in a "         \
    "spreadsheet, save it, and import it again",                                            \
        "ô là công thức nhưng tệp không lưu giá trị: hãy mở bằng phần " \
        "mềm bảng tính, lưu lại rồi nhập lại"
#define TB_MSG_IMPORT_CELL_ERROR \
    "the cell shows the error %.30s: correct its formula", "ô hiện lỗi %.30s: hãy sửa công thức"
#define TB_MSG_IMPORT_CELL_DATE                                                                   \
    "the cell is a date: the spreadsheet mistook a figure for one; format the column as numbers " \
    "and enter the figure again",                                                                 \
        "ô là ngày tháng: phần mềm đã hiểu nhầm số thành ngày; hãy định "   \
        "dạng cột là số rồi nhập lại"
#define TB_MSG_IMPORT_NUMBERS_AND_PERCENTAGES                                                    \
    "the column has plain numbers (here %.20s) and percentages (row %u, %.20s%%): give all its " \
    "cells one format",                                                                          \
        "cột có cả số thường (ở đây %.20s) và phần trăm (dòng %u, %.20s%%): " \
        "hãy dùng một định dạng cho cả cột"
#define TB_MSG_IMPORT_NO_TABLE                                                                   \
    "no table was found: no row has the name of a unit and a figure beside it",                  \
        "không tìm thấy bảng: không dòng nào có tên đơn vị và số liệu bên " \
        "cạnh"
#define TB_MSG_IMPORT_NO_UNIT_HEAD                                              \
    "no table was found: no column has a head such as unit or Tỉnh, thành phố", \
        "không tìm thấy bảng: không có cột nào tên là unit hoặc Tỉnh, thành phố"
#define TB_MSG_IMPORT_HEAD_TWICE                                       \
    "duplicate column: the head appears twice, as column %zu and %zu", \
        "cột bị trùng: tên này là của cả cột %zu và cột %zu"
#define TB_MSG_IMPORT_SIDE_BY_SIDE                                                                \
    "two tables are side by side: columns %zu and %zu both have the units; put the second below " \
    "the first, or on a sheet of its own",                                                        \
        "hai bảng nằm cạnh nhau: cột %zu và cột %zu đều ghi đơn vị; hãy "      \
        "chuyển bảng thứ hai xuống dưới bảng thứ nhất, hoặc sang một trang " \
        "tính riêng"
#define TB_WORD_IMPORT_HEADS "Score (TOTAL), Rank (RANK)", "Tổng điểm (TOTAL), Xếp hạng (RANK)"
#define TB_MSG_IMPORT_HEADS_READ \
    "heads that are read for this index: ", "các tên cột được nhận cho chỉ số này: "
#define TB_MSG_IMPORT_READ_FROM "read from", "đọc được từ"
#define TB_MSG_IMPORT_COLUMNS_TWICE                         \
    "duplicate column: columns %zu and %zu are both %s.%s", \
        "cột bị trùng: cột %zu và cột %zu đều là %s.%s"
#define TB_MSG_IMPORT_HEAD_OF_OTHER_YEAR                                                       \
    "the head is of the year %d, but the import was declared to be of %d: drop that, or take " \
    "the column out",                                                                          \
        "cột này của năm %d nhưng lần nhập này khai báo năm %d: hãy bỏ khai " \
        "báo hoặc bỏ cột này"
#define TB_MSG_IMPORT_NO_INDICATOR_COLUMN \
    "there is no column of an indicator", "không có cột nào là nội dung của chỉ số"
#define TB_MSG_IMPORT_COLUMN_WITHOUT_HEAD           \
    "column %zu has no head: name it, or empty it", \
        "cột %zu không có tên: hãy đặt tên hoặc để trống"
#define TB_MSG_IMPORT_NO_CELLS                                                      \
    "the file is empty: no sheet that is shown has a cell", "tệp rỗng: không " \
                                                            "trang nào có dữ liệu"
#define TB_MSG_IMPORT_PLACES_AGAINST_SCORES                                                      \
    "%s.%s %d: %s has place %d with %.10g, %s has place %d with %.10g: the places contradict "   \
    "the scores (pairs: %zu); correct the table, or accept the fault %s as printed",             \
        "%s.%s năm %d: %s xếp thứ %d với %.10g, %s xếp thứ %d với %.10g: thứ "    \
        "hạng mâu thuẫn với điểm (%zu cặp); hãy sửa bảng hoặc chấp nhận " \
        "lỗi %s như bản in"
#define TB_MSG_IMPORT_NOT_DATE                                  \
    "'%.60s' is not a date: write 2019-04-01, 2019-04 or 2019", \
        "'%.60s' không phải là ngày: hãy ghi 2019-04-01, 2019-04 hoặc 2019"
#define TB_MSG_IMPORT_FIELD_EMPTY_NEEDED \
    "the field is empty: %s is needed", "ô này trống: cần có %s"
#define TB_MSG_IMPORT_NOT_YEAR_1990 \
    "'%.60s' is not a year from 1990 to 2100", "'%.60s' không phải là năm từ 1990 đến 2100"
#define TB_MSG_IMPORT_NOT_UNIT_CODE_60                      \
    "'%.60s' is not the code of a unit of the units table", \
        "'%.60s' không phải là mã trong bảng đơn vị"
#define TB_MSG_IMPORT_NAME_ENDS_BEFORE                                              \
    "'%.60s' is before the day on which the name begins", "'%.60s' trước ngày " \
                                                          "bắt đầu có tên này"
#define TB_MSG_IMPORT_PERIODS_OVERLAP                             \
    "the period of '%.60s' overlaps with that of an earlier row", \
        "thời gian của '%.60s' trùng với một dòng trước"
#define TB_MSG_IMPORT_BOUNDS_WITHOUT_YEAR \
    "not_before and not_after leave no year%s", "not_before và not_after không còn năm nào%s"
#define TB_MSG_IMPORT_ADOPTED_OUTSIDE_BOUNDS          \
    "the year contradicts not_before or not_after%s", \
        "năm này mâu thuẫn với not_before hoặc not_after%s"
#define TB_MSG_IMPORT_UNKNOWN_ADOPTION                                               \
    "unknown status '%.40s'; expected dated, trial, bounded, decided_or_not_yet or " \
    "unknown",                                                                       \
        "không có trạng thái '%.40s'; hãy ghi dated, trial, bounded, "         \
        "decided_or_not_yet hoặc unknown"
#define TB_MSG_IMPORT_ADOPTED_OTHER_DATE \
    "the year is not that of the date %.20s", "năm này khác với năm của ngày %.20s"
#define TB_MSG_IMPORT_DATED_WITHOUT_DATE \
    "a dated adoption needs a date or a year%s", "trạng thái dated cần có ngày hoặc năm%s"
#define TB_MSG_IMPORT_NOT_WAY_TO_SCORE                                    \
    "unknown way to score '%.40s'; expected report, survey or statistic", \
        "không có cách chấm '%.40s'; hãy ghi report, survey hoặc statistic"
#define TB_MSG_IMPORT_NOT_SIGN                                                       \
    "unknown sign '%.40s' of a finding; expected positive, negative, mixed or none", \
        "không có chiều '%.40s' của kết quả nghiên cứu; hãy ghi "      \
        "positive, negative, mixed hoặc none"
#define TB_MSG_IMPORT_NOT_MAXIMUM \
    "the maximum must be above 0 points (got %.40s)", "điểm tối đa phải lớn hơn 0 (đang là %.40s)"
#define TB_MSG_IMPORT_NO_SUCH_INDEX \
    "unknown index '%.40s': it is not in the package", "không có chỉ số '%.40s' trong gói dữ liệu"
#define TB_MSG_IMPORT_NOT_IN_THAT_YEAR \
    "'%.40s' did not exist in that year", "năm đó chưa có nội dung '%.40s'"
#define TB_MSG_IMPORT_ERROR_NOT_POSITIVE        \
    "the standard error must be above 0 (got "  \
    "%.40s)",                                   \
        "sai số chuẩn phải lớn hơn 0 " \
        "(đang là %.40s)"
#define TB_MSG_IMPORT_ERROR_ABOVE_SCALE                              \
    "the standard error must be at most half the scale (got %.40s)", \
        "sai số chuẩn không được quá một nửa thang điểm (đang là %.40s)"
#define TB_MSG_IMPORT_ERRORS_REVERSED                 \
    "the high standard error is below the low one%s", \
        "sai số chuẩn cao lại nhỏ hơn sai số chuẩn thấp%s"
#define TB_MSG_IMPORT_NEITHER_ERROR_NOR_ANSWERS           \
    "neither a standard error nor a number of answers%s", \
        "không có sai số chuẩn cũng không có số người trả lời%s"
#define TB_MSG_IMPORT_NOT_ANSWERS \
    "'%.40s' is not a number of answers", "'%.40s' không phải là số người trả lời"
#define TB_MSG_IMPORT_UNKNOWN_MEASURE                     \
    "unknown measure '%.60s': it is not in measures.csv", \
        "không có giải pháp '%.60s' trong measures.csv"

/* before and behind the number of rows that are not shown, in English and in Vietnamese */
#define TB_MSG_IMPORT_REJECTS_MORE "and", "more; nothing was written", "và", "lỗi nữa; chưa ghi gì"

/* ---- warnings ---- */
#define TB_MSG_IMPORT_SOURCES_UNEXPLAINED                                                      \
    "%zu sources are not in a sources table and are known by their ids only, such as '%.80s'", \
        "%zu nguồn không có trong bảng nguồn, chỉ biết mã, ví dụ '%.80s'"
#define TB_MSG_IMPORT_RANKS_ACCEPTED                                 \
    "%s.%s %d: %zu pairs of places contradict the scores, accepted", \
        "%s.%s năm %d: %zu cặp thứ hạng mâu thuẫn với điểm, đã chấp nhận"
#define TB_MSG_IMPORT_SHEET_HIDDEN                         \
    "'%.80s': the sheet '%.80s' is skipped: it is hidden", \
        "'%.80s': bỏ qua trang '%.80s': trang bị ẩn"
#define TB_MSG_IMPORT_SHEET_WITHOUT_UNITS                              \
    "'%.80s': the sheet '%.80s' is skipped: it has no table of units", \
        "'%.80s': bỏ qua trang '%.80s': không có bảng theo đơn vị"
#define TB_MSG_IMPORT_NOT_FIGURES                                                               \
    "'%.200s' holds no figures of an index (levers, goals or a score sheet?): import does not " \
    "read it",                                                                                  \
        "'%.200s' không có số liệu của chỉ số (giải pháp, chỉ tiêu, bảng "  \
        "chấm điểm?): không nhập"
#define TB_MSG_IMPORT_COLUMN_PASSED                                   \
    "the column '%.120s' is skipped: it is not a figure of the year", \
        "bỏ qua cột '%.120s': không phải số liệu của năm"
#define TB_MSG_IMPORT_ROW_OF_NO_UNIT \
    "row %zu '%.*s' is about no unit and is skipped", "bỏ qua dòng %zu '%.*s': không phải đơn vị"
#define TB_MSG_IMPORT_MEAN_DIFFERS                                                             \
    "%s.%s: the table prints a mean of %.10g (row %zu), the mean of the %zu figures above is " \
    "%.4f",                                                                                    \
        "%s.%s: bảng ghi trung bình %.10g (dòng %zu), trung bình của %zu số trong "   \
        "bảng là %.4f"
#define TB_MSG_IMPORT_ROWS_PASSED                                             \
    "'%.80s': %zu rows without figures are skipped, such as row %u '%.120s'", \
        "'%.80s': bỏ qua %zu dòng không có số liệu, ví dụ dòng %u '%.120s'"
#define TB_MSG_IMPORT_PLAIN_WORKBOOK                                                        \
    "'%.80s' is an .xls: hidden rows, merged cells and percentage formats are not seen in " \
    "it, every row is read as it is; .xlsx shows them",                                     \
        "'%.80s' là tệp .xls: không nhận biết được dòng ẩn, ô gộp và "   \
        "định dạng phần trăm, mọi dòng được đọc nguyên trạng; nên "   \
        "dùng .xlsx"
#define TB_MSG_IMPORT_HIDDEN                                                              \
    "'%.80s': %zu rows (the first is row %u) and %zu columns are hidden in the file and " \
    "were read like the others",                                                          \
        "'%.80s': %zu dòng (đầu tiên là dòng %u) và %zu cột bị ẩn trong "   \
        "tệp, vẫn được đọc như các dòng, cột khác"
#define TB_MSG_IMPORT_HIDDEN_ROWS                                                \
    "'%.80s': %zu rows (the first is row %u) are hidden in the file and "        \
    "were read like the others",                                                 \
        "'%.80s': %zu dòng (đầu tiên là dòng %u) bị ẩn trong tệp, " \
        "vẫn được đọc như các dòng khác"
#define TB_MSG_IMPORT_HIDDEN_COLUMNS                                               \
    "'%.80s': columns are hidden in the file (%zu) and were read like the others", \
        "'%.80s': có %zu cột bị ẩn trong tệp, vẫn được đọc như các cột khác"
#define TB_MSG_IMPORT_NO_FIGURES                     \
    "'%.200s' holds no figure: its cells are empty", \
        "'%.200s' không có số liệu nào: các ô đều trống"
#define TB_MSG_IMPORT_COMPUTED_PASSED                                                              \
    "'%.80s': %zu computed sums are skipped: they are computed anew from their parts",             \
        "'%.80s': bỏ qua %zu tổng do tính toán: sẽ được tính lại từ các thành " \
        "phần"
#define TB_MSG_IMPORT_UNITS_LEFT_OUT                            \
    "'%.80s' has no figures of %zu of the %zu units of %d: %s", \
        "'%.80s' thiếu số liệu của %zu trong %zu đơn vị năm %d: %s"
#define TB_MSG_IMPORT_GUESSED_SUM                             \
    "%s.%s %d of %s is %.10g, but its parts add up to %.10g", \
        "%s.%s năm %d của %s là %.10g nhưng tổng các thành phần là %.10g"
#define TB_MSG_IMPORT_SUMS_DIFFER                                                                \
    "%s: %zu published figures differ from the sum of their parts and are kept as published; "   \
    "%s%.0s",                                                                                    \
        "%s: %zu số liệu công bố khác tổng các thành phần, vẫn giữ như đã " \
        "công bố; %.0s%s"
#define TB_MSG_IMPORT_COMPARE_FAULTS                                                               \
    "nothing was written: the table has %zu faults, named above; compare these rows with the "     \
    "pages, correct them in a CSV or .xlsx, or accept by its name each fault that the publisher "  \
    "printed: %s",                                                                                 \
        "chưa ghi gì: bảng có %zu lỗi nêu ở trên; hãy so các dòng này với tệp " \
        "PDF, sửa lại trong tệp CSV hoặc .xlsx, hoặc chấp nhận đích danh từng "  \
        "lỗi mà cơ quan công bố in đúng như vậy: %s"
#define TB_MSG_IMPORT_UNKNOWN_FAULT                                   \
    "unknown fault '%s'; expected %s", "không có lỗi '%s'; các " \
                                       "lỗi của lần nhập này: %s"
#define TB_MSG_IMPORT_FAULT_OF_NONE                              \
    "unknown fault '%s': this import has none that is accepted", \
        "không có lỗi '%s': lần nhập này không có lỗi nào cần chấp nhận"

#define TB_MSG_IMPORT_ITS_PARTS_ADD_UP                 \
    "%s %d of %s is %.10g, its parts add up to %.10g", \
        "%s năm %d của %s là %.10g, tổng các thành phần là %.10g"

/* between the last two of a list */
#define TB_MSG_IMPORT_OR " or ", " hoặc "
#endif
