/* messages/base.h - what is said about files and memory: English and Vietnamese side by side,
 * with the same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_BASE_H
#define TB_MESSAGES_BASE_H

#define TB_MSG_BASE_CANNOT_RUN       "cannot run '%s': %s", "không chạy được '%s': %s"
#define TB_MSG_BASE_ENOUGH_MEMORY    "not enough memory for %s", "không đủ bộ nhớ%.0s"
#define TB_MSG_BASE_ENOUGH_MEMORY_OF "not enough memory for '%s'", "không đủ bộ nhớ cho '%s'"
#define TB_MSG_BASE_DIRECTORY_FILE \
    "'%s' is a directory, not a file", "'%s' là thư mục, không phải tệp"
#define TB_MSG_BASE_THERE_FILE "there is no file '%s'", "không có tệp '%s'"
#define TB_MSG_BASE_CANNOT     "cannot %s%.0s '%s': %s", "không thể %.0s%s '%s': %s"
#define TB_MSG_BASE_LARGER_BYTES_SUCH_FILE                         \
    "'%s' is larger than the %zu bytes that such a file may have", \
        "'%s' lớn hơn %zu byte, giới hạn của loại tệp này"
#define TB_MSG_BASE_CANNOT_MAKE_PROCESS                   \
    "cannot make a process: %s", "không tạo được " \
                                 "tiến trình: %s"
#define TB_MSG_BASE_CANNOT_OPEN "cannot open '%s': %s", "không mở được '%s': %s"
#define TB_MSG_BASE_CANNOT_READ "cannot read '%s': %s", "không đọc được '%s': %s"
#define TB_MSG_BASE_NO_FOLDER                                                  \
    "cannot write '%s': there is no such folder", "không ghi được '%s': " \
                                                  "không có thư mục này"
#define TB_MSG_BASE_CANNOT_WRITE "cannot write '%s': %s", "không ghi được '%s': %s"

#define TB_MSG_BASE_OPTIONS_WITHOUT_SIZE                                                    \
    "the options do not say their size: make them by their initialiser (TB_..._OPTS_INIT)", \
        "tùy chọn không ghi kích thước (size): hãy khởi tạo bằng TB_..._OPTS_INIT"
#define TB_MSG_BASE_OPTIONS_TOO_NEW                                                          \
    "the options have %zu bytes and this version of the library knows %zu: the program was " \
    "built for a newer one",                                                                 \
        "tùy chọn dài %zu byte, phiên bản thư viện này chỉ biết %zu: "        \
        "chương trình được biên dịch cho phiên bản mới hơn"
/* behind the first line of a list */
#define TB_MSG_BASE_MORE_EN " (and %zu more)"
#define TB_MSG_BASE_MORE_VI " (và %zu lỗi nữa)"

/* ---- file.c ---- */
#define TB_MSG_BASE_OPEN        "open", "mở"
#define TB_MSG_BASE_READ        "read", "đọc"
#define TB_MSG_BASE_MAKE_FOLDER "make the folder", "tạo thư mục"
#define TB_MSG_BASE_READ_FOLDER "read the folder", "đọc thư mục"

#endif
