/* Likelihood grid by brute force. Four partial sums a node: one alone would wait for its own additions. */
#include "kernels.h"
#include "scalar.h"
#include "target.h"

static inline float squares(const Grid *grid, float mean) {
  float sum[4] = {0, 0, 0, 0};
  for (int i = 0; i < grid->numData; i += 4) {
    for (int j = 0; j < 4; j++) {
      float difference = grid->data[i + j] - mean;
      sum[j] += difference * difference;
    }
  }
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

void gridScalar(Grid grid) {
  for (int row = 0; row < grid.numLogSds; row++) {
    float logSd = grid.logSds[row];
    float halfPrecision = 0.5f * exp2Held(-2.0f * LOG2_E * logSd);
    for (int column = 0; column < grid.numMeans; column++) {
      float sum = squares(&grid, grid.means[column]);
      grid.out[row * grid.numMeans + column] = -(float)grid.numData * logSd - halfPrecision * sum;
    }
  }
}

#if HAS_AVX2
#include "avx2.h"

/* A tile is four vectors of nodes and two data: eight partial sums hide the latency of the additions. */
enum { VECTORS = 4, DATA = 2 };

static inline void tile(const Grid *grid, const float *means, Floats *sums) {
  Floats mean[VECTORS], sum[VECTORS][DATA];
#pragma GCC unroll 8
  for (int v = 0; v < VECTORS; v++) {
    mean[v] = _mm256_loadu_ps(means + v * LANES);
    sum[v][0] = sum[v][1] = _mm256_setzero_ps();
  }
  for (int i = 0; i < grid->numData; i += DATA) {
#pragma GCC unroll 8
    for (int j = 0; j < DATA; j++) {
      Floats datum = _mm256_broadcast_ss(grid->data + i + j);
#pragma GCC unroll 8
      for (int v = 0; v < VECTORS; v++) {
        Floats difference = _mm256_sub_ps(datum, mean[v]);
        sum[v][j] = madd(difference, difference, sum[v][j]);
      }
    }
  }
#pragma GCC unroll 8
  for (int v = 0; v < VECTORS; v++) sums[v] = _mm256_add_ps(sum[v][0], sum[v][1]);
}

void gridAvx2(Grid grid) {
  for (int row = 0; row < grid.numLogSds; row++) {
    float logSd = grid.logSds[row];
    Floats halfPrecision = all(0.5f * exp2Held(-2.0f * LOG2_E * logSd));
    Floats offset = all(-(float)grid.numData * logSd);
    for (int column = 0; column < grid.numMeans; column += VECTORS * LANES) {
      Floats sums[VECTORS];
      tile(&grid, grid.means + column, sums);
      for (int v = 0; v < VECTORS; v++) {
        float *out = grid.out + row * grid.numMeans + column + v * LANES;
        _mm256_storeu_ps(out, _mm256_fnmadd_ps(halfPrecision, sums[v], offset));
      }
    }
  }
}
#endif
