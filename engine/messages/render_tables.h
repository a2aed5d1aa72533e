/* messages/render_tables.h - the words of the tables of the terminal, English and Vietnamese
 * side by side. */
#ifndef TB_MESSAGES_RENDER_TABLES_H
#define TB_MESSAGES_RENDER_TABLES_H

/* Heads of a table, a pair a column; the first letter is the side on which the column stands. */

/* ---- table_backtest.c ---- */
#define TB_HEADS_BACKTEST_MODELS(H)     \
    H("lModel", "lMô hình")             \
    H("rCRPS", "rCRPS")                 \
    H("rSkill %", "rCải thiện %")       \
    H("rvs shrunk", "rSo với shrunk")   \
    H("rWIS", "rWIS")                   \
    H("rLog score", "rĐiểm log")        \
    H("rRMSE", "rRMSE")                 \
    H("rMAE", "rMAE")                   \
    H("rSpearman", "rSpearman")         \
    H("rKendall", "rKendall")           \
    H("rRank MAE", "rSai số hạng")      \
    H("rRPS", "rRPS")                   \
    H("rBrier top 10", "rBrier tốp 10") \
    H("rBrier up 5", "rBrier +5 bậc")   \
    H("r50 %", "r50%")                  \
    H("r90 %", "r90%")                  \
    H("rWidth", "rĐộ rộng")
#define TB_MSG_RENDER_BEST_HINDSIGHT                   \
    "\nBest in hindsight: %s\n", "\nTốt nhất khi " \
                                 "nhìn lại: %s\n"
#define TB_MSG_RENDER_TARGET_YEARS_JUDGED \
    "%s, %.0f target years, judged by the %s\n\n", "%s, %.0f năm dự báo, đánh giá %s\n\n"
#define TB_MSG_RENDER_SCORE_3 "score", "điểm số"
#define TB_MSG_RENDER_DEVIATION_MEAN_YEAR \
    "deviation from the mean of the year", "độ lệch so với trung bình của năm"
#define TB_MSG_RENDER_SKILL_1_CRPS_CRPS                                                           \
    "Skill: 1 - CRPS / CRPS of persistence; ± standard error over target years; 50 % and 90 %: " \
    "share inside the interval\n",                                                                \
        "Cải thiện: 1 - CRPS / CRPS của persistence; ± sai số chuẩn theo năm dự "   \
        "báo; 50% và 90%: tỷ lệ nằm trong khoảng dự báo\n"

/* ---- table_complete.c ---- */
#define TB_MSG_RENDER_SUCH_SCHEME_2 "no such scheme", "chưa có bộ tiêu chí"
#define TB_MSG_RENDER_FACTS_SCORES_RANKS_MEANS                  \
    "%s %.0f, from facts to %.0f: %s; %.0f draws\n\n",          \
        "%s %.0f, từ các số liệu đến năm %.0f: %s; " \
        "%.0f lần mô phỏng\n\n"
#define TB_MSG_RENDER_LARGEST_R_HAT_FEWEST             \
    "\nlargest R-hat %s, fewest effective draws %s\n", \
        "\nR-hat lớn nhất %s, số lần mô phỏng hiệu dụng ít nhất %s\n"

/* ---- table_effects.c ---- */
#define TB_MSG_RENDER_TO_2        "%s to %s", "%s đến %s"
#define TB_MSG_RENDER_LMEASURE    "lMeasure", "lGiải pháp"
#define TB_MSG_RENDER_LOUTCOME    "lOutcome", "lKết quả"
#define TB_MSG_RENDER_RADOPTERS   "rAdopters", "rSố tỉnh áp dụng"
#define TB_MSG_RENDER_REFFECT     "rEffect", "rTác động"
#define TB_MSG_RENDER_R95         "r95 % interval", "rKhoảng 95%"
#define TB_MSG_RENDER_RP_PERMUTED "rp (permuted)", "rp (hoán vị)"
#define TB_MSG_RENDER_RCOULD_SEEN "rCould be seen", "rMức có thể thấy"
#define TB_MSG_RENDER_RIN_PLACES  "rIn places", "rTheo bậc"
#define TB_MSG_RENDER_LVERDICT    "lVerdict", "lKết luận"
#define TB_MSG_RENDER_BEFORE_EXPOSURE_P_EVENT                                       \
    "  Before exposure: p = %s, %.0f event times.\n", "  Trước khi áp dụng: " \
                                                      "p = %s, %.0f năm.\n"
