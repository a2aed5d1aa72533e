/* reason_words.c - reasons in two languages, as a table: a reason more in estimate/ is a line more
 * here (a test reads both). */
#include "render/reason_words.h"

#include <stdio.h>
#include <string.h>

/* A star in `en` is what the reason names; it takes the place of the star in `vi`. */
static const struct {
    const char *en, *vi;
} table[] = {
    { "a linear combination of the terms before it",
      "là tổ hợp tuyến tính của các biến đứng trước" },
    { "zero in every row", "bằng 0 ở mọi dòng" },
    { "no variation left once the effects are taken out",
      "không còn biến thiên sau khi loại các hiệu ứng cố định" },
    { "not defined for this method", "phương pháp này không có đại lượng đó" },
    { "normal distribution", "phân phối chuẩn" },
    { "not identified", "không xác định được" },
    { "not identified without this unit", "không xác định được khi bỏ đơn vị này" },
    { "no likelihood of the observations in this method",
      "phương pháp này không có hàm hợp lý của các quan sát" },
    { "this variance has no factor", "phương sai này không có hệ số hiệu chỉnh" },
    { "this method gives no variance", "phương pháp này không cho phương sai" },
    { "this method gives none", "phương pháp này không cho sai số chuẩn" },
    { "the fit is perfect: what is left is rounding",
      "mô hình khớp hoàn toàn: phần còn lại chỉ là sai số làm tròn" },
    { "the two-way variance is negative here: use more clusters or one way",
      "phương sai hai chiều ở đây âm: hãy dùng nhiều cụm hơn hoặc phân cụm một chiều" },
    { "one cluster alone identifies this term: its variance cannot be estimated",
      "chỉ một cụm xác định hệ số này: không ước lượng được phương sai" },
    { "the variance is zero: too few clusters for this term",
      "phương sai bằng 0: quá ít cụm cho biến này" },
    { "the difference of the two variances is singular",
      "hiệu của hai ma trận phương sai suy biến" },
    { "the statistic is negative: the variances are not comparable; see the robust form",
      "giá trị thống kê âm: hai phương sai không so sánh được; xem dạng bền vững" },
    { "the means of units cannot be tested here: none varies, or there are too few clusters",
      "không kiểm định được trung bình của các đơn vị: không có biến thiên hoặc quá ít cụm" },
    { "too few rows that follow one another", "quá ít dòng của các năm liên tiếp" },
    { "the residuals do not vary", "phần dư không biến thiên" },
    { "for up to 2000 units", "chỉ tính khi có không quá 2000 đơn vị" },
    { "no two units have two years in common", "không có hai đơn vị nào có chung hai năm số liệu" },
    { "as many instruments as coefficients: nothing is left to test",
      "số biến công cụ bằng số hệ số: không còn gì để kiểm định" },
    { "without these instruments the coefficients are not identified",
      "không có các biến công cụ này thì các hệ số không xác định được" },
    { "the moments of the instruments are singular", "mô-men của các biến công cụ suy biến" },
    { "the first stage leaves nothing to test", "bước thứ nhất không để lại gì để kiểm định" },
    { "fewer clusters than instruments: their moments cannot be weighed",
      "số cụm ít hơn số biến công cụ: không cân được các mô-men" },
    { "an effect lies within one cluster, whose residuals say nothing of it",
      "hiệu ứng nằm trọn trong một cụm, phần dư của cụm đó không cho biết gì về nó" },
    { "a robust variance does not say how far a single row lies from its mean",
      "phương sai vững không cho biết một dòng lệch bao xa so với trung bình của nó" },
    { "the weight of a new row is not known", "không biết trọng số của dòng mới" },
    { "too few consecutive years", "quá ít năm liên tiếp" },
    { "the variance of the restrictions is singular: some repeat others, or there are fewer "
      "clusters than restrictions",
      "phương sai của các ràng buộc suy biến: có ràng buộc trùng nhau hoặc số cụm ít hơn số ràng "
      "buộc" },
    { "posterior mean and standard deviation over all models: there is no test",
      "trung bình và độ lệch chuẩn hậu nghiệm trên mọi mô hình: không có kiểm định" },
    { "shrunk estimates are biased: their standard errors would not say how far they may be off",
      "ước lượng co có độ chệch: sai số chuẩn không cho biết độ sai lệch" },
    { "the hypothesis has no variance", "giả thuyết không có phương sai" },
    { "the residuals leave no variance", "phần dư không còn phương sai" },
    { "the set of values that the bootstrap does not reject is unbounded",
      "tập giá trị mà bootstrap không bác bỏ là không bị chặn" },
    { "the set of values that the bootstrap does not reject is not an interval",
      "tập giá trị mà bootstrap không bác bỏ không phải là một khoảng" },
    { "no effect of the year * was estimated", "không ước lượng được hiệu ứng của năm *" },
    { "no effect of this * was estimated", "không ước lượng được hiệu ứng của đơn vị này (*)" },
    { "'*' has no value here", "'*' không có giá trị ở đây" },
};

/* Whether the text fits the pattern; what stands for its star is from..*n. */
static bool is_fitting(const char *pattern, const char *text, const char **from, size_t *n)
{
    const char *star = strchr(pattern, '*');
    if (star == NULL)
        return strcmp(pattern, text) == 0;
    size_t before = (size_t)(star - pattern);
    size_t after = strlen(star + 1);
    size_t all = strlen(text);
    if (all < before + after || strncmp(pattern, text, before) != 0 ||
        strcmp(star + 1, text + all - after) != 0)
        return false;
    *from = text + before;
    *n = all - before - after;
    return true;
}

const char *tbi_reason_vi(char *room, const char *reason)
{
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        const char *from = "";
        const char *star = strchr(table[k].vi, '*');
        size_t n = 0;
        if (!is_fitting(table[k].en, reason, &from, &n))
            continue;
        if (star == NULL)
            return table[k].vi;
        int wanted =
            snprintf(room, TB_REASON_ROOM, "%.*s%.*s%s", (int)(star - table[k].vi), table[k].vi,
                     (int)(n < TB_REASON_ROOM ? n : TB_REASON_ROOM), from, star + 1);
        return wanted < TB_REASON_ROOM ? room : reason; /* cut, it could end within a letter */
    }
    return reason;
}
