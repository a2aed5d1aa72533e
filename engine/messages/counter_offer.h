/* messages/counter_offer.h - the words of pages on how a goal was read, what can be had
 * instead, and what is at stake: English and Vietnamese side by side, as in render.h. */
#ifndef TB_MESSAGES_COUNTER_OFFER_H
#define TB_MESSAGES_COUNTER_OFFER_H

/* ---- what is at stake ------------------------------------------------------------------------ */
#define TB_WORD_STAKE_HEAD                               \
    "Points still to be won (a ceiling, not an effect)", \
        "Số điểm còn có thể giành thêm (mức trần, chưa phải tác động)"
#define TB_WORD_STAKE_MAX    "Maximum", "Điểm tối đa"
#define TB_WORD_STAKE_SCHEME "By the scheme of", "Bộ tiêu chí năm"
#define TB_WORD_STAKE_SCORE  "Score now", "Điểm đã biết"
#define TB_WORD_STAKE_YEAR   "Year of the score", "Năm có điểm"
#define TB_WORD_STAKE_MOST   "At most", "Nhiều nhất"
#define TB_WORD_STAKE_BAND   "Likely", "Nhiều khả năng"
#define TB_SAY_STAKE_AS                                                    \
    "Points still to be won: as in the table of the goal "                 \
    "%s.",                                                                 \
        "Số điểm còn có thể giành thêm: như bảng ở chỉ " \
        "tiêu %s."
#define TB_SAY_PRICES_AS                                         \
    "Scores of the components: as under the "                    \
    "goal %s.",                                                  \
        "Điểm của từng nội dung: như ở chỉ tiêu " \
        "%s."
#define TB_WORD_STAKE_NOTE                                                            \
    "At most: the maximum less the score, or what the total can lack "                \
    "where the score is not in the data. Parts of one index may "                     \
    "overlap: rows do not add up.",                                                   \
        "Nhiều nhất: điểm tối đa trừ điểm đã biết; khi bộ dữ " \
        "liệu chưa có điểm thì lấy mức mà cả chỉ số còn có "     \
        "thể thiếu. Các nội dung có thể chồng lấn nhau nên "           \
        "không cộng các dòng với nhau."
#define TB_SAY_STAKE_CASES                                                      \
    "Likely: 8 cases in 10, by the share that a component "                     \
    "had in the lost points of %s known cases.",                                \
        "Nhiều khả năng: 8 trong 10 trường hợp, theo tỷ "           \
        "trọng của từng nội dung trong số điểm bị mất ở %s " \
        "trường hợp đã biết."
#define TB_SAY_NUMBERS "%s–%s", "%s–%s"

/* ---- how it was read, and what can be had instead -------------------------------------------- */
#define TB_SAY_UNDERSTOOD "Understood as: %s.", "Hiểu là: %s."
#define TB_SAY_PART_OF                                              \
    "One of the %.0f components that the goal of %s is about: %s.", \
        "Là một trong %.0f nội dung mà chỉ tiêu của %s đặt ra: %s."
#define TB_SAY_OF_HOW_MANY         "Places: %s.", "Lưu ý: %s."
#define TB_SAY_POINTS              "%s points", "%s điểm"
#define TB_WORD_WITH_THE_PLAN      "With the plan", "Khi thực hiện phương án"
#define TB_WORD_IF_NOTHING_IS_DONE "Without action", "Nếu không có thêm giải pháp"
#define TB_SAY_REACHABLE_PLACE                                                                \
    "%s, place %.0f or better is reached in 50 of 100 cases, place %.0f in 80 of 100.",       \
        "%s, mức có thể đạt: hạng %.0f trở lên (50 trong 100 trường hợp), " \
        "hạng %.0f trở lên (80 trong 100 trường hợp)."
#define TB_SAY_REACHABLE_PLACE_ONLY                            \
    "%s, place %.0f or better is reached in 50 of 100 cases.", \
        "%s, mức có thể đạt: hạng %.0f trở lên (50 trong 100 trường hợp)."
