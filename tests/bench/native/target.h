/*
 * Two equal Gaussians with standard deviation 1 at (-2, 0) and (2, 0). Their means are data to the kernels:
 * nothing here uses that they mirror one another.
 */
#ifndef TARGET_H
#define TARGET_H

#include "ensemble.h"

static const Point MODE_0 = {-2.0f, 0.0f};
static const Point MODE_1 = {2.0f, 0.0f};

#define LOG2_E 1.44269504f
#define LN_2 0.693147181f

/* Of two Gaussians that differ by more doublings the smaller one is nothing in float32. */
#define MOST_DOUBLINGS 120.0f

/* log2 of the ratio of the first Gaussian to the second is linear in the position. */
#define RATIO_X (LOG2_E * (MODE_0.x - MODE_1.x))
#define RATIO_Y (LOG2_E * (MODE_0.y - MODE_1.y))
#define RATIO_0 \
  (0.5f * LOG2_E * \
   (MODE_1.x * MODE_1.x + MODE_1.y * MODE_1.y - MODE_0.x * MODE_0.x - MODE_0.y * MODE_0.y))

#endif
