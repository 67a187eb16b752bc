/* rwm.c in vectors of eight chains, four vectors side by side where steps wait for one another. */
#include "kernels.h"

#if HAS_AVX2
#include "avx2.h"
#include "target.h"

enum { VECTORS = 4, BUFFER_STEPS = STEPS_BETWEEN_SUMS };
_Static_assert(CHAIN_BLOCK % (VECTORS * LANES) == 0, "kernels work on whole blocks of chains");

/* Steps and uniforms of one vector of chains, made before they are used: the two loops have no common latency. */
typedef struct {
  Floats stepX[BUFFER_STEPS], stepY[BUFFER_STEPS], uniform[BUFFER_STEPS];
} Proposals;

static inline Floats densities(Floats x, Floats y) {
  const Floats scale = all(-0.5f * LOG2_E);
  Floats x0 = _mm256_sub_ps(x, all(MODE_0.x)), y0 = _mm256_sub_ps(y, all(MODE_0.y));
  Floats x1 = _mm256_sub_ps(x, all(MODE_1.x)), y1 = _mm256_sub_ps(y, all(MODE_1.y));
  Floats square0 = madd(x0, x0, _mm256_mul_ps(y0, y0));
  Floats square1 = madd(x1, x1, _mm256_mul_ps(y1, y1));
  return _mm256_add_ps(exp2Held8(_mm256_mul_ps(scale, square0)), exp2Held8(_mm256_mul_ps(scale, square1)));
}

static void fillProposals(Ensemble *ensemble, int chain, Floats stepSize, int count, Proposals *proposals) {
  Streams streams = loadStreams(ensemble, chain);
  for (int step = 0; step < count; step++) {
    normalPairs(&streams, stepSize, &proposals->stepX[step], &proposals->stepY[step]);
    proposals->uniform[step] = uniforms24(&streams);
  }
  storeStreams(ensemble, chain, streams);
}

static void walk(Ensemble *ensemble, int chain, int count, const Proposals *proposals) {
  Floats x[VECTORS], y[VECTORS], p[VECTORS];
  Floats sumX[VECTORS], sumXX[VECTORS], sumY[VECTORS], sumYY[VECTORS];
  Words accepted[VECTORS];
#pragma GCC unroll 8
  for (int v = 0; v < VECTORS; v++) {
    x[v] = _mm256_load_ps(ensemble->x + chain + v * LANES);
    y[v] = _mm256_load_ps(ensemble->y + chain + v * LANES);
    p[v] = densities(x[v], y[v]);
    sumX[v] = sumXX[v] = sumY[v] = sumYY[v] = _mm256_setzero_ps();
    accepted[v] = _mm256_setzero_si256();
  }
  for (int step = 0; step < count; step++) {
#pragma GCC unroll 8
    for (int v = 0; v < VECTORS; v++) {
      Floats proposedX = _mm256_add_ps(x[v], proposals[v].stepX[step]);
      Floats proposedY = _mm256_add_ps(y[v], proposals[v].stepY[step]);
      Floats q = densities(proposedX, proposedY);
      Floats isAccepted = _mm256_cmp_ps(_mm256_mul_ps(proposals[v].uniform[step], p[v]), q, _CMP_LT_OQ);
      x[v] = _mm256_blendv_ps(x[v], proposedX, isAccepted);
      y[v] = _mm256_blendv_ps(y[v], proposedY, isAccepted);
      p[v] = _mm256_blendv_ps(p[v], q, isAccepted);
      accepted[v] = _mm256_sub_epi32(accepted[v], asWords(isAccepted));
      sumX[v] = _mm256_add_ps(sumX[v], x[v]);
      sumXX[v] = madd(x[v], x[v], sumXX[v]);
      sumY[v] = _mm256_add_ps(sumY[v], y[v]);
      sumYY[v] = madd(y[v], y[v], sumYY[v]);
    }
  }
#pragma GCC unroll 8
  for (int v = 0; v < VECTORS; v++) {
    int at = chain + v * LANES;
    _mm256_store_ps(ensemble->x + at, x[v]);
    _mm256_store_ps(ensemble->y + at, y[v]);
    addToDoubles(ensemble->sumX + at, sumX[v]);
    addToDoubles(ensemble->sumXX + at, sumXX[v]);
    addToDoubles(ensemble->sumY + at, sumY[v]);
    addToDoubles(ensemble->sumYY + at, sumYY[v]);
    addToDoubles(ensemble->numAccepted + at, _mm256_cvtepi32_ps(accepted[v]));
  }
}

void rwmAvx2(Ensemble *ensemble, Settings settings) {
  static Proposals proposals[VECTORS];
  Floats stepSize = all(settings.stepSize);
  for (int chain = 0; chain < ensemble->numPadded; chain += VECTORS * LANES) {
    for (int first = 0; first < settings.numSteps; first += BUFFER_STEPS) {
      int left = settings.numSteps - first;
      int count = left < BUFFER_STEPS ? left : BUFFER_STEPS;
      for (int v = 0; v < VECTORS; v++) {
        fillProposals(ensemble, chain + v * LANES, stepSize, count, &proposals[v]);
      }
      walk(ensemble, chain, count, proposals);
    }
  }
}
#endif
