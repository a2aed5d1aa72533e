/* messages/estimate_variance.h - by which convention were the standard errors made? English and
 * Vietnamese side by side, with the same arguments in the same order. */
#ifndef TB_MESSAGES_ESTIMATE_VARIANCE_H
#define TB_MESSAGES_ESTIMATE_VARIANCE_H

#define TB_MSG_VCOV_HC1 "HC1, factor n/(n-K) = %.10g", "HC1, hệ số n/(n-K) = %.10g"
#define TB_MSG_VCOV_HC3_TRANSFORMED                 \
    "HC3, leverages of the transformed regressors", \
        "HC3, độ đòn bẩy tính trên các biến giải thích đã biến đổi"
#define TB_MSG_VCOV_HC3 \
    "HC3, leverages with the effects counted", "HC3, độ đòn bẩy tính cả các hiệu ứng"
#define TB_MSG_VCOV_CLUSTERS_BARE \
    "%zu clusters, no small-sample factor", "%zu cụm, không có hệ số mẫu nhỏ"
/* clang-format off */
#define TB_MSG_VCOV_CLUSTERS \
    "%zu clusters, factor G/(G-1) (n-1)/(n-K) = %.10g with K = %g (convention of %s), t with " \
    "G-1 degrees of freedom", \
    "%zu cụm, hệ số G/(G-1) (n-1)/(n-K) = %.10g với K = %g (theo quy ước của %s), t với G-1 " \
    "bậc tự do"
#define TB_MSG_VCOV_KERNEL \
    "Driscoll-Kraay, Bartlett weights to lag %d, %zu years, factor %.10g (convention of %s), t " \
    "with years-1 degrees of freedom", \
    "Driscoll-Kraay, trọng số Bartlett đến độ trễ %d, %zu năm, hệ số %.10g (theo quy ước của " \
    "%s), t với số năm trừ 1 bậc tự do"
/* clang-format on */
#define TB_MSG_VCOV_CR2                                                                \
    "CR2 (Bell and McCaffrey), %zu clusters, t with Satterthwaite degrees of freedom", \
        "CR2 (Bell và McCaffrey), %zu cụm, t với bậc tự do Satterthwaite"
#define TB_MSG_VCOV_CR3                                                                   \
    "CR3 (jackknife by clusters), %zu clusters, t with Satterthwaite degrees of freedom", \
        "CR3 (jackknife theo cụm), %zu cụm, t với bậc tự do Satterthwaite"
#define TB_MSG_VCOV_NORMAL "classical, normal", "cổ điển, phân phối chuẩn"
#define TB_MSG_VCOV_CLASSICAL                                    \
    "classical, sigma2 = rss/(n-K) with K counting the effects", \
        "cổ điển, sigma2 = rss/(n-K), K tính cả các hiệu ứng"
#define TB_MSG_VCOV_JACKKNIFE                                                              \
    "%zu clusters, influence functions of the jackknife, factor %.10g (convention of %s)", \
        "%zu cụm, hàm ảnh hưởng của jackknife, hệ số %.10g (theo quy ước của %s)"
#define TB_MSG_VCOV_TWO_STEPS                                            \
    "two steps, Windmeijer's finite-sample correction, by unit, normal", \
        "hai bước, hiệu chỉnh mẫu hữu hạn của Windmeijer, theo đơn vị, phân phối chuẩn"
#define TB_MSG_VCOV_ONE_STEP \
    "one step, robust by unit, normal", "một bước, vững theo đơn vị, phân phối chuẩn"

#endif
