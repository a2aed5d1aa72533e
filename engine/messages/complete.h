/* messages/complete.h - what is said about completed tables: English and Vietnamese side by
 * side, with the same arguments in the same order (the compiler checks both where they are
 * used). */
#ifndef TB_MESSAGES_COMPLETE_H
#define TB_MESSAGES_COMPLETE_H

#define TB_MSG_COMPLETE_HAS_UNITS_TABLES_MOST                    \
    "'%s' has %zu units: tables of at most %d can be completed", \
        "'%s' có %zu đơn vị: chỉ hoàn thiện được bảng có tối đa %d đơn vị"
#define TB_MSG_COMPLETE_YEARS_CANNOT_TOLD_APART                   \
    "'%s' has too many years, or its years cannot be told apart", \
        "các năm của '%s' không phân biệt được, hoặc quá nhiều"
#define TB_MSG_COMPLETE_YEAR_LIES_AFTER_WHICH            \
    "year %d lies after %d, up to which facts are used", \
        "năm %d nằm sau năm %d, là năm cuối của số liệu được dùng"
#define TB_MSG_COMPLETE_DRAWS_MUST_400_100000     \
    "draws must be from 400 to 100000 (got %zu)", \
        "số lần mô phỏng phải từ 400 đến 100000 (đang là %zu)"
#define TB_MSG_COMPLETE_HAS_NOTHING_PANEL_HAS               \
    "'%s' has nothing for %d; the panel has it from %d on", \
        "'%s' không có số liệu năm %d; bộ dữ liệu có từ năm %d"
#define TB_MSG_COMPLETE_HAS_ONE_UNIT_THERE              \
    "'%s' has one unit: there is no table to complete", \
        "'%s' chỉ có một đơn vị: không có bảng để hoàn thiện"
#define TB_MSG_COMPLETE_FACTS_CONTRADICT_EACH_OTHER         \
    "'%s' %d: facts contradict each other: %s%.0s; %s%.0s", \
        "'%s' %d: các số liệu mâu thuẫn nhau: %.0s%s; %.0s%s"
/* ---- a fact with its source, as a contradiction names it ---- */
#define TB_MSG_FACT_SCORE    "score %.4g of %s [%s]", "điểm %.4g của %s [%s]"
#define TB_MSG_FACT_SCORE_IN "score %.4g of %s in %d [%s]", "điểm %.4g của %s năm %d [%s]"
#define TB_MSG_FACT_RANK     "rank %d of %s [%s]", "hạng %d của %s [%s]"
#define TB_MSG_FACT_RANK_IN  "rank %d of %s in %d [%s]", "hạng %d của %s năm %d [%s]"
#define TB_MSG_FACT_RANK_OF  "it would be rank %d of %zu", "khi đó là hạng %d trong %zu đơn vị"
#define TB_MSG_FACT_RANK_LIMITS                                    \
    "rank %d of %s [%s], whose score lies from %.4g to %.4g [%s]", \
        "hạng %d của %s [%s], với điểm trong khoảng %.4g đến %.4g [%s]"
#define TB_MSG_FACT_RANK_SCORE \
    "rank %d with score %.4g of %s [%s]", "hạng %d với %.4g điểm của %s [%s]"
#define TB_MSG_FACT_OF_UNIT "%s%.0s %s of %s [%s]", "%.0s%s %s của %s [%s]"
#define TB_MSG_FACT_VALUE   "%s%.0s %.4g [%s]", "%.0s%s %.4g [%s]"
#define TB_MSG_FACT_BOTH    "%s%.0s and %s%.0s", "%.0s%s và %.0s%s"
#define TB_MSG_FACT_BEST    "best %.4g [%s]", "điểm cao nhất %.4g [%s]"
#define TB_MSG_FACT_WORST   "worst %.4g [%s]", "điểm thấp nhất %.4g [%s]"
#define TB_MSG_FACT_MEAN    "mean %.4g [%s]", "điểm trung bình %.4g [%s]"
#define TB_MSG_FACT_MEAN_OF "mean %.4g of %s [%s]", "điểm trung bình %.4g của %s [%s]"
#define TB_MSG_FACT_MEANS \
    "the means of the regions give %.4g [%s]", "tính từ các vùng được %.4g [%s]"
#define TB_MSG_FACT_ABOVE "%zu above %.4g (%s) [%s]", "%zu đơn vị trên %.4g điểm (%s) [%s]"
#define TB_MSG_FACT_PARTS \
    "the scores of the parts of %s (%.4g to %.4g)", "điểm các tỉnh của %s (%.4g đến %.4g)"
#define TB_MSG_FACT_GROUP \
    "the group of %s (places %zu to %zu) [%s]", "nhóm của %s (hạng %zu đến %zu) [%s]"
#define TB_MSG_FACT_LIMITS \
    "the limits of %s (%.4g to %.4g) [%s]", "giới hạn điểm của %s (%.4g đến %.4g) [%s]"
