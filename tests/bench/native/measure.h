#ifndef MEASURE_H
#define MEASURE_H

#include <stdint.h>

#include "kernels.h"

typedef struct {
  double seconds, processorSeconds;
} Stopwatch;

Stopwatch startStopwatch(void);
/* Prints, as members of a JSON object, what has passed since. */
void printTimes(Stopwatch begun);

/* Fills the grid `numFrames` times, and prints times and how far the last one is from float64. */
void measureGrid(void (*fill)(Grid), uint32_t seed, int numFrames);

#endif
