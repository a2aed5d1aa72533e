/* messages/goal_said.h - the words in which a goal is said, English and Vietnamese side by side.
 * Each is among those that the grammar reads (goal/goal_words_vi.c), so that a sentence made of
 * them is read back as the same goal. */
#ifndef TB_MESSAGES_GOAL_SAID_H
#define TB_MESSAGES_GOAL_SAID_H

/* ---- numbers ---- */
#define TB_GOAL_SAID_RANGE   " to ", " đến "
#define TB_GOAL_SAID_POINTS  " points", " điểm"
#define TB_GOAL_SAID_TOP     "top ", "tốp "
#define TB_GOAL_SAID_RANK    "rank ", "hạng "
#define TB_GOAL_SAID_A_RANK  " rank", " bậc"
#define TB_GOAL_SAID_RANKS   " ranks", " bậc"
#define TB_GOAL_SAID_UP      "+", "tăng "
#define TB_GOAL_SAID_UP_MORE "up more than ", "tăng trên "
#define TB_GOAL_SAID_REACH   "score >= ", "đạt tối thiểu "
#define TB_GOAL_SAID_EXCEED  "score > ", "đạt trên "

/* ---- of whom and of what ---- */
#define TB_GOAL_SAID_REGION         "region", "vùng"
#define TB_GOAL_SAID_OF_REGION      " of %s", " trong vùng %s"
#define TB_GOAL_SAID_OF             " of %s", " trong %s"
#define TB_GOAL_SAID_GROUP          "group %s", "nhóm %s"
#define TB_GOAL_SAID_GROUP_HIGH     "group high", "nhóm có điểm cao nhất"
#define TB_GOAL_SAID_GROUP_MID_HIGH "group mid-high", "nhóm có điểm trung bình cao"
#define TB_GOAL_SAID_GROUP_MID_LOW  "group mid-low", "nhóm có điểm trung bình thấp"
#define TB_GOAL_SAID_GROUP_LOW      "group low", "nhóm có điểm thấp nhất"
#define TB_GOAL_SAID_LEAF           "sub-dimension", "nội dung thành phần"
#define TB_GOAL_SAID_COMPONENT      "component", "chỉ số thành phần"
#define TB_GOAL_SAID_EVERY          "every %s ", "tất cả các %s "
#define TB_GOAL_SAID_AT_LEAST_OF    "at least %d/%d %ss ", "ít nhất %d/%d %s "
#define TB_GOAL_SAID_AT_LEAST       "at least %d %ss ", "ít nhất %d %s "

/* ---- what is to happen ---- */
#define TB_GOAL_SAID_IMPROVE          "improve %s", "nâng cao %s"
#define TB_GOAL_SAID_INDEX            "index", "chỉ số"
#define TB_GOAL_SAID_SCORE_AND_RANK   "score and rank", "điểm số và thứ hạng"
#define TB_GOAL_SAID_SCORE            "score", "điểm số"
#define TB_GOAL_SAID_RANK_ALONE       "rank", "thứ hạng"
#define TB_GOAL_SAID_KEEP_SCORE       "keep score", "giữ vững điểm số"
#define TB_GOAL_SAID_HOLD_GROUP       "hold group", "giữ vững nhóm"
#define TB_GOAL_SAID_FROM_GROUP       "from ", "từ "
#define TB_GOAL_SAID_TO_GROUP         " to ", " lên "
#define TB_GOAL_SAID_KEEP_AND_IMPROVE "keep and improve", "duy trì, nâng cao"
#define TB_GOAL_SAID_KEEP_PLACE       "keep rank", "giữ vững hạng"
#define TB_GOAL_SAID_KEEP_RANK        "keep rank", "giữ vững thứ hạng"

/* ---- when: "every year" stands behind in English and before in Vietnamese ---- */
#define TB_GOAL_SAID_YEARLY_BEFORE "", "mỗi năm "
#define TB_GOAL_SAID_YEARLY_BEHIND " every year", ""
#define TB_GOAL_SAID_VERSUS        " vs %d", " so với năm %d"
#define TB_GOAL_SAID_IN_YEAR       " in %d", " vào năm %d"
#define TB_GOAL_SAID_BY_YEAR       " by %d", " đến năm %d"
#define TB_GOAL_SAID_UNTIL_YEAR    " until %d", " đến năm %d"
#endif