#define TB_MSG_RENDER_IF_TRENDS_DIFFER_MUCH                 \
    "  If trends differ as much as before exposure: %s.\n", \
        "  Nếu xu hướng lệch nhau như trước khi áp dụng: %s.\n"
#define TB_MSG_RENDER_ENTERS_PLANS   "Enters plans", "Đưa vào phương án"
#define TB_MSG_RENDER_YES            "yes", "có"
#define TB_MSG_RENDER_NO             "no, ", "không, "
#define TB_MSG_RENDER_RPLACE         "rPlace", "rThứ tự"
#define TB_MSG_RENDER_RLIKELY_EFFECT "rLikely effect", "rTác động ước lượng"
#define TB_MSG_RENDER_R90_2          "r90 % interval", "rKhoảng 90%"
#define TB_MSG_RENDER_RABOVE_0       "rAbove 0", "rKhả năng > 0"
#define TB_MSG_RENDER_RENOUGH        "rEnough", "rĐủ mức cần"
#define TB_MSG_RENDER_THERE_DATA_BUT_ENOUGH                                         \
    "There are data, but not enough to conclude:", "Có dữ liệu nhưng không " \
                                                   "đủ để kết luận:"
#define TB_MSG_RENDER_DRAWN_TOWARDS_ZERO_TOGETHER       \
    "Shrunk towards zero together, the largest first:", \
        "Các ước lượng được co chung về 0, lớn nhất trước:"

/* ---- table_estimate.c ---- */
/* in the order of `words` */
#define TB_WORDS_ESTIMATE(H)                                          \
    H("Term", "Biến")                                                 \
    H("Estimate", "Ước lượng")                                        \
    H("Std. error", "Sai số chuẩn")                                   \
    H("t or z", "t hoặc z")                                           \
    H("p", "p")                                                       \
    H("interval", "khoảng tin cậy")                                   \
    H("wild p", "p (wild)")                                           \
    H("Observations", "Số quan sát")                                  \
    H("Units", "Số đơn vị")                                           \
    H("Years", "Số năm")                                              \
    H("Effects", "Hiệu ứng")                                          \
    H("none", "không có")                                             \
    H("dropped", "bị loại")                                           \
    H("Standard errors", "Sai số chuẩn")                              \
    H("Test", "Kiểm định")                                            \
    H("* p<0.1 ** p<0.05 *** p<0.01", "* p<0,1 ** p<0,05 *** p<0,01") \
    H("R2 within / between / overall", "R2 trong / giữa / chung")     \
    H("P(in)", "P(thuộc mô hình)")                                    \
    H("instruments", "biến công cụ")                                  \
    H("Largest influence (estimate without the unit)",                \
      "Ảnh hưởng lớn nhất (ước lượng khi bỏ đơn vị)")                 \
    H("without", "khi bỏ")

/* ---- table_forecast.c ---- */
#define TB_MSG_RENDER_LPROVINCE "lProvince", "lTỉnh, thành phố"
#define TB_MSG_RENDER_RRANK     "rRank %.0f", "rHạng %.0f"
#define TB_MSG_RENDER_RSCORE    "rScore", "rĐiểm"
#define TB_MSG_RENDER_R90_3     "r90 % interval", "rKhoảng dự báo 90%"
#define TB_MSG_RENDER_RRANK_2   "rRank", "rThứ hạng"
#define TB_MSG_RENDER_RTOP_10   "rTop 10", "rTốp 10"
#define TB_MSG_RENDER_RUP_5     "rUp 5", "rTăng 5 bậc"
#define TB_MSG_RENDER_RWITHHELD "rWithheld", "rKhông công bố"
#define TB_MSG_RENDER_FORECAST_ORIGIN_DRAWS_STANDING                                             \
    "%s %.0f, forecast from origin %.0f, %s, %.0f draws, based on %.0f published figures\n\n",   \
        "%s %.0f, dự báo từ năm gốc %.0f, %s, %.0f lần mô phỏng, dựa trên %.0f " \
        "số liệu đã công bố\n\n"
