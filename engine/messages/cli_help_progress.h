/* messages/cli_help_progress.h - the help on progress, in both languages. */
#ifndef TB_MESSAGES_CLI_HELP_PROGRESS_H
#define TB_MESSAGES_CLI_HELP_PROGRESS_H

#define TB_HELP_RUN_PROGRESS                                                                            \
    "what was done and learnt since (lever,date,done,note and index,year,value,std_error,kind): "       \
    "the question again",                                                                               \
        "việc đã làm và số liệu mới từ khi lập phương án (lever,date,done,note và " \
        "index,year,value,std_error,kind): trả lời lại câu hỏi"

#endif
