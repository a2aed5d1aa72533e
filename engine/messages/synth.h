/* messages/synth.h - the names and notes that a synthetic package has in both languages: English
 * and Vietnamese side by side. Rows of its tables are made of both, so the numbers are left to
 * import/synth.c; neither text holds a comma. */
#ifndef TB_MESSAGES_SYNTH_H
#define TB_MESSAGES_SYNTH_H

#define TB_WORD_SYNTH_UNIT "Synthetic unit", "Đơn vị giả lập"
#define TB_WORD_SYNTH_INDEX \
    "Synthetic index (not real figures)", "Chỉ số giả lập (không phải số liệu thật)"
#define TB_WORD_SYNTH_TOTAL     "Synthetic total", "Điểm tổng giả lập"
#define TB_WORD_SYNTH_DIMENSION "Synthetic dimension", "Nội dung giả lập"
#define TB_WORD_SYNTH_INDICATOR "Synthetic indicator", "Nội dung thành phần giả lập"
#define TB_WORD_SYNTH_MEASURE   "Synthetic measure", "Giải pháp giả lập"
#define TB_WORD_SYNTH_AGENCY    "Synthetic agency", "Cơ quan giả lập"
#define TB_WORD_SYNTH_GOAL      "top 10 (synthetic)", "tốp 10 (giả lập)"
#define TB_WORD_SYNTH_TITLE                                                             \
    "SYNTHETIC: figures of units that do not exist, made by tangbac synth",             \
        "GIẢ LẬP: số liệu của các đơn vị không có thật, do tangbac " \
        "synth tạo ra"
#define TB_WORD_SYNTH_README                                                                      \
    "Made by `tangbac synth`. The units do not exist and the figures are drawn at random, "       \
    "with the spread, the persistence and the gaps of\nPAPI 2011-2023. Nothing here says "        \
    "anything about any province.",                                                               \
        "Số liệu giả lập do `tangbac synth` tạo ra: các đơn vị không có "        \
        "thật, số liệu rút ngẫu nhiên,\ncó độ phân tán, độ bền và những " \
        "chỗ trống như PAPI 2011-2023; không nói gì về tỉnh, thành phố "           \
        "nào."

#endif