#define TB_SAY_FORECAST_BIN "%.0f–%.0f %%: %.0f of %.0f", "%.0f–%.0f%%: %.0f/%.0f"
#define TB_SAY_FORECAST_RECORD_TOP                                          \
    "Record of \"Top 10\" (probability given before: how often met): %s\n", \
        "Kiểm chứng \"Tốp 10\" (khả năng từng nêu: số lần đạt): %s\n"
#define TB_SAY_FORECAST_RECORD_UP                                         \
    "Record of \"Up 5\" (probability given before: how often met): %s\n", \
        "Kiểm chứng \"Tăng 5 bậc\" (khả năng từng nêu: số lần đạt): %s\n"
#define TB_SAY_FORECAST_UNCALIBRATED                               \
    "  So far from what was said that no number is given here.\n", \
        "  Khác xa khả năng từng nêu, nên bảng không đưa ra con số.\n"
#define TB_MSG_RENDER_NATIONAL_MEAN_90_INTERVAL                                                 \
    "\nNational mean %s (90 %% interval %s)\n", "\nTrung bình cả nước %s (khoảng dự " \
                                                "báo 90%%: %s)\n"

/* ---- table_import.c ---- */
#define TB_MSG_RENDER_CELLS_HOLD_FIGURE_CONFLICTS                \
    "\n%.0f cells hold a figure; %.0f conflicts were settled\n", \
        "\n%.0f ô có số liệu; %.0f mâu thuẫn đã được xử lý\n"

/* ---- table_rank.c ---- */
#define TB_MSG_RENDER_SCORES_DATA_SET_THEM                                                 \
    "%.0f scores in this data set, %.0f of them of the %.0f units that were ranked",       \
        "%.0f điểm số có trong bộ dữ liệu này, trong đó %.0f thuộc %.0f " \
        "tỉnh được xếp hạng"
#define TB_MSG_RENDER_SCORES_DATA_SET \
    "%.0f of %.0f scores in this data set", "%.0f/%.0f điểm số có trong bộ dữ liệu này"
#define TB_MSG_RENDER_SCORES_DATA_SET_2 \
    "%.0f scores in this data set", "%.0f điểm số có trong bộ dữ liệu này"
#define TB_MSG_RENDER_WITHHELD_PUBLISHER \
    "; %.0f withheld by the publisher", "; %.0f tỉnh không công bố"
#define TB_MSG_RENDER_RANKS_COMPUTED  "; ranks computed", "; thứ hạng tính toán"
#define TB_MSG_RENDER_PUBLISHED_RANKS "; published ranks", "; thứ hạng đã công bố"
#define TB_MSG_RENDER_SCHEME          "; scheme %s", "; bộ tiêu chí %s"
#define TB_MSG_RENDER_PARTS           "parts: %s", "các tỉnh hợp thành: %s"
#define TB_MSG_RENDER_GROUPS          "\nGroups: %s\n", "\nNhóm: %s\n"

/* ---- table_show.c ---- */
#define TB_MSG_RENDER_BREAKS_NEW_SCHEME_YEAR                                          \
    "\nBreaks (a new scheme from the year):\n", "\nThay đổi phương pháp (bộ " \
                                                "tiêu chí mới từ năm):\n"
#define TB_MSG_RENDER_WHERE_SOURCES_DIFFER "\nWhere sources differ:\n", "\nCác nguồn khác nhau:\n"
#define TB_MSG_RENDER_UNITS_SCORE_PUBLISHED_PLACE                                           \
    "Units with a score and a published place in this data set / units that the publisher " \
    "ranked (?: not known)\n\n",                                                            \
        "Số đơn vị có điểm và thứ hạng trong bộ dữ liệu / số đơn " \
        "vị được xếp hạng (?: chưa biết)\n\n"
#define TB_MSG_RENDER_UNITS_SOURCES "\n%.0f units, %d sources\n", "\n%.0f đơn vị, %d nguồn\n"

/* ---- table_simulate.c ---- */
#define TB_MSG_RENDER_LPROVINCE_2 "lProvince", "lTỉnh"
#define TB_MSG_RENDER_RMEAN       "rMean", "rTrung bình"
#define TB_MSG_RENDER_R90_DRAWS   "r90% of draws", "r90% lần mô phỏng"
#define TB_MSG_RENDER_RMEAN_SHIFT "rMean shift", "rThay đổi TB"
#define TB_MSG_RENDER_RTOP        "rTop %.0f", "rTốp %.0f"
#define TB_MSG_RENDER_RRANK_SET   "rRank set", "rMiền tin cậy"
#define TB_MSG_RENDER_ROF_ALL     "rOf all", "rĐồng thời"
#define TB_MSG_RENDER_DESIGN_AFTER_NORMALISATION              \
    "not in the design: %s after normalisation \"%s\": %s\n", \
        "không đưa vào thiết kế: %s sau chuẩn hóa \"%s\": %s\n"
