/*
 * hmc.c in vectors of eight chains, several vectors side by side in the leapfrog steps: four where a gradient takes
 * two exponentials, eight where it takes one, which was fastest for each.
 */
#include "kernels.h"

#if HAS_AVX2
#include "avx2.h"
#include "target.h"

enum { MOST_VECTORS = 8 };
_Static_assert(CHAIN_BLOCK % (MOST_VECTORS * LANES) == 0, "kernels work on whole blocks of chains");

#define INLINED inline __attribute__((always_inline))

/* Which kernel: a constant in all that is inlined. */
typedef struct {
  int isLogistic, numVectors;
} Kind;

typedef struct {
  Floats x[MOST_VECTORS], y[MOST_VECTORS];
} Points;

static inline Floats logRatios(Floats x, Floats y) {
  return madd(all(RATIO_X), x, madd(all(RATIO_Y), y, all(RATIO_0)));
}

static inline void gradientsOfSum(Floats x, Floats y, Floats *slopeX, Floats *slopeY) {
  const Floats scale = all(-0.5f * LOG2_E);
  Floats to0X = _mm256_sub_ps(all(MODE_0.x), x), to0Y = _mm256_sub_ps(all(MODE_0.y), y);
  Floats to1X = _mm256_sub_ps(all(MODE_1.x), x), to1Y = _mm256_sub_ps(all(MODE_1.y), y);
  Floats exponent0 = _mm256_mul_ps(scale, madd(to0X, to0X, _mm256_mul_ps(to0Y, to0Y)));
  Floats exponent1 = _mm256_mul_ps(scale, madd(to1X, to1X, _mm256_mul_ps(to1Y, to1Y)));
  Floats largest = _mm256_max_ps(exponent0, exponent1);
  Floats part0 = exp2Held8(_mm256_sub_ps(exponent0, largest));
  Floats part1 = exp2Held8(_mm256_sub_ps(exponent1, largest));
  Floats inverse = _mm256_div_ps(all(1.0f), _mm256_add_ps(part0, part1));
  Floats share0 = _mm256_mul_ps(part0, inverse), share1 = _mm256_mul_ps(part1, inverse);
  *slopeX = madd(share0, to0X, _mm256_mul_ps(share1, to1X));
  *slopeY = madd(share0, to0Y, _mm256_mul_ps(share1, to1Y));
}

static inline void gradientsByLogistic(Floats x, Floats y, Floats *slopeX, Floats *slopeY) {
  Floats doublings = _mm256_min_ps(logRatios(x, y), all(MOST_DOUBLINGS));
  Floats share = _mm256_div_ps(all(1.0f), _mm256_add_ps(all(1.0f), exp2Held8(doublings)));
  *slopeX = madd(share, all(MODE_1.x - MODE_0.x), _mm256_sub_ps(all(MODE_0.x), x));
  *slopeY = madd(share, all(MODE_1.y - MODE_0.y), _mm256_sub_ps(all(MODE_0.y), y));
}

static inline void gradients(Floats x, Floats y, Floats *slopeX, Floats *slopeY, Kind kind) {
  if (kind.isLogistic) {
    gradientsByLogistic(x, y, slopeX, slopeY);
  } else {
    gradientsOfSum(x, y, slopeX, slopeY);
  }
}

static inline Floats logDensities(Floats x, Floats y) {
  Floats fromX = _mm256_sub_ps(x, all(MODE_0.x)), fromY = _mm256_sub_ps(y, all(MODE_0.y));
  Floats square = madd(fromX, fromX, _mm256_mul_ps(fromY, fromY));
  Floats doublings = logRatios(x, y);
  Floats excess = _mm256_mul_ps(all(-LN_2), _mm256_min_ps(doublings, _mm256_setzero_ps()));
  Floats ratio = exp2Held8(_mm256_or_ps(doublings, all(-0.0f)));
  Floats logOfSum = _mm256_mul_ps(all(-0.5f), minusTwoLog8(_mm256_add_ps(all(1.0f), ratio)));
  return _mm256_add_ps(madd(all(-0.5f), square, excess), logOfSum);
}

static inline Floats halfSquares(Floats x, Floats y) {
  return _mm256_mul_ps(all(0.5f), madd(x, x, _mm256_mul_ps(y, y)));
}

/* Moves the points and momenta along the leapfrog steps; the slopes are those at the points. */
static INLINED void leapfrog(Points *at, Points *momentum, Points *slope, Settings settings, Kind kind) {
  const Floats stepSize = all(settings.stepSize), halfStep = all(0.5f * settings.stepSize);
#pragma GCC unroll 8
  for (int v = 0; v < kind.numVectors; v++) {
    momentum->x[v] = madd(halfStep, slope->x[v], momentum->x[v]);
    momentum->y[v] = madd(halfStep, slope->y[v], momentum->y[v]);
  }
  for (int step = 1; step <= settings.numLeapfrog; step++) {
    Floats kick = step < settings.numLeapfrog ? stepSize : halfStep;
#pragma GCC unroll 8
    for (int v = 0; v < kind.numVectors; v++) {
      at->x[v] = madd(stepSize, momentum->x[v], at->x[v]);
      at->y[v] = madd(stepSize, momentum->y[v], at->y[v]);
      gradients(at->x[v], at->y[v], &slope->x[v], &slope->y[v], kind);
      momentum->x[v] = madd(kick, slope->x[v], momentum->x[v]);
      momentum->y[v] = madd(kick, slope->y[v], momentum->y[v]);
    }
  }
}