#define TB_MSG_FACT_HELD                                   \
    "the other facts of %s hold it between %.4g and %.4g", \
        "các số liệu khác của %s cho thấy điểm từ %.4g đến %.4g"
#define TB_MSG_FACT_YEAR_HOLDS                                   \
    "the other facts of the year hold it between %.4g and %.4g", \
        "các số liệu khác của năm cho thấy từ %.4g đến %.4g"
#define TB_MSG_FACT_UNITS "the table has %zu units", "bảng có %zu đơn vị"
#define TB_MSG_FACT_NO_ROOM \
    "the counts and places leave no room for it", "theo số lượng và thứ hạng thì không còn chỗ"
#define TB_MSG_FACT_NO_ROOM_BETWEEN                                      \
    "the units that must stand above and below it leave no room for it", \
        "các đơn vị phải xếp trên và xếp dưới không còn chừa chỗ"
/* ---- kinds of facts, as in the data and in words ---- */
/* clang-format off */
#define TB_FACT_KINDS(X) \
    X("score", "điểm") \
    X("rank", "hạng") \
    X("group", "nhóm") \
    X("change", "mức tăng điểm") \
    X("rank_change", "số bậc tăng") \
    X("median", "điểm trung vị") \
    X("range", "chênh lệch giữa cao nhất và thấp nhất") \
    X("ratio", "tỷ số cao nhất trên thấp nhất")
/* clang-format on */
#define TB_MSG_COMPLETE_ALL_FIGURES_KNOWN_SAME                                                    \
    "all known figures of '%s' up to %d are equal within their year: there is no spread to draw " \
    "the others from",                                                                            \
        "mọi số liệu đã biết của '%s' đến hết năm %d đều bằng nhau trong " \
        "từng năm: không có độ phân tán để suy ra các điểm còn lại"
#define TB_MSG_COMPLETE_HAS_TWO_SCORES_MEANS                                                \
    "'%s' has no two scores, means, extremes or counts of one year up to %d: there is "     \
    "nothing to complete a table from",                                                     \
        "'%s' không có hai số liệu (điểm, trung bình, cao nhất, thấp nhất " \
        "hoặc số lượng) của cùng một năm đến hết năm %d: không đủ "  \
        "để hoàn thiện bảng điểm"

#define TB_MSG_COMPLETE_SPREAD_PERSISTENCE_REST_ON                                              \
    "spread and persistence are estimated with the complete tables of %s too, since which "     \
    "provinces of %s are known depends on their ranks",                                         \
        "độ phân tán và tính bền vững được ước lượng cùng với các "    \
        "bảng đầy đủ của %s, vì số liệu %s hiện có phụ thuộc vào thứ " \
        "hạng của tỉnh"
#define TB_MSG_COMPLETE_PUBLISHED_BUT_NOT_USED                                         \
    "published but not used, since they tie unknown years "                            \
    "to one another or count within a region: %s",                                     \
        "số liệu đã công bố nhưng chưa sử dụng, vì ràng buộc các " \
        "năm chưa biết với nhau hoặc chỉ đếm trong một vùng: %s"
#define TB_MSG_COMPLETE_CHAINS_HAVE_NOT_MIXED                                                  \
    "the chains have not mixed well (R-hat %.3f, effective draws %.0f): ask for more draws "   \
    "before quoting the figures",                                                              \
        "các chuỗi mô phỏng chưa hội tụ tốt (R-hat %.3f, số lần mô phỏng " \
        "hiệu dụng %.0f): hãy tăng số lần mô phỏng trước khi trích dẫn"

#define TB_MSG_COMPLETE_UNIT_SEVERAL_PROVINCES_HAS                                        \
    "a unit of several provinces has no %s of its own before the merger: where every "    \
    "part's score is known it is taken to lie between them (%zu scores over the years)",  \
        "đơn vị gồm nhiều tỉnh không có điểm %s riêng trước khi sáp " \
        "nhập: khi biết điểm của mọi tỉnh hợp thành thì coi điểm "    \
        "của đơn vị nằm giữa các điểm đó (%zu điểm trong các năm)"

/* ---- kinds of figures; the English plural is the second argument ---- */
#define TB_MSG_COMPLETE_FACT_SCORES "%zu score%s", "%zu điểm số%.0s"
#define TB_MSG_COMPLETE_FACT_RANKS  "%zu rank%s", "%zu thứ hạng%.0s"
#define TB_MSG_COMPLETE_FACT_MEANS  "%zu mean%s", "%zu điểm trung bình%.0s"
#define TB_MSG_COMPLETE_FACT_EXTREMES \
    "%zu best or worst score%s", "%zu điểm cao nhất hoặc thấp nhất%.0s"
#define TB_MSG_COMPLETE_FACT_COUNTS \
    "%zu count%s of units by score", "%zu số liệu đếm số tỉnh theo ngưỡng điểm%.0s"
#endif