#define TB_MSG_RENDER_DRAWS_MEAN_SHIFT_ALL                                                 \
    "\nDraws: %.0f; mean shift of all units: %s ranks. Rank set: %s confidence, one unit " \
    "alone and all together; * cannot be excluded from the %.0f best.\n\n",                \
        "\nSố lần mô phỏng: %.0f; thay đổi trung bình của mọi đơn vị: " \
        "%s bậc. Miền tin cậy %s của thứ hạng: từng đơn vị và đồng " \
        "thời; * chưa thể loại khỏi tốp %.0f.\n\n"
#define TB_MSG_RENDER_METHOD_OFFICIAL_WEIGHTS_NOTHING                                    \
    "By method (official weights, nothing left out, no noise)\n",                        \
        "Theo cách tính (trọng số chính thức, không bỏ thành phần nào, " \
        "không có biến động ngẫu nhiên)\n"
#define TB_MSG_RENDER_SOBOL_INDICES_MEAN_OVER                                              \
    "Sobol' indices (mean over units of the share of the variance of a rank)\n",           \
        "Chỉ số Sobol' (trung bình các đơn vị, phần phương sai của thứ " \
        "hạng)\n"

/* ---- table_standing.c ---- */
#define TB_MSG_RENDER_ALL          "%s (all %s; %s)", "%s (cả nước %s; %s)"
#define TB_MSG_RENDER_REAL         "real", "vượt biến động ngẫu nhiên"
#define TB_MSG_RENDER_WITHIN_NOISE "within noise", "trong mức biến động ngẫu nhiên"
#define TB_MSG_RENDER_COMPARE      "To compare with: ", "Các tỉnh để so sánh: "
#define TB_MSG_RENDER_PLACE        " (place %.0f)", " (hạng %.0f)"
#define TB_MSG_RENDER_STRENGTHS    "Strengths", "Điểm mạnh"
#define TB_MSG_RENDER_WEAKNESSES   "Weaknesses", "Điểm yếu"

/* ---- table_verification.c ---- */
#define TB_HEADS_VERIFIED_GOALS(H)      \
    H("lGoal", "lChỉ tiêu")             \
    H("lModel", "lMô hình")             \
    H("rn", "rSố lần")                  \
    H("rBrier", "rBrier")               \
    H("rvs law", "rso với law")         \
    H("rvs printed", "rso với printed") \
    H("r0-20 %", "r0-20%")              \
    H("r20-40 %", "r20-40%")            \
    H("r40-60 %", "r40-60%")            \
    H("r60-80 %", "r60-80%")            \
    H("r80-100 %", "r80-100%")          \
    H("rp", "rp")
#define TB_HEADS_VERIFIED_PLACES(H)     \
    H("lPlaces", "lThứ hạng")           \
    H("lModel", "lMô hình")             \
    H("rn", "rSố lần")                  \
    H("rLog score", "rĐiểm log")        \
    H("rvs law", "rso với law")         \
    H("rvs printed", "rso với printed") \
    H("rRPS", "rRPS")                   \
    H("r90 %", "r90%")                  \
    H("lPIT, tenths", "lPIT, phần mười")
#define TB_HEADS_VERIFIED_SCORES(H) \
    H("lScores", "lĐiểm số")        \
    H("rn", "rSố lần")              \
    H("rCRPS", "rCRPS")             \
    H("rvs law", "rso với law")     \
    H("rLog score", "rĐiểm log")    \
    H("r90 %", "r90%")              \
    H("lPIT, tenths", "lPIT, phần mười")
