/* messages/axes.h - titles of the axes of charts, English and Vietnamese side by side. A result has
 * its specifications in Vietnamese (report/vega_json.c); a page in English finds each title in this
 * list (render/svg.c). */
#ifndef TB_MESSAGES_AXES_H
#define TB_MESSAGES_AXES_H

#define TB_AXIS_YEAR        "year", "năm"
#define TB_AXIS_RANK        "rank", "hạng"
#define TB_AXIS_CHANCE      "chance", "khả năng"
#define TB_AXIS_CHANCE_GOAL "chance", "khả năng đạt"
#define TB_AXIS_GOAL_MET    "goal met", "đạt chỉ tiêu"
#define TB_AXIS_COST        "cost", "chi phí"
#define TB_AXIS_MEASURE     "measure", "giải pháp"

#define TB_AXES                                                                          \
    {                                                                                    \
        { TB_AXIS_YEAR }, { TB_AXIS_RANK }, { TB_AXIS_CHANCE }, { TB_AXIS_CHANCE_GOAL }, \
            { TB_AXIS_GOAL_MET }, { TB_AXIS_COST },                                      \
        {                                                                                \
            TB_AXIS_MEASURE                                                              \
        }                                                                                \
    }
#endif
