/* messages/render_standing.h - the words of a standing, of pages of every unit, and what pages
 * refuse; a part of messages/render.h, which includes it. */
#ifndef TB_MESSAGES_RENDER_STANDING_H
#define TB_MESSAGES_RENDER_STANDING_H

/* ---- standing -------------------------------------------------------------------------------- */
#define TB_SAY_STANDING_HEAD  "Where the province stands: %s", "Hiện trạng của địa phương: %s"
#define TB_WORD_OTHER_INDICES "Indices without a goal", "Các chỉ số không có chỉ tiêu"
#define TB_WORD_TO_MEDIAN     "To the median", "So với trung vị"
#define TB_WORD_TO_BEST       "To the best quarter", "So với nhóm 25% tốt nhất"
#define TB_WORD_TO_FIRST      "To the first", "So với hạng nhất"
#define TB_WORD_CHANGE                                          \
    "Change (beside the noise)", "Thay đổi (so với mức " \
                                 "biến động ngẫu nhiên)"
#define TB_WORD_REAL          "real", "vượt biến động ngẫu nhiên"
#define TB_WORD_WITHIN_NOISE  "within noise", "trong mức biến động ngẫu nhiên"
#define TB_WORD_REAL_SHORT    "real", "vượt mức"
#define TB_WORD_WITHIN_SHORT  "within", "trong mức"
#define TB_SAY_STANDING_PARTS "%s: what its components are made of", "%s: nội dung thành phần"
#define TB_SAY_STRENGTHS      "Strengths: %s.", "Điểm mạnh: %s."
#define TB_SAY_WEAKNESSES     "Weaknesses: %s.", "Điểm yếu: %s."
#define TB_SAY_PEERS          "Comparable provinces: %s.", "Các tỉnh tương đồng: %s."

/* ---- every unit at once ---------------------------------------------------------------------- */
#define TB_SAY_SURVEY_TITLE                                                  \
    "Every unit: goals for %.0f", "Mọi tỉnh, thành phố: chỉ tiêu " \
                                  "năm %.0f"
#define TB_WORD_BEST_MEASURE   "Best measure", "Giải pháp tốt nhất"
#define TB_WORD_WITH_IT        "Chance with it", "Khả năng đạt khi có giải pháp"
#define TB_WORD_WITH_PLAN_HEAD "With the plan", "Khi có phương án"
#define TB_SAY_BRIER                                                                          \
    "Brier score: %s; of always saying the share that came true in these very answers: %s.",  \
        "Điểm Brier: %s; nếu luôn nêu tỷ lệ đạt thực tế của chính các " \
        "kết quả này: %s."
#define TB_WORD_BRIER_SE                                                                    \
    "± is a standard error over years: the units of one year share its shocks.",            \
        "± là sai số chuẩn tính theo các năm: các tỉnh trong cùng một năm " \
        "chịu chung biến động của năm đó."
#define TB_WORD_BY_YEAR "By year", "Theo năm"
#define TB_WORD_NO_MEASURES                                                                  \
    "No measures were given: with a catalogue of measures the best one would be named.",     \
        "Chưa có giải pháp nào được đưa vào: khi có danh mục giải pháp, " \
        "bảng sẽ nêu giải pháp tốt nhất."
#define TB_WORD_RELIABILITY "How often it came true", "Dự báo đã đúng đến đâu"
#define TB_WORD_FROM        "Chance from", "Khả năng đạt từ"
#define TB_WORD_TO          "to", "đến"
#define TB_WORD_GOALS_COUNT "Goals", "Số chỉ tiêu"
#define TB_WORD_MEAN_CHANCE "Mean chance", "Khả năng đạt trung bình"
#define TB_WORD_SHARE_MET   "Share met", "Tỷ lệ đã đạt"
#define TB_WORD_SE          "Standard error", "Sai số chuẩn"
#define TB_WORD_BRIER       "Brier score", "Điểm Brier"
#define TB_WORD_KNOWN_UP_TO "Known up to", "Số liệu đến năm"

/* ---- refusals -------------------------------------------------------------------------------- */
#define TB_MSG_RENDER_ATLAS_FORM                                \
    "an atlas is a page: expected the ending .html (got '%s')", \
        "tập bản đồ là một trang web: cần đuôi .html (đang là '%s')"
#define TB_MSG_RENDER_NO_TABLE                                                               \
    "cannot make a table of '%s': no result that has one in this form",                      \
        "không lập được bảng của '%s': không phải kết quả có bảng ở " \
        "dạng này"
#define TB_MSG_RENDER_FOREIGN                            \
    "'%s' is not a result of run, intervene or effects", \
        "'%s' không phải kết quả của lệnh run, intervene hoặc effects"
#define TB_MSG_RENDER_NO_ROWS                                                                  \
    "'%s' has no rows for a .csv; expected .html, .md, .xlsx, .docx or a folder of charts",    \
        "'%s' không có dòng nào để ghi ra .csv; cần .html, .md, .xlsx, .docx hoặc " \
        "một thư mục cho biểu đồ"
#define TB_MSG_RENDER_FORM                                                                   \
    "unknown form '%s'; expected .html, .md, .csv, .xlsx, .docx or a folder for charts",     \
        "không rõ định dạng '%s'; cần .html, .md, .csv, .xlsx, .docx hoặc một " \
        "thư mục cho biểu đồ"
#define TB_MSG_RENDER_PICTURE "cannot draw '%s': %s", "không vẽ được '%s': %s"
#define TB_MSG_RENDER_ZIP \
    "cannot write '%s': the archive is incomplete", "không ghi được '%s': tệp nén không đầy đủ"

#endif
