/* messages/cli_atlas.h - the help of atlas: English and Vietnamese side by side. */
#ifndef MESSAGES_CLI_ATLAS_H
#define MESSAGES_CLI_ATLAS_H

#define TB_HELP_ATLAS                                                                    \
    "every province, index and goal in one page for a browser, to use without this "     \
    "program",                                                                           \
        "mọi tỉnh, mọi chỉ số, mọi chỉ tiêu trong một trang web dùng " \
        "được mà không cần chương trình này"
#define TB_HELP_ATLAS_ABOUT                                                                        \
    "One file for a browser, which needs no network: choose a province by name or on the map, "    \
    "an index and a goal, in words or by a slider; see the chance, how well such forecasts did "   \
    "before, how much is noise, the points still lacking, where the province stands, its "         \
    "neighbours and trends, and what points added would change; compare up to four provinces; "    \
    "print. Each index is forecast once; the page uses the curves computed here. With -o "         \
    "FILE.json, or without -o, the same as data. Goals on several indices together are for "       \
    "'run'.",                                                                                      \
        "Một tệp mở bằng trình duyệt, không cần mạng: chọn tỉnh theo tên "    \
        "hoặc trên bản đồ, chọn chỉ số và chỉ tiêu, bằng lời hoặc bằng " \
        "thanh trượt; xem khả năng đạt, các dự báo tương tự trước đây "      \
        "đúng đến đâu, phần biến động ngẫu nhiên, số điểm còn thiếu, "    \
        "hiện trạng, các tỉnh lân cận, xu hướng và thử tăng điểm; so sánh "   \
        "tới bốn tỉnh; in ra giấy. Mỗi chỉ số chỉ dự báo một lần; trang "   \
        "dùng các đường cong đã tính ở đây. Với -o TỆP.json, hoặc không có "  \
        "-o, ghi ra dữ liệu. Chỉ tiêu trên nhiều chỉ số cùng lúc thì dùng "      \
        "'run'."
#define TB_HELP_ATLAS_YEARS                                                                       \
    "years ahead for the units of today, 1 to 5 (default 2); provinces before July 2025: the "    \
    "next year",                                                                                  \
        "số năm dự báo cho các đơn vị hiện nay, từ 1 đến 5 (mặc định 2); " \
        "các tỉnh trước tháng 7/2025: năm kế tiếp"
#define TB_HELP_ATLAS_DRAWS                                      \
    "simulated years (default 20000)", "số lần mô phỏng " \
                                       "(mặc định 20000)"
#define TB_HELP_ATLAS_MODEL "model of the forecast", "mô hình dự báo"

#endif
