/* messages/num.h - what is said about numbers: English and Vietnamese side by side, with the
 * same arguments in the same order (the compiler checks both where they are used). */
#ifndef TB_MESSAGES_NUM_H
#define TB_MESSAGES_NUM_H

#define TB_MSG_NUM_OPTIMISER_DID_CONVERGE_ITERATIONS                                   \
    "the optimiser did not converge in %zu iterations", "bộ tối ưu không hội " \
                                                        "tụ sau %zu bước lặp"

#endif