/* What is kept of a block of chains between transitions. */
typedef struct {
  Points position, slope;
  Floats height[MOST_VECTORS];
  Floats sumX[MOST_VECTORS], sumXX[MOST_VECTORS], sumY[MOST_VECTORS], sumYY[MOST_VECTORS];
  Words accepted[MOST_VECTORS];
  Streams streams[MOST_VECTORS];
} Block;

static INLINED void transition(Block *block, Settings settings, Kind kind) {
  Points momentum, proposed = block->position, slope = block->slope;
  Floats kinetic[MOST_VECTORS];
  for (int v = 0; v < kind.numVectors; v++) {
    normalPairs(&block->streams[v], all(1.0f), &momentum.x[v], &momentum.y[v]);
    kinetic[v] = halfSquares(momentum.x[v], momentum.y[v]);
  }
  leapfrog(&proposed, &momentum, &slope, settings, kind);
  for (int v = 0; v < kind.numVectors; v++) {
    Floats height = logDensities(proposed.x[v], proposed.y[v]);
    Floats gain = _mm256_sub_ps(kinetic[v], halfSquares(momentum.x[v], momentum.y[v]));
    gain = _mm256_add_ps(_mm256_sub_ps(height, block->height[v]), gain);
    Floats probability = exp2Held8(_mm256_mul_ps(all(LOG2_E), _mm256_min_ps(gain, _mm256_setzero_ps())));
    Floats isAccepted = _mm256_cmp_ps(uniforms24(&block->streams[v]), probability, _CMP_LT_OQ);
    Floats x = _mm256_blendv_ps(block->position.x[v], proposed.x[v], isAccepted);
    Floats y = _mm256_blendv_ps(block->position.y[v], proposed.y[v], isAccepted);
    block->position.x[v] = x;
    block->position.y[v] = y;
    block->slope.x[v] = _mm256_blendv_ps(block->slope.x[v], slope.x[v], isAccepted);
    block->slope.y[v] = _mm256_blendv_ps(block->slope.y[v], slope.y[v], isAccepted);
    block->height[v] = _mm256_blendv_ps(block->height[v], height, isAccepted);
    block->accepted[v] = _mm256_sub_epi32(block->accepted[v], asWords(isAccepted));
    block->sumX[v] = _mm256_add_ps(block->sumX[v], x);
    block->sumXX[v] = madd(x, x, block->sumXX[v]);
    block->sumY[v] = _mm256_add_ps(block->sumY[v], y);
    block->sumYY[v] = madd(y, y, block->sumYY[v]);
  }
}

static INLINED void loadBlock(const Ensemble *ensemble, int chain, Block *block, Kind kind) {
  for (int v = 0; v < kind.numVectors; v++) {
    int at = chain + v * LANES;
    Floats x = block->position.x[v] = _mm256_load_ps(ensemble->x + at);
    Floats y = block->position.y[v] = _mm256_load_ps(ensemble->y + at);
    gradients(x, y, &block->slope.x[v], &block->slope.y[v], kind);
    block->height[v] = logDensities(x, y);
    block->streams[v] = loadStreams(ensemble, at);
  }
}

static INLINED void addSums(Ensemble *ensemble, int chain, Block *block, Kind kind) {
  for (int v = 0; v < kind.numVectors; v++) {
    int at = chain + v * LANES;
    addToDoubles(ensemble->sumX + at, block->sumX[v]);
    addToDoubles(ensemble->sumXX + at, block->sumXX[v]);
    addToDoubles(ensemble->sumY + at, block->sumY[v]);
    addToDoubles(ensemble->sumYY + at, block->sumYY[v]);
    addToDoubles(ensemble->numAccepted + at, _mm256_cvtepi32_ps(block->accepted[v]));
    block->sumX[v] = block->sumXX[v] = block->sumY[v] = block->sumYY[v] = _mm256_setzero_ps();
    block->accepted[v] = _mm256_setzero_si256();
  }
}

static INLINED void run(Ensemble *ensemble, Settings settings, Kind kind) {
  for (int chain = 0; chain < ensemble->numPadded; chain += kind.numVectors * LANES) {
    Block block = {0};
    loadBlock(ensemble, chain, &block, kind);
    for (int done = 0; done < settings.numSteps; done++) {
      if (done % STEPS_BETWEEN_SUMS == 0) addSums(ensemble, chain, &block, kind);
      transition(&block, settings, kind);
    }
    addSums(ensemble, chain, &block, kind);
    for (int v = 0; v < kind.numVectors; v++) {
      int at = chain + v * LANES;
      _mm256_store_ps(ensemble->x + at, block.position.x[v]);
      _mm256_store_ps(ensemble->y + at, block.position.y[v]);
      storeStreams(ensemble, at, block.streams[v]);
    }
  }
}

void hmcAvx2(Ensemble *ensemble, Settings settings) { run(ensemble, settings, (Kind){0, 4}); }

void hmcAvx2Logistic(Ensemble *ensemble, Settings settings) { run(ensemble, settings, (Kind){1, 8}); }
#endif
