/* messages/lever.h - what is said about levers and their effects: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_LEVER_H
#define TB_MESSAGES_LEVER_H

#define TB_MSG_LEVER_YEARS_MORE_SERIES_MAY \
    "%zu years are more than a series may have", "%zu năm vượt quá độ dài cho phép của một chuỗi"
#define TB_MSG_LEVER_SERIES_CONSTANT "the series is constant", "chuỗi số liệu không đổi"
#define TB_MSG_LEVER_MEASURE_ACTS_WHICH_PANEL                    \
    "measure '%s' acts on '%s', of which the panel has nothing", \
        "giải pháp '%s' tác động lên '%s' là chỉ số chưa có trong bộ dữ liệu"
#define TB_MSG_LEVER_MEASURE "measure '%s': %s", "giải pháp '%s': %s"
#define TB_MSG_LEVER_SCORE_SHEET_MEASURE_LATER                            \
    "the score sheet of measure '%s' is of %d, later than the origin %d", \
        "bảng điểm của '%s' là của năm %d, sau năm gốc %d"
#define TB_MSG_LEVER_SCORE_SHEET_SCENARIO \
    "the score sheet is of %s, the scenario of %s", "bảng điểm là của %s, kịch bản là của %s"
#define TB_MSG_LEVER_MEASURE_ADDS_POINTS_WHOSE                \
    "measure '%s' adds %g points to %s, whose maximum is %g", \
        "giải pháp '%s' cộng thêm %g điểm cho %s, trong khi điểm tối đa là %g"
#define TB_MSG_LEVER_MEASURE_ACTS_INDEX_SCENARIO                             \
    "measure '%s' acts on %s, an index that the scenario names no goal for", \
        "giải pháp '%s' tác động lên %s, chỉ số mà kịch bản không đặt chỉ tiêu"
#define TB_MSG_LEVER_IN_SCORE_SHEET "the score sheet: ", "bảng chấm điểm: "

#endif