#define TB_MSG_RENDER_TOP             "top %.0f", "tốp %.0f"
#define TB_MSG_RENDER_KEEP_RANK       "keep the rank", "giữ vững thứ hạng"
#define TB_MSG_RENDER_UP              "up %.0f", "tăng %.0f bậc"
#define TB_MSG_RENDER_COMPLETE_SERIES "complete series", "chuỗi đủ năm"
#define TB_MSG_RENDER_KNOWN_ORIGIN    "known at origin", "năm gốc đã biết"
#define TB_MSG_RENDER_KNOWN           "not known then", "năm gốc chưa biết"
#define TB_MSG_RENDER_ALL_PUBLISHED   "all published", "mọi ô đã công bố"
#define TB_MSG_RENDER_PUBLISHED_RESULTS_YEAR_BEFORE                     \
    "%s, published results of %.0f-%.0f, from %.0f year(s) before\n\n", \
        "%s, kết quả công bố các năm %.0f-%.0f, dự báo trước %.0f năm\n\n"
#define TB_MSG_RENDER_PROVINCES_WHOSE_SERIES_RANKS                                    \
    "\nProvinces whose series of ranks is complete\n\n", "\nCác tỉnh có chuỗi " \
                                                         "thứ hạng đủ năm\n\n"
#define TB_MSG_RENDER_COLUMNS_PROBABILITIES_HOW_OFTEN                                       \
    "\nColumns of probabilities: how often, forecast > observed (%). ± standard "          \
    "error over years; vs law, vs printed: against the rank model `law`, and against "      \
    "it given that the cell is printed; negative is better; p: all bins tested "            \
    "together\n",                                                                           \
        "\nTrong các cột xác suất: số lần, xác suất dự báo > tỷ lệ "    \
        "đạt (%). ± sai số chuẩn theo năm; so với law, so với printed: so "    \
        "với mô hình thứ hạng `law`, và với mô hình đó khi biết ô số "  \
        "liệu được công bố; âm là tốt hơn; p: kiểm định mọi khoảng " \
        "cùng lúc\n"

#define TB_WORD_TABLE_COMPLETE_PUBLISHED "published", "đã công bố"
#define TB_WORD_TABLE_COMPLETE_COMPUTED  "computed", "tính toán"
#define TB_WORD_TABLE_COMPLETE_COMPLETED "completed", "mô phỏng"
#define TB_WORD_TABLE_COMPLETE_WITHHELD  "withheld", "không công bố"

#define TB_WORD_TABLE_RANK_HIGH     "high", "Cao nhất"
#define TB_WORD_TABLE_RANK_MID_HIGH "mid-high", "Trung bình cao"
#define TB_WORD_TABLE_RANK_MID_LOW  "mid-low", "Trung bình thấp"
#define TB_WORD_TABLE_RANK_LOW      "low", "Thấp nhất"

#define TB_WORD_TABLE_BACKTEST_RORIGIN "rOrigin", "rNăm gốc"
#define TB_WORD_TABLE_BACKTEST_RTARGET "rTarget", "rNăm dự báo"
#define TB_WORD_TABLE_BACKTEST_LCHOSEN_EARLIER_ORIGINS \
    "lChosen by earlier origins", "lChọn theo các năm gốc trước"

#define TB_WORD_TABLE_COMPLETE_LPROVINCE    "lProvince", "lTỉnh, thành phố"
#define TB_WORD_TABLE_COMPLETE_RSCORE       "rScore", "rĐiểm"
#define TB_WORD_TABLE_COMPLETE_R90_INTERVAL "r90 % interval", "rKhoảng 90%"
#define TB_WORD_TABLE_COMPLETE_RRANK        "rRank", "rThứ hạng"
#define TB_WORD_TABLE_COMPLETE_LBASIS       "lBasis", "lNguồn"

#define TB_WORD_TABLE_EFFECTS_RYEARS_SINCE "rYears since", "rSố năm từ khi áp dụng"
#define TB_WORD_TABLE_EFFECTS_REFFECT      "rEffect", "rTác động"
#define TB_WORD_TABLE_EFFECTS_RSTD_ERROR   "rStd. error", "rSai số chuẩn"
#define TB_WORD_TABLE_EFFECTS_RBAND        "rBand", "rDải đồng thời"
#define TB_WORD_TABLE_EFFECTS_RADOPTERS    "rAdopters", "rSố tỉnh"

#define TB_WORD_TABLE_ESTIMATE_LUNIT       "lUnit", "lĐơn vị"
#define TB_WORD_TABLE_ESTIMATE_RYEAR       "rYear", "rNăm"
#define TB_WORD_TABLE_ESTIMATE_RPREDICTION "rPrediction", "rDự đoán"
#define TB_WORD_TABLE_ESTIMATE_RINTERVAL_MEAN   \
    "rInterval of the mean", "rKhoảng của " \
                             "trung bình"
