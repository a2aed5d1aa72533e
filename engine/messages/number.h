/* messages/number.h - numbers in words, English and Vietnamese side by side. */
#ifndef TB_MESSAGES_NUMBER_H
#define TB_MESSAGES_NUMBER_H

#define TB_WORD_FEWER_THAN_ONE "fewer than 1 in 100 cases", "dưới 1 trong 100 trường hợp"
#define TB_WORD_MORE_THAN_99   "more than 99 in 100 cases", "trên 99 trong 100 trường hợp"
#define TB_SAY_CASES           "%.0f in 100 cases", "%.0f trong 100 trường hợp"
#define TB_SAY_GAIN            "%s pp", "%s điểm phần trăm"

#endif
