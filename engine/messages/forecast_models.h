/* messages/forecast_models.h - the models of a forecast: the one list of their names, from which
 * the option of the command, its refusal, the backtest and pages take them. English and Vietnamese
 * side by side. X(name, JUDGED or APART, English, Vietnamese): JUDGED models are those that a
 * backtest compares unless it is told which; in the order of its table. "default" is no model of
 * its own: it chooses one of these. */
#ifndef TB_MESSAGES_FORECAST_MODELS_H
#define TB_MESSAGES_FORECAST_MODELS_H

/* clang-format off */
#define TB_FORECAST_MODELS(X) \
    X("statespace", JUDGED, "state-space model", "mô hình không gian trạng thái") \
    X("leaves", JUDGED, "state-space models of the components", \
      "mô hình không gian trạng thái từng thành phần") \
    X("totals", JUDGED, "state-space model of the totals", \
      "mô hình không gian trạng thái của điểm tổng hợp") \
    X("borrowed", APART, "state-space model that moves as complete indices do", \
      "mô hình không gian trạng thái, biến động như các chỉ số đủ số liệu") \
    X("stack", JUDGED, "weighted mixture of models", "kết hợp nhiều mô hình") \
    X("persistence", JUDGED, "last year's deviation again", "giữ nguyên độ lệch năm trước") \
    X("shrunk", JUDGED, "last year's deviation, shrunk", "độ lệch năm trước, co về trung bình") \
    X("mean3", JUDGED, "mean of three years", "trung bình ba năm") \
    X("climatology", JUDGED, "mean of all years", "trung bình mọi năm") \
    X("national", JUDGED, "national mean", "trung bình cả nước")

/* "default|statespace|...": the words of the option */
#define TB_FORECAST_MODEL_WORD(name, judged, en, vi) "|" name
#define TB_FORECAST_MODEL_WORDS "default" TB_FORECAST_MODELS(TB_FORECAST_MODEL_WORD)

/* the names of those that are judged, each with a comma behind it */
#define TB_FORECAST_IF_JUDGED(name) name,
#define TB_FORECAST_IF_APART(name)
#define TB_FORECAST_MODEL_JUDGED(name, judged, en, vi) TB_FORECAST_IF_##judged(name)

#define TB_FORECAST_MODEL_LISTED(name, judged, en, vi) ", " name
#define TB_MSG_FORECAST_UNKNOWN_MODEL                                                           \
    "unknown model '%s'; expected one of default" TB_FORECAST_MODELS(TB_FORECAST_MODEL_LISTED), \
        "không có mô hình '%s'; chọn một trong default" TB_FORECAST_MODELS(                     \
            TB_FORECAST_MODEL_LISTED)
/* clang-format on */

#endif
