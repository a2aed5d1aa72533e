/* messages/reasons.h - why a number is absent: every reason once, its id and its sentences
 * together.
 * R(NAME, id, English, Vietnamese). A reason is chosen by its name, never by its words. */
#ifndef TB_MESSAGES_REASONS_H
#define TB_MESSAGES_REASONS_H

/* clang-format off */
#define TB_REASONS(R) \
    R(WITHHELD, "withheld", \
      "withheld", \
      "không công bố") \
    R(NOT_IN_DATA, "not_in_data", \
      "not in the data", \
      "chưa có trong bộ dữ liệu") \
    R(NO_SUCH_SCHEME, "no_such_scheme", \
      "no such scheme", \
      "năm đó không có nội dung này") \
    R(NOT_AMONG_RANKED, "not_among_ranked", \
      "not among those that were ranked", \
      "không thuộc số được xếp hạng") \
    R(PART_OF_TABLE, "part_of_table", \
      "not in the data: only a part of the table is known", \
      "chưa có trong bộ dữ liệu (mới có một phần của bảng)") \
    R(WITHHELD_IN_PART, "withheld_in_part", \
      "withheld in part: the publisher ranks it last, with the sum of the rest", \
      "không công bố một phần: xếp cuối với tổng điểm còn lại") \
    R(UNKNOWN_SCHEME, "unknown_scheme", \
      "the scheme of that year is not in the data", \
      "chưa có bộ tiêu chí của năm đó trong bộ dữ liệu") \
    R(UNKNOWN_LIMITS, "unknown_limits", \
      "the limits of the groups of that year are not in the data", \
      "chưa có ngưỡng phân nhóm của năm đó trong bộ dữ liệu") \
    R(UNKNOWN_SIZES, "unknown_sizes", \
      "the sizes of the groups for that many units are not in the data", \
      "chưa có số tỉnh của từng nhóm cho năm đó trong bộ dữ liệu") \
    R(LIMITS_OF_TOTAL, "limits_of_total", \
      "the limits of the groups are those of the total", \
      "ngưỡng phân nhóm chỉ áp dụng cho chỉ số tổng hợp") \
    R(GROUPS_OF_TOTAL, "groups_of_total", \
      "groups are made of the total", \
      "nhóm chỉ xếp theo chỉ số tổng hợp") \
    R(COLLINEAR, "collinear", \
      "a linear combination of the terms before it", \
      "là tổ hợp tuyến tính của các biến đứng trước") \
    R(ZERO, "zero", \
      "zero in every row", \
      "bằng 0 ở mọi dòng") \
    R(NO_VARIATION, "no_variation", \
      "no variation left once the effects are taken out", \
      "không còn biến thiên sau khi loại các hiệu ứng cố định") \
    R(NO_SUCH_QUANTITY, "no_such_quantity", \
      "not defined for this method", \
      "phương pháp này không có đại lượng đó") \
    R(NORMAL_DISTRIBUTION, "normal_distribution", \
      "normal distribution", \
      "phân phối chuẩn") \
    R(NOT_IDENTIFIED, "not_identified", \
      "not identified", \
      "không xác định được") \
    R(NOT_IDENTIFIED_WITHOUT, "not_identified_without", \
      "not identified without this unit", \
      "không xác định được khi bỏ đơn vị này") \
    R(NO_LIKELIHOOD, "no_likelihood", \
      "no likelihood of the observations in this method", \
      "phương pháp này không có hàm hợp lý của các quan sát") \
    R(NO_FACTOR, "no_factor", \
      "this variance has no factor", \
      "phương sai này không có hệ số hiệu chỉnh") \
    R(NO_VARIANCE, "no_variance", \
      "this method gives no variance", \
      "phương pháp này không cho phương sai") \
    R(NO_ERROR, "no_error", \
      "this method gives none", \
      "phương pháp này không cho sai số chuẩn") \
    R(PERFECT_FIT, "perfect_fit", \
      "the fit is perfect: what is left is rounding", \
      "mô hình khớp hoàn toàn: phần còn lại chỉ là sai số làm tròn") \
    R(NEGATIVE_TWO_WAY, "negative_two_way", \
      "the two-way variance is negative here: use more clusters or one way", \
      "phương sai hai chiều ở đây âm: hãy dùng nhiều cụm hơn hoặc phân " \
      "cụm một chiều") \
    R(ONE_CLUSTER_ALONE, "one_cluster_alone", \
      "one cluster alone identifies this term: its variance cannot be estimated", \
      "chỉ một cụm xác định hệ số này: không ước lượng được phương " \
      "sai") \
    R(ZERO_VARIANCE, "zero_variance", \
      "the variance is zero: too few clusters for this term", \
      "phương sai bằng 0: quá ít cụm cho biến này") \
    R(SINGULAR_DIFFERENCE, "singular_difference", \
      "the difference of the two variances is singular", \
      "hiệu của hai ma trận phương sai suy biến") \
    R(NEGATIVE_STATISTIC, "negative_statistic", \
      "the statistic is negative: the variances are not comparable; see the robust form", \
      "giá trị thống kê âm: hai phương sai không so sánh được; xem dạng bền " \
      "vững") \
    R(MEANS_NOT_TESTABLE, "means_not_testable", \
      "the means of units cannot be tested here: none varies, or there are too few " \
      "clusters", \
      "không kiểm định được trung bình của các đơn vị: không có biến " \
      "thiên hoặc quá ít " \
      "cụm") \
    R(FEW_ROWS_IN_A_ROW, "few_rows_in_a_row", \
      "too few consecutive rows", \
      "quá ít dòng của các năm liên tiếp") \
    R(CONSTANT_RESIDUALS, "constant_residuals", \
      "the residuals do not vary", \
      "phần dư không biến thiên") \
    R(YEARS_TAKEN_OUT, "years_taken_out", \
      "effects of years take out what this test looks for: with them it rejects whatever the " \
      "errors are (Juodis and Reese 2022)", \
      "hiệu ứng năm đã loại phần chung mà kiểm định này tìm: khi đó kiểm định bác bỏ bất kể " \
      "sai số thế nào (Juodis và Reese 2022)") \
    R(TOO_MANY_UNITS, "too_many_units", \
      "for up to 2000 units", \
      "chỉ tính khi có không quá 2000 đơn vị") \
    R(NO_YEARS_IN_COMMON, "no_years_in_common", \
      "no two units have two years in common", \
      "không có hai đơn vị nào có chung hai năm số liệu") \
    R(EXACTLY_IDENTIFIED, "exactly_identified", \
      "as many instruments as coefficients: nothing is left to test", \
      "số biến công cụ bằng số hệ số: không còn gì để kiểm định") \
    R(IDENTIFIED_BY_THEM, "identified_by_them", \
      "without these instruments the coefficients are not identified", \
      "không có các biến công cụ này thì các hệ số không xác định được") \
    R(SINGULAR_MOMENTS, "singular_moments", \
      "the moments of the instruments are singular", \
      "mô-men của các biến công cụ suy biến") \
    R(FIRST_STAGE_EXACT, "first_stage_exact", \
      "the first stage leaves nothing to test", \
      "bước thứ nhất không để lại gì để kiểm định") \
    R(FEW_CLUSTERS, "few_clusters", \
      "fewer clusters than instruments: their moments cannot be weighed", \
      "số cụm ít hơn số biến công cụ: không cân được các mô-men") \
    R(EFFECT_IN_ONE_CLUSTER, "effect_in_one_cluster", \
      "an effect lies within one cluster, whose residuals say nothing of it", \
      "hiệu ứng nằm trọn trong một cụm, phần dư của cụm đó không cho " \
      "biết gì về nó") \
    R(ROBUST_NO_SPREAD, "robust_no_spread", \
      "a robust variance does not say how far a single row lies from its mean", \
      "phương sai vững không cho biết một dòng lệch bao xa so với trung bình " \
      "của nó") \
    R(UNKNOWN_WEIGHT, "unknown_weight", \
      "the weight of a new row is not known", \
      "không biết trọng số của dòng mới") \
    R(FEW_YEARS_IN_A_ROW, "few_years_in_a_row", \
      "too few consecutive years", \
      "quá ít năm liên tiếp") \
    R(SINGULAR_RESTRICTIONS, "singular_restrictions", \
      "the variance of the restrictions is singular: some repeat others, or there are " \
      "fewer clusters than restrictions", \
      "phương sai của các ràng buộc suy biến: có ràng buộc trùng nhau hoặc " \
      "số cụm ít hơn " \
      "số ràng buộc") \
    R(POSTERIOR, "posterior", \
      "posterior mean and standard deviation over all models: there is no test", \
      "trung bình và độ lệch chuẩn hậu nghiệm trên mọi mô hình: không có " \
      "kiểm định") \
    R(SHRUNK, "shrunk", \
      "shrunk estimates are biased: their standard errors would not say how far they may " \
      "be off", \
      "ước lượng co có độ chệch: sai số chuẩn không cho biết độ sai lệch") \
    R(HYPOTHESIS_NO_VARIANCE, "hypothesis_no_variance", \
      "the hypothesis has no variance", \
      "giả thuyết không có phương sai") \
    R(RESIDUALS_NO_VARIANCE, "residuals_no_variance", \
      "the residuals leave no variance", \
      "phần dư không còn phương sai") \
    R(UNBOUNDED_SET, "unbounded_set", \
      "the set of values that the bootstrap does not reject is unbounded", \
      "tập giá trị mà bootstrap không bác bỏ là không bị chặn") \
    R(BROKEN_SET, "broken_set", \
      "the set of values that the bootstrap does not reject is not an interval", \
      "tập giá trị mà bootstrap không bác bỏ không phải là một khoảng")

/* clang-format on */

/* Those that name what they are about: id, English and Vietnamese, reading the same argument. */
#define TB_REASON_NO_YEAR_EFFECT                                \
    "no_year_effect", "no effect of the year %d was estimated", \
        "không ước lượng được hiệu ứng của năm %d"
#define TB_REASON_NO_UNIT_EFFECT                            \
    "no_unit_effect", "no effect of this %s was estimated", \
        "không ước lượng được hiệu ứng của đơn vị này (%s)"
#define TB_REASON_NO_VALUE                \
    "no_value", "'%s' has no value here", \
        "'%s' không có "                \
        "giá trị ở đây"

#endif
