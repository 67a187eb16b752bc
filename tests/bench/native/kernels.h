/* What there is to measure. Each kernel has a scalar version and, where the processor allows, one of AVX2 vectors. */
#ifndef KERNELS_H
#define KERNELS_H

#include "ensemble.h"

#if defined(__AVX2__) && defined(__FMA__)
#define HAS_AVX2 1
#else
#define HAS_AVX2 0
#endif

/* Sums in float32 are carried over to float64 after so many steps. */
enum { STEPS_BETWEEN_SUMS = 64 };

/*
 * Log likelihood of normal data, flat priors, at every pair of a mean (columns) and a log standard deviation (rows):
 * out[row * numMeans + column], up to a constant. Every node sums over all data; the number of means is a multiple
 * of 32 and that of data of 4.
 */
typedef struct {
  int numMeans, numLogSds, numData;
  const float *means, *logSds, *data;
  float *out;
} Grid;

void rwmScalar(Ensemble *ensemble, Settings settings);
void hmcScalar(Ensemble *ensemble, Settings settings);
void hmcScalarLogistic(Ensemble *ensemble, Settings settings);
void gridScalar(Grid grid);
#if HAS_AVX2
void rwmAvx2(Ensemble *ensemble, Settings settings);
void hmcAvx2(Ensemble *ensemble, Settings settings);
void hmcAvx2Logistic(Ensemble *ensemble, Settings settings);
void gridAvx2(Grid grid);
#endif

#endif
