#include "ensemble.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scalar.h"
#include "target.h"

static void threefry2x32(uint32_t key0, uint32_t key1, uint32_t x[2]) {
  static const int rotations[8] = {13, 15, 26, 6, 17, 29, 16, 24};
  const uint32_t schedule[3] = {key0, key1, key0 ^ key1 ^ 0x1bd11bdau};
  x[0] += schedule[0];
  x[1] += schedule[1];
  for (int round = 0; round < 20; round++) {
    x[0] += x[1];
    x[1] = rotateLeft(x[1], rotations[round & 7]) ^ x[0];
    if ((round & 3) == 3) {
      uint32_t injection = (uint32_t)(round + 1) >> 2;
      x[0] += schedule[injection % 3];
      x[1] += schedule[(injection + 1) % 3] + injection;
    }
  }
}

Stream seedStream(uint32_t seed, uint32_t chain, uint32_t purpose) {
  uint32_t first[2] = {purpose, 0}, second[2] = {purpose, 1};
  threefry2x32(seed, chain, first);
  threefry2x32(seed, chain, second);
  Stream stream = {first[0], first[1], second[0], second[1]};
  if ((stream.s0 | stream.s1 | stream.s2 | stream.s3) == 0) stream.s0 = 1;
  return stream;
}

/* Aligned to a cache line and zero. */
static void *allocate(int count, size_t size) {
  size_t bytes = ((size_t)count * size + 63) / 64 * 64;
  void *memory = aligned_alloc(64, bytes);
  if (memory == NULL) {
    fprintf(stderr, "no memory for %d chains: expected %zu bytes\n", count, bytes);
    exit(1);
  }
  memset(memory, 0, bytes);
  return memory;
}

Ensemble createEnsemble(int numChains, uint32_t seed) {
  int n = (numChains + CHAIN_BLOCK - 1) / CHAIN_BLOCK * CHAIN_BLOCK;
  Ensemble ensemble = {.numChains = numChains, .numPadded = n};
  float **floats[] = {&ensemble.x, &ensemble.y};
  for (int i = 0; i < 2; i++) *floats[i] = allocate(n, sizeof(float));
  for (int i = 0; i < 4; i++) ensemble.word[i] = allocate(n, sizeof(uint32_t));
  double **doubles[] = {&ensemble.sumX, &ensemble.sumXX, &ensemble.sumY, &ensemble.sumYY, &ensemble.numAccepted};
  for (int i = 0; i < 5; i++) *doubles[i] = allocate(n, sizeof(double));
  for (int chain = 0; chain < n; chain++) {
    Stream start = seedStream(seed, (uint32_t)chain, PURPOSE_START);
    Point mode = nextWord(&start) >> 31 ? MODE_1 : MODE_0;
    Point normals = normalPair(&start);
    ensemble.x[chain] = mode.x + normals.x;
    ensemble.y[chain] = mode.y + normals.y;
    storeStream(&ensemble, chain, seedStream(seed, (uint32_t)chain, PURPOSE_SAMPLER));
  }
  return ensemble;
}

void clearSums(Ensemble *ensemble) {
  double *sums[] = {ensemble->sumX, ensemble->sumXX, ensemble->sumY, ensemble->sumYY, ensemble->numAccepted};
  for (int i = 0; i < 5; i++) memset(sums[i], 0, (size_t)ensemble->numPadded * sizeof(double));
}