#define TB_SAY_REACHABLE_SCORE                                                            \
    "%s, %s is reached in 50 of 100 cases, %s in 80 of 100.",                             \
        "%s, mức có thể đạt: từ %s trở lên (50 trong 100 trường hợp), " \
        "từ %s trở lên (80 trong 100 trường hợp)."
#define TB_SAY_EVEN_YEAR                                                                    \
    "Without action the same goal has an even chance in %.0f.",                             \
        "Nếu không có thêm giải pháp, đến năm %.0f chỉ tiêu này mới có " \
        "khả năng đạt từ 50 trong 100 trường hợp trở lên."
#define TB_SAY_EVEN_YEAR_PLAN                                                                \
    "With the plan the same goal has an even chance in %.0f.",                               \
        "Khi thực hiện phương án, đến năm %.0f chỉ tiêu này có khả năng " \
        "đạt từ 50 trong 100 trường hợp trở lên."
#define TB_SAY_NO_EVEN_YEAR      "Later years: %s.", "Xét các năm sau: %s."
#define TB_SAY_NO_EVEN_YEAR_PLAN "Later years: %s.", "Các năm sau, %s."
#define TB_SAY_SPOILER                                                                            \
    "The goal that makes it hardest to reach all: %s; without it the others: %s.",                \
        "Chỉ tiêu %s làm giảm nhiều nhất khả năng cùng đạt; không tính chỉ " \
        "tiêu này thì khả năng là %s."
#define TB_SAY_CONDITION_MET                                                                \
    "In %.0f comparable cases of other provinces the whole condition was met in %.0f; the " \
    "plan counts on %s of what the components reach one by one.",                           \
        "Trong %.0f trường hợp tương đồng của các tỉnh khác, có %.0f "     \
        "trường hợp tất cả các nội dung cùng tăng được như vậy; "      \
        "phương án chỉ tính %s tổng mức tăng của từng nội dung riêng lẻ."
#define TB_SAY_CONDITION_NEVER_MET                                                          \
    "In none of %.0f comparable cases of other provinces was the whole condition met; the " \
    "plan counts on %s of what the components reach one by one.",                           \
        "Trong %.0f trường hợp tương đồng của các tỉnh khác, chưa có "    \
        "trường hợp nào mà tất cả các nội dung cùng tăng được như "    \
        "vậy; phương án chỉ tính %s tổng mức tăng của từng nội dung "    \
        "riêng lẻ."
#define TB_WORD_WATCH     "What to watch", "Theo dõi qua"
#define TB_SAY_WORKS_WITH "%s; with: %s", "%s; phối hợp: %s"
#define TB_SAY_LEADS      "%s (%s)", "%s (%s)"

/* ---- since last time ------------------------------------------------------------------------- */
#define TB_SAY_SINCE                                                                          \
    "Before the progress: %s; with what is known and done now: %s.",                          \
        "Trước khi cập nhật tiến độ: %s; với những gì đã biết và đã " \
        "thực hiện: %s."
#define TB_SAY_SINCE_PLAN                                                   \
    "With the plan: before %s, now %s.", "Khi thực hiện cả phương " \
                                         "án: trước là %s, nay là %s."
#define TB_SAY_SINCE_DONE  "Done since: %s.", "Đã thực hiện: %s."
#define TB_SAY_SINCE_NEW   "Known since: %s.", "Số liệu mới: %s."
#define TB_SAY_SINCE_ADDED "New in the plan: %s.", "Mới đưa vào phương án: %s."
#define TB_SAY_SINCE_GONE  "No longer in the plan: %s.", "Không còn trong phương án: %s."
#define TB_SAY_SINCE_FIGURE \
    "%s %.0f: %s (%s, standard error %s)", "%s năm %.0f: %s (%s, sai số chuẩn %s)"
#define TB_WORD_SINCE_OWN    "own reckoning", "địa phương tự tính"
#define TB_WORD_SINCE_SURVEY "own survey", "địa phương tự khảo sát"

#endif
