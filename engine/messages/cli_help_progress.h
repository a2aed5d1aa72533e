/* messages/cli_help_progress.h - the help on progress and on agencies, in both languages. */
#ifndef TB_MESSAGES_CLI_HELP_PROGRESS_H
#define TB_MESSAGES_CLI_HELP_PROGRESS_H

#define TB_HELP_RUN_PROGRESS                                                   \
    "what has been done and learned since the plan (lever,date,done,note and " \
    "index,year,value,std_error,kind): answers the question again",            \
        "việc đã làm và số liệu mới từ khi lập phương án "  \
        "(lever,date,done,note và index,year,value,std_error,kind): trả lời lại câu hỏi"

#define TB_HELP_RUN_AGENCIES                                                                      \
    "names of agencies by period (agency,name_vi,name_en,from,to,successor), instead of the "     \
    "panel's",                                                                                    \
        "tên cơ quan theo từng thời kỳ (agency,name_vi,name_en,from,to,successor), thay " \
        "cho tên trong bộ dữ liệu"

#define TB_HELP_RUN_ASKED                                                       \
    "the day of the question (2025-09-15, 2025-09): nothing begins before it, " \
    "and agencies are named as from that day on",                               \
        "ngày đặt câu hỏi (2025-09-15, 2025-09): giải pháp "          \
        "không bắt đầu trước ngày đó, tên cơ quan ghi theo "      \
        "thời điểm từ ngày đó"

#endif
