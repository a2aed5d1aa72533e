/* messages/goal_words.h - the words in which goals are said again and refused, English and
 * Vietnamese side by side. */
#ifndef TB_MESSAGES_GOAL_WORDS_H
#define TB_MESSAGES_GOAL_WORDS_H

/* ---- goal.c ---- */
#define TB_MSG_GOAL_PLACE_WHOLE_NUMBER_1 \
    "a rank must be a whole number from 1", "thứ hạng là số nguyên từ 1 trở lên"
#define TB_MSG_GOAL_SHARE_PROVINCES_PLACE_SO            \
    "a share of the provinces, not a place of so many", \
        "là một phần số tỉnh, không phải thứ hạng trong tổng số tỉnh"
#define TB_MSG_GOAL_PLACE_BEYOND_NUMBER_PROVINCES \
    "a place beyond the number of provinces", "thứ hạng lớn hơn số tỉnh, thành phố"
#define TB_MSG_GOAL_RANKS_CLIMBED_WHOLE_NUMBERS \
    "the ranks to climb must be a whole number from 1", "số bậc tăng là số nguyên từ 1 trở lên"
#define TB_MSG_GOAL_FRACTION_WHERE_POINTS_MUST \
    "a fraction where points must be", "phân số ở chỗ của số điểm"
#define TB_MSG_GOAL_GAIN_MORE_0 "a gain must be above 0", "mức tăng phải lớn hơn 0"
#define TB_MSG_GOAL_WHERE_WHERE_GAIN_WRITE                                                   \
    "from where to where, or a gain? write 'score >= 86', or '+2 points'",                   \
        "là mức xuất phát hay mức tăng? hãy viết 'đạt từ 86 điểm trở " \
        "lên', hoặc 'tăng 2 điểm'"
#define TB_MSG_GOAL_MORE_100 "more than 100%", "lớn hơn 100%"
#define TB_MSG_GOAL_THERE_SUCH_GROUP_PAR                                                   \
    "there is no such group: PAR INDEX has A to D; PAPI has high, mid-high, mid-low, low", \
        "không có nhóm này: PAR INDEX có các nhóm A-D; PAPI có Cao nhất, Trung " \
        "bình cao, Trung bình thấp, Thấp nhất"
#define TB_MSG_GOAL_SCHEME_INDEX_DATA_GIVES                                             \
    "no scheme of this index in the data gives limits for such a group",                \
        "không có bộ tiêu chí nào của chỉ số này trong dữ liệu nêu " \
        "ngưỡng của nhóm này"
#define TB_MSG_GOAL_GROUPS_TWO_KINDS "groups of two kinds", "hai loại nhóm khác nhau"
#define TB_MSG_GOAL_BETTER_GROUP_FIRST \
    "not a better group than the first", "không cao hơn nhóm ban đầu"
#define TB_MSG_GOAL_HOW_MANY_PLACES_SAY                                                    \
    "how many places is that? say it as a number", "là bao nhiêu tỉnh, thành phố? " \
                                                   "hãy nêu thành số"
#define TB_MSG_GOAL_WITHIN_REGION_ONLY_PLACE                                    \
    "within a region only a place can be asked", "trong vùng chỉ có thể " \
                                                 "đặt chỉ tiêu thứ hạng"
#define TB_MSG_GOAL_MEASURE_GOAL_INDEX_ENTER                                                       \
    "a measure, not a goal of an index: enter it as a lever",                                      \
        "là giải pháp, nhiệm vụ, không phải chỉ tiêu của chỉ số: hãy nhập " \
        "như một giải pháp"
#define TB_MSG_GOAL_CLASS_WHICH_SCHEME_GIVES        \
    "a class for which the scheme gives no limits", \
        "loại này không có ngưỡng điểm trong bộ tiêu chí"
#define TB_MSG_GOAL_MEAN_MOVES_ALL_OTHERS                          \
    "that mean moves with all the others: write the score itself", \
        "mức trung bình thay đổi theo các tỉnh: hãy viết số điểm"
#define TB_MSG_GOAL_HOW_MUCH_SAY_LEAST          \
    "how much is that? write 'at least' and a " \
    "number",                                   \
        "là bao nhiêu? hãy nêu 'tối "     \
        "thiểu' và con số"
#define TB_MSG_GOAL_SOMETHING_MISSING_END "something is missing at the end", "thiếu phần cuối"
#define TB_MSG_GOAL_WORD_KNOWN_GOALS                                    \
    "an unknown word", "từ này không có trong cách viết chỉ " \
                       "tiêu"
#define TB_MSG_GOAL_DOES_GO_WHAT_STANDS                                                         \
    "this does not fit what comes before; give two goals one by one",                           \
        "không khớp với phần trước; hai chỉ tiêu thì viết riêng từng chỉ " \
        "tiêu"
#define TB_MSG_GOAL_THERE_GOAL "there is no goal in it", "không có chỉ tiêu nào"

/* ---- goal_describe.c ---- */
#define TB_MSG_GOAL_RED_RIVER_DELTA "the Red River Delta", "Đồng bằng sông Hồng"
#define TB_MSG_GOAL_NORTHERN_MIDLANDS_MOUNTAINS \
    "the Northern Midlands and Mountains", "Trung du và miền núi phía Bắc"
#define TB_MSG_GOAL_NORTH_CENTRAL_CENTRAL_COAST \
    "the North Central and Central Coast", "Bắc Trung Bộ và Duyên hải miền Trung"
