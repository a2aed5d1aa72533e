/* messages/statespace.h - what is said about the state-space model: English and Vietnamese side
 * by side, with the same arguments in the same order (the compiler checks both where they are
 * used). */
#ifndef TB_MESSAGES_STATESPACE_H
#define TB_MESSAGES_STATESPACE_H

#define TB_MSG_STATESPACE_COVARIANCE_COMPONENT_YEARS_S   \
    "the covariance of a component's years is singular", \
        "hiệp phương sai các năm của một thành phần bị suy biến"
#define TB_MSG_STATESPACE_HAS_YEARS_PANEL \
    "'%s' has no years in this panel", "'%s' không có năm nào trong bộ dữ liệu này"
#define TB_MSG_STATESPACE_HAS_SCORE_BEFORE_PANEL                                               \
    "'%s' has no score in or before %d; the panel has it for %d to %d: choose a later origin", \
        "'%s' không có điểm nào đến hết năm %d; bộ dữ liệu có các năm "   \
        "%d đến %d: hãy chọn năm gốc muộn hơn"
#define TB_MSG_STATESPACE_JOINT_COVARIANCE_COMPONENTS     \
    "the joint covariance of the components is singular", \
        "hiệp phương sai đồng thời của các thành phần bị suy biến"
#define TB_MSG_STATESPACE_ALL_UNITS_HAVE_SAME                                                     \
    "all units have the same score in every year: no spread can be estimated",                    \
        "mọi đơn vị có cùng một điểm số trong mọi năm: không có độ phân " \
        "tán để ước lượng"

#endif
