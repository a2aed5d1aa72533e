/* messages/render_plan.h - what pages say below the tables of plans and measures: English and
 * Vietnamese side by side. */
#ifndef TB_MESSAGES_RENDER_PLAN_H
#define TB_MESSAGES_RENDER_PLAN_H

#define TB_SAY_NO_NUMBER       "no number (%d)", "chưa lượng hóa (%d)"
#define TB_SAY_REASON_NUMBERED "(%d) %s.", "(%d) %s."
#define TB_WORD_ANNEX_BLANK                                                              \
    "Quantity and deadline are those of the plans that are cited; an empty cell is for " \
    "the province to fill in.",                                                          \
        "Khối lượng và thời hạn chỉ ghi khi kế hoạch được "          \
        "dẫn nguồn có nêu; ô để trống do địa phương tự xác định."
#define TB_WORD_STAKE_ANNEX                                                           \
    "Annex: measures by the points that can still be won (a ceiling, not an effect)", \
        "Phụ lục: giải pháp theo số điểm còn có thể giành thêm "    \
        "(mức trần, chưa phải tác động)"
#define TB_SAY_COMPARED_BAR   "%s (compared)", "%s (so sánh)"
#define TB_WORD_STAKE_MEASURE "Field and measures", "Nội dung và giải pháp"
#define TB_WORD_STAKE_POINTS  "Points at stake", "Còn có thể giành thêm, điểm"
#define TB_SAY_STAKE_AT_MOST  "at most %s", "nhiều nhất %s"
#define TB_SAY_STAKE_LIKELY   "at most %s; likely %s", "nhiều nhất %s; nhiều khả năng %s"
#define TB_SAY_SEE_STAKES                                                              \
    "An annex lists %zu measures by the points that can still be won, with agencies.", \
        "Phụ lục nêu %zu giải pháp theo số điểm còn có thể "          \
        "giành thêm, kèm cơ quan chủ trì."
#define TB_WORD_REACH_NONE                                                               \
    "A dash: the data have too few comparable cases of that component to say what "      \
    "others reached.",                                                                   \
        "Dấu –: bộ dữ liệu chưa có đủ trường hợp so sánh được " \
        "của nội dung đó nên chưa nêu mức các tỉnh đã đạt được."

#endif