#define TB_WORD_TABLE_ESTIMATE_RINTERVAL_OBSERVATION \
    "rInterval of an observation", "rKhoảng của quan sát"
#define TB_WORD_TABLE_ESTIMATE_LREASON "lReason", "lLý do"

#define TB_WORD_TABLE_IMPORT_LTABLE "lTable", "lBảng"
#define TB_WORD_TABLE_IMPORT_RROWS  "rRows", "rSố dòng"

#define TB_WORD_TABLE_RANK_RRANK           "rRank", "rHạng"
#define TB_WORD_TABLE_RANK_LBASIS          "lBasis", "lCơ sở"
#define TB_WORD_TABLE_RANK_LGROUP          "lGroup", "lNhóm"
#define TB_WORD_TABLE_RANK_RPUBLISHED_RANK "rPublished rank", "rHạng đã công bố"
#define TB_WORD_TABLE_RANK_LNOTE           "lNote", "lGhi chú"

#define TB_WORD_TABLE_SHOW_LINDICATOR      "lIndicator", "lNội dung"
#define TB_WORD_TABLE_SHOW_RKEPT           "rKept", "rGiữ lại"
#define TB_WORD_TABLE_SHOW_ROTHER          "rOther", "rSố khác"
#define TB_WORD_TABLE_SHOW_LINDEX          "lIndex", "lChỉ số"
#define TB_WORD_TABLE_SHOW_RSCORES         "rScores", "rĐiểm"
#define TB_WORD_TABLE_SHOW_RPLACES         "rPlaces", "rThứ hạng"
#define TB_WORD_TABLE_SHOW_RWITHHELD       "rWithheld", "rKhông công bố"
#define TB_WORD_TABLE_SHOW_RCOMPLETE_PARTS "rComplete parts", "rNội dung đủ số liệu"
#define TB_WORD_TABLE_SHOW_RPART_FIGURES   "rPart figures", "rSố liệu thành phần"
#define TB_WORD_TABLE_SHOW_LSCHEME         "lScheme", "lBộ tiêu chí"

#define TB_WORD_TABLE_SIMULATE_LFACTOR        "lFactor", "lYếu tố"
#define TB_WORD_TABLE_SIMULATE_RFIRST_ORDER   "rFirst order", "rBậc một"
#define TB_WORD_TABLE_SIMULATE_RTOTAL         "rTotal", "rToàn phần"
#define TB_WORD_TABLE_SIMULATE_RON_MEAN_SHIFT "rOn mean shift", "rTới thay đổi TB"
#define TB_WORD_TABLE_SIMULATE_LMOVES_MOST    "lMoves most", "lTác động nhiều nhất"
#define TB_WORD_TABLE_SIMULATE_LAGGREGATION   "lAggregation", "lCách tổng hợp"
#define TB_WORD_TABLE_SIMULATE_LNORMALISATION "lNormalisation", "lChuẩn hóa"
#define TB_WORD_TABLE_SIMULATE_RDRAWS         "rDraws", "rSố lần"
#define TB_WORD_TABLE_SIMULATE_RMEAN_SHIFT    "rMean shift", "rThay đổi TB"
#define TB_WORD_TABLE_SIMULATE_LMOVES_MOST_2  "lMoves most", "lĐổi hạng nhiều nhất"

#define TB_WORD_TABLE_STANDING_LCOMPONENT "lComponent", "lNội dung"
#define TB_WORD_TABLE_STANDING_RPLACE     "rPlace", "rHạng"
#define TB_WORD_TABLE_STANDING_RTO_MEDIAN "rTo the median", "rSo với trung vị"
#define TB_WORD_TABLE_STANDING_RTO_BEST_QUARTER    \
    "rTo the best quarter", "rSo với nhóm 25% " \
                            "tốt nhất"
#define TB_WORD_TABLE_STANDING_RTO_FIRST "rTo the first", "rSo với tỉnh đứng đầu"
#define TB_WORD_TABLE_STANDING_LCHANGE_FROM_YEAR_BEFORE \
    "lChange from the year before", "lThay đổi so với năm trước"
#endif
