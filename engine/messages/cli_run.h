/* messages/cli_run.h - help on what whoever asks knows: English and Vietnamese side by side. */
#ifndef TB_MESSAGES_CLI_RUN_H
#define TB_MESSAGES_CLI_RUN_H

#define TB_HELP_RUN_ORIGIN                                                               \
    "the last year whose results were out; INDEX=YEAR is that of one index (ICT=2019), " \
    "repeatable",                                                                        \
        "năm gốc: năm gần nhất đã có kết quả; CHỈ SỐ=NĂM là của " \
        "riêng một chỉ số (ICT=2019), dùng được nhiều lần"
#define TB_HELP_RUN_KNOWN                                                                       \
    "a figure known besides the panel: PAR:2018:rank=34, score=81.2 or group=D, with "          \
    ",unit=NAME of another unit; repeatable",                                                   \
        "số liệu đã biết ngoài bộ dữ liệu: PAR:2018:rank=34, score=81.2 hoặc " \
        "group=D, thêm ,unit=TÊN nếu của đơn vị khác; dùng được nhiều lần"

#endif