#define TB_MSG_GOAL_CENTRAL_HIGHLANDS  "the Central Highlands", "Tây Nguyên"
#define TB_MSG_GOAL_SOUTHEAST          "the Southeast", "Đông Nam Bộ"
#define TB_MSG_GOAL_MEKONG_RIVER_DELTA "the Mekong River Delta", "Đồng bằng sông Cửu Long"

/* ---- goal_pattern.c ---- */
#define TB_MSG_GOAL_RANK_WRITE_RANK_10                                     \
    "of a rank? write 'rank <= 10'; a score has no upper limit as a goal", \
        "là thứ hạng? hãy viết 'hạng <= 10'; điểm không có mức trần"
#define TB_MSG_GOAL_UP_SO_MANY_WRITE                                                         \
    "up by so many? write '+5 ranks'; or a place? write 'rank 5'",                           \
        "tăng bấy nhiêu bậc hay là thứ hạng? hãy viết 'tăng 5 bậc' hoặc " \
        "'hạng 5'"
#define TB_MSG_GOAL_UP_SO_MANY_RANKS                                                        \
    "up by so many ranks, or up to that rank? write '+5 ranks' or 'rank 5'",                \
        "tăng bấy nhiêu bậc hay lên thứ hạng đó? hãy viết 'tăng 5 bậc' " \
        "hoặc 'hạng 5'"

/* ---- goal_qualifiers.c ---- */
#define TB_MSG_GOAL_ONE_SIX_REGIONS_DATA                                            \
    "not one of the six regions of the data; write 'of region' for the unit's own", \
        "không thuộc sáu vùng của bộ dữ liệu; hãy viết 'trong vùng'"
#define TB_MSG_GOAL_SECOND_REGION "a second region", "vùng thứ hai"
#define TB_MSG_GOAL_COMPONENTS_NAMED_SECOND_TIME \
    "components are named a second time", "nêu các nội dung thành phần lần thứ hai"
#define TB_MSG_GOAL_WHERE_WHERE_BAND_WRITE                                                 \
    "from where to where, or a band? write 'rank 30' for the goal, or 'rank 20-30' for a " \
    "band",                                                                                \
        "là mức xuất phát hay một khoảng? hãy viết 'hạng 30', hoặc "      \
        "'hạng 20-30'"

/* ---- goal_requirement.c ---- */
#define TB_MSG_GOAL_REGION_GOAL_NAMES_UNIT                                                 \
    "the region that the goal names is not the unit's own",                                \
        "vùng nêu trong chỉ tiêu không phải là vùng của tỉnh, thành phố " \
        "này"
#define TB_MSG_GOAL_MORE_RANKS_THERE_UNITS                              \
    "more ranks than there are units", "số bậc tăng không nhỏ " \
                                       "hơn số tỉnh, thành phố"
#define TB_MSG_GOAL_LIMITS_GROUPS_YEAR_KNOWN                                         \
    "the limits of the groups of that year are not known", "chưa biết ngưỡng " \
                                                           "phân nhóm của năm đó"
#define TB_MSG_GOAL_GROUP_BASE_YEAR_KNOWN \
    "the group of the base year is not known", "chưa biết nhóm của năm so sánh"
#define TB_MSG_GOAL_GROUPS_YEAR_GROUP_NAME                                        \
    "the groups of that year have no group of this name", "năm đó không có " \
                                                          "nhóm mang tên này"
#define TB_MSG_GOAL_SCORE_BASE_YEAR_KNOWN \
    "the score of the base year is not known", "chưa biết điểm của năm so sánh"
#define TB_MSG_GOAL_RANK_BASE_YEAR_KNOWN \
    "the rank of the base year is not known", "chưa biết thứ hạng của năm so sánh"
#define TB_MSG_GOAL_GOAL_KNOWN_KIND "an unknown kind of goal", "loại chỉ tiêu không xác định"

/* ---- goal_years.c ---- */
#define TB_MSG_GOAL_SECOND_YEAR_SAME_ROLE \
    "a second year of the same role", "năm thứ hai cùng vai trò"
#define TB_MSG_GOAL_YEAR_COMPARES_MISSING \
    "the year that it compares with is missing", "thiếu năm để so sánh"

#define TB_MSG_GOAL_RANKS_OR_POINTS                     \
    "ranks or points? write '+5 ranks' or '+5 points'", \
        "bậc hay điểm? hãy viết 'tăng 5 bậc' hoặc 'tăng 5 điểm'"
#define TB_MSG_GOAL_RANK_OR_SCORE                \
    "a rank or a score? write 'rank 10' or "     \
    "'score >= 86'",                             \
        "thứ hạng hay điểm? hãy viết " \
        "'hạng 10' hoặc 'đạt từ 86 điểm trở lên'"
#define TB_MSG_GOAL_RANK_1_BEST                      \
    "rank 1 is the best, so a goal is 'rank <= 10'", \
        "hạng 1 là cao nhất, nên chỉ tiêu là 'hạng <= 10'"
#define TB_MSG_GOAL_UPPER_LIMIT                       \
    "an upper limit is not a goal; write 'at least'", \
        "mức trần không phải là chỉ tiêu; hãy viết 'tối thiểu'"
#define TB_MSG_GOAL_DOWNWARD                                                    \
    "a goal is something to gain, not to lose", "chỉ tiêu là mức tăng, " \
                                                "không phải mức giảm"
#endif
