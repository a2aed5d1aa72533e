/* messages/cli_effects.h - what the command `effects` and its options do, English and
 * Vietnamese. */
#ifndef MESSAGES_CLI_EFFECTS_H
#define MESSAGES_CLI_EFFECTS_H

#define TB_HELP_EFFECTS                                                  \
    "what dated measures did to an outcome, from who adopted them when", \
        "tác động của giải pháp đã áp dụng, so tỉnh đã và chưa áp dụng"
#define TB_HELP_EFFECTS_ABOUT                                                              \
    "Compares units that adopted a measure with those that had not yet (difference in "    \
    "differences), says how large an effect could have been detected at all, and what is " \
    "left of it if trends were not parallel. A finding of no effect is a "                 \
    "finding.\nMeasures and dates are those of adoption.csv in the panel, or of "          \
    "--events. PAPI.all stands for every indicator of an index, all for every index and "  \
    "every measure. Without --outcome: every measure on what it is meant to move, in the " \
    "order of the effects that are left when all are shrunk towards zero together.",       \
        "So sánh đơn vị đã áp dụng giải pháp với đơn vị chưa áp "     \
        "dụng (khác biệt trong khác biệt), cho biết tác động lớn đến "  \
        "mức nào thì mới có thể thấy, và còn lại gì nếu xu hướng "    \
        "không song song. Không thấy tác động cũng là một kết "              \
        "quả.\nGiải pháp và ngày áp dụng lấy từ adoption.csv trong tệp "   \
        "số liệu, hoặc từ --events. PAPI.all là mọi chỉ số thành phần "  \
        "của một chỉ số, all là mọi chỉ số và mọi giải pháp. Không " \
        "nêu --outcome: xếp thứ tự các giải pháp theo tác động lên "       \
        "những chỉ số mà giải pháp hướng tới, sau khi co chung mọi "      \
        "ước lượng về 0."
#define TB_HELP_EFFECTS_MEASURE                                                           \
    "a measure of the table of adoptions (PASC), or all (default); repeatable",           \
        "giải pháp trong bảng áp dụng (PASC), hoặc all (mặc định); dùng " \
        "được nhiều lần"
#define TB_HELP_EFFECTS_OUTCOME                                                         \
    "an outcome (PAPI.D5), all indicators of an index (PAPI.all), or all; repeatable",  \
        "chỉ số kết quả (PAPI.D5), mọi thành phần của một chỉ số " \
        "(PAPI.all), hoặc all; dùng được nhiều lần"
#define TB_HELP_EFFECTS_EVENTS                                                                \
    "adoptions in the form of adoption.csv (.csv, .xlsx, .ods), instead of the panel's",      \
        "tệp sự kiện áp dụng theo mẫu adoption.csv (.csv, .xlsx, .ods), thay cho " \
        "bảng trong tệp số liệu"
#define TB_HELP_EFFECTS_ESTIMATOR                      \
    "how to compare (default cs: group-time effects)", \
        "cách so sánh (mặc định cs: tác động theo nhóm và năm)"
#define TB_HELP_EFFECTS_METHOD                                     \
    "how covariates are adjusted for (default "                    \
    "reg)",                                                        \
        "cách hiệu chỉnh biến kiểm soát (mặc định " \
        "reg)"
#define TB_HELP_EFFECTS_CONTROL                                \
    "compared with those never exposed, or not yet (default)", \
        "so với đơn vị không bao giờ áp dụng, hoặc chưa áp dụng (mặc định)"
#define TB_HELP_EFFECTS_BASE                                                           \
    "years before exposure compared with the year before each (default), or with the " \
    "last one",                                                                        \
        "năm trước khi áp dụng so với năm liền trước (mặc định), " \
        "hoặc so với năm cuối trước khi áp dụng"
#define TB_HELP_EFFECTS_COVARIATE                                       \
    "a column of the panel to adjust for (GSO.POVERTY_MD); repeatable", \
        "cột số liệu để hiệu chỉnh (GSO.POVERTY_MD); dùng được nhiều lần"
#define TB_HELP_EFFECTS_SCALE                                                \
    "points of the index (default), or standard deviations within the year", \
        "điểm của chỉ số (mặc định), hoặc độ lệch chuẩn trong năm"
#define TB_HELP_EFFECTS_YEARS                         \
    "only these years (default: all of the outcome)", \
        "chỉ lấy các năm này (mặc định: mọi năm của chỉ số)"
#define TB_HELP_EFFECTS_BALANCED                                   \
    "only units whose score and exposure are known in every year", \
        "chỉ lấy đơn vị có điểm và tình trạng áp dụng rõ trong mọi năm"
#define TB_HELP_EFFECTS_DATES                                                              \
    "units with a date (default); besides, dates drawn within their bounds, or the range " \
    "over all possible ones",                                                              \
        "đơn vị có ngày áp dụng (mặc định); thêm các ngày lấy ngẫu "  \
        "nhiên trong khoảng đã biết, hoặc miền giá trị theo mọi ngày "    \
        "có thể"
#define TB_HELP_EFFECTS_DATED_ONLY "the same as --dates dated", "như --dates dated"
#define TB_HELP_EFFECTS_CUTOFF                                                                   \
    "what is in service by this day counts for the same year (default 06-30)",                   \
        "đi vào vận hành chậm nhất ngày này thì tính cho năm đó (mặc định " \
        "06-30)"
#define TB_HELP_EFFECTS_AS_OF                                     \
    "only what was known when the results of this year were out", \
        "chỉ dùng những gì đã biết khi có kết quả năm này"
#define TB_HELP_EFFECTS_NEED                                                                \
    "points that a goal needs: adds the probability that an effect is at least that large", \
        "số điểm mà chỉ tiêu cần: tính thêm xác suất tác động đạt "  \
        "ít nhất mức đó"
#define TB_HELP_EFFECTS_PRIOR                                                              \
    "assumed spread of the true effects before the data are seen, in standard deviations " \
    "between units (default 0.2)",                                                         \
        "độ phân tán giả định của các tác động thật trước khi xem "  \
        "số liệu, tính bằng độ lệch chuẩn giữa các đơn vị (mặc "    \
        "định 0.2)"
#define TB_HELP_EFFECTS_FLOOR                                            \
    "units to compare with that a cell needs for a verdict (default 8)", \
        "số đơn vị so sánh tối thiểu để kết luận (mặc định 8)"
#define TB_HELP_EFFECTS_BOOTSTRAP                      \
    "multiplier bootstraps, 0 for none (default 999)", \
        "số lần bootstrap, 0 là không tính (mặc định 999)"
#define TB_HELP_EFFECTS_PERMUTATIONS                            \
    "permutations of adoption years, 0 for none (default 999)", \
        "số lần hoán vị năm áp dụng, 0 là không tính (mặc định 999)"

#endif
