/* messages/forecast.h - what is said about forecasts: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_FORECAST_H
#define TB_MESSAGES_FORECAST_H

#define TB_MSG_FORECAST_ALL_UNITS_HAVE_SAME                                                       \
    "all units have the same score in every year: no spread can be estimated",                    \
        "mọi đơn vị có cùng một điểm số trong mọi năm: không có độ phân " \
        "tán để ước lượng"
#define TB_MSG_FORECAST_RESIDUALS_HAVE_VARIANCE_CAN                \
    "the residuals of '%s' have no variance that can be computed", \
        "phần dư của '%s' không có phương sai tính được"
#define TB_MSG_FORECAST_UNITS_MORE_CAN_RANKED                                    \
    "%zu units are more than can be ranked (%d)", "%zu đơn vị nhiều hơn " \
                                                  "số có thể xếp hạng (%d)"
#define TB_MSG_FORECAST_SHARED_PREDICTIVE_DISTRIBUTION                                        \
    "a shared predictive distribution must have fewer than %zu years and no unit of its own", \
        "phân phối dự báo dùng chung phải có ít hơn %zu năm và không chọn "  \
        "riêng đơn vị nào"
#define TB_MSG_FORECAST_YEAR_MUST_1_5                   \
    "year %d must be 1 to 5 years after the origin %d", \
        "năm dự báo %d phải sau năm gốc %d từ 1 đến 5 năm"
#define TB_MSG_FORECAST_DRAWS_MUST_100_1000000     \
    "draws must be from 100 to 1000000 (got %zu)", \
        "số lần mô phỏng phải từ 100 đến 1000000 (đang là %zu)"
#define TB_MSG_FORECAST_PREDICTIVE_COVARIANCE_POSITIVE                    \
    "the predictive covariance of '%s' from %d is not positive definite", \
        "hiệp phương sai dự báo của '%s' từ năm %d không xác định dương"
#define TB_MSG_FORECAST_HAS_SCORE_SO_NOTHING                    \
    "'%s' has no score for %d, so nothing can be judged there", \
        "'%s' không có điểm năm %d nên không thể đánh giá dự báo cho năm này"
#define TB_MSG_FORECAST_TARGET_YEARS_MOST        \
    "target years must be at most %d (got %zu)", \
        "chỉ dự báo được tối đa %d năm cùng lúc (đang là %zu)"
#define TB_MSG_FORECAST_TARGET_YEARS_MUST_ASCEND           \
    "target years must be in ascending order (%d is not)", \
        "các năm dự báo phải tăng dần (năm %d thì không)"
#define TB_MSG_FORECAST_TOO_FAR_ORIGIN_FORECAST                              \
    "%d is too far from the origin %d: a forecast looks 1 to 5 years ahead", \
        "năm %d quá xa năm gốc %d: chỉ dự báo trước từ 1 đến 5 năm"
#define TB_MSG_FORECAST_YEARS_DATA_MORE_FORECAST             \
    "%zu years of data are more than the forecast can take", \
        "%zu năm số liệu vượt quá giới hạn của dự báo"
#define TB_MSG_FORECAST_HAS_ONE_UNIT_RANKS        \
    "'%s' has one unit: ranks need at least two", \
        "'%s' chỉ có một đơn vị: xếp hạng cần ít nhất hai đơn vị"
#define TB_MSG_FORECAST_HAS_SCORES_ONE_UNIT                                                 \
    "'%s' has scores of one unit only up to %d: ranks need at least two",                   \
        "'%s' chỉ có điểm của một đơn vị tính đến năm %d: xếp hạng " \
        "cần ít nhất hai đơn vị"
#define TB_MSG_FORECAST_UNIT_CANNOT_FOCUS \
    "cannot single out unit %zu of %zu", "không thể chọn riêng đơn vị thứ %zu trong %zu"

/* ---- forecast.c ---- */
#define TB_MSG_FORECAST_SOME_UNITS_ORIGIN_LONGER                                                 \
    "some units of the origin no longer exist in the forecast year: the table is of the units "  \
    "of the origin",                                                                             \
        "một số đơn vị hành chính của năm gốc không còn trong năm dự báo: " \
        "bảng này tính cho các đơn vị của năm gốc"

/* ---- predictive_fit.c ---- */
#define TB_MSG_FORECAST_ONLY_ONE_YEAR_KNOWN                                                     \
    "only one year is known up to the origin: the split between persistent and noise rests on " \
    "assumptions",                                                                              \
        "đến năm gốc chỉ có số liệu một năm: phần bền vững và phần "   \
        "biến động ngẫu nhiên dựa trên giả định"

#define TB_MSG_FORECAST_ABOUT_MOVEMENT_SCORES_FROM                            \
    "About %.0f%% of the movement of scores from one year to the next (90%% " \
    "interval %.0f to %.0f%%) is noise: it does not last beyond the year. ",  \
        "Khoảng %.0f%% mức thay đổi điểm số từ năm này "      \
        "sang năm khác (khoảng tin cậy 90%%: %.0f đến %.0f%%) là "  \
        "biến động ngẫu nhiên, không kéo dài sang năm sau. "
#define TB_MSG_FORECAST_YEAR_S_CHANGE_AT                      \
    "At least %.0f%% of a year's change is sampling error. ", \
        "Riêng sai số chọn mẫu đã chiếm ít nhất %.0f%% mức thay đổi đó. "
#define TB_MSG_FORECAST_EVEN_IF_NOTHING_REALLY                                 \
    "%s%sEven if nothing really changed, a unit would climb 5 or more places " \
    "in %.0f of 100 cases, and ranks would typically move by %.0f places.",    \
        "%s%sNgay cả khi thực chất không có gì thay đổi, một "   \
        "tỉnh vẫn tăng từ 5 bậc trở lên trong %.0f trong 100 "     \
        "trường hợp, và thứ hạng thường xê dịch %.0f bậc."

#define TB_MSG_FORECAST_NO_SCORE_FOR_KNOWN                       \
    "no score of %s for %d is in the data; the newest is of %d", \
        "chưa có điểm %s năm %d trong bộ dữ liệu; năm mới nhất là %d"
#define TB_MSG_FORECAST_ONLY_PART_TABLES_PANEL                                                   \
    "only a part of the tables of %s is in the panel: they were completed from %s up to %d%s%s", \
        "bộ dữ liệu chỉ có một phần bảng %s; phần còn lại được mô "     \
        "phỏng khớp với các số liệu đã công bố (%s) đến năm %d%s%s"

#define TB_MSG_FORECAST_MOVES_REST_ON                              \
    "; how scores move is estimated from the complete tables of ", \
        "; mức biến động dựa trên các bảng đầy đủ của "

#define TB_MSG_FORECAST_PLACES_IN_CLASSES                                                \
    "of %zu units only the first %d places are counted one by one, the others in "       \
    "classes of neighbouring places: their quantiles are up to %zu places off",          \
        "với %zu đơn vị, chỉ đếm riêng từng hạng ở %d hạng đầu; " \
        "các hạng sau được đếm theo nhóm hạng liền nhau nên "            \
        "phân vị thứ hạng có thể lệch tới %zu bậc"
#endif
