/*
 * The chains of a run, array by array, and their random streams.
 *
 * The streams are those of src/core/random: xoshiro128++ (Blackman and Vigna 2019), a state for each chain,
 * seeded by Threefry-2x32 with 20 rounds (Salmon et al. 2011) under the key (seed, chain). Knows no kernel.
 */
#ifndef ENSEMBLE_H
#define ENSEMBLE_H

#include <stdint.h>

/* Stream purposes, as in src/core/random/stream.ts. */
enum { PURPOSE_START = 0, PURPOSE_SAMPLER = 1 };

/* Kernels work on whole blocks of chains; the last block is filled with chains that are seeded, not counted. */
enum { CHAIN_BLOCK = 64 };

typedef struct {
  uint32_t s0, s1, s2, s3;
} Stream;

typedef struct {
  float x, y;
} Point;

typedef struct {
  int numChains;
  /* numChains rounded up to whole blocks: the length of every array below. */
  int numPadded;
  float *x, *y;
  uint32_t *word[4];
  /* Over all steps of a chain: sums of x, x^2, y, y^2, and accepted proposals. */
  double *sumX, *sumXX, *sumY, *sumYY, *numAccepted;
} Ensemble;

/* What a kernel is asked to do: `numSteps` transitions of every chain, of which the sums are kept. */
typedef struct {
  int numSteps;
  float stepSize;
  int numLeapfrog;
} Settings;

Stream seedStream(uint32_t seed, uint32_t chain, uint32_t purpose);

/* Chains at exact draws of the target, so that every later mean is that of the target, whatever the length. */
Ensemble createEnsemble(int numChains, uint32_t seed);
void clearSums(Ensemble *ensemble);

static inline uint32_t rotateLeft(uint32_t x, int by) { return (x << by) | (x >> (32 - by)); }

static inline uint32_t nextWord(Stream *stream) {
  uint32_t word = rotateLeft(stream->s0 + stream->s3, 7) + stream->s0;
  uint32_t shifted = stream->s1 << 9;
  stream->s2 ^= stream->s0;
  stream->s3 ^= stream->s1;
  stream->s1 ^= stream->s2;
  stream->s0 ^= stream->s3;
  stream->s2 ^= shifted;
  stream->s3 = rotateLeft(stream->s3, 11);
  return word;
}

static inline Stream loadStream(const Ensemble *ensemble, int chain) {
  return (Stream){ensemble->word[0][chain], ensemble->word[1][chain], ensemble->word[2][chain],
                  ensemble->word[3][chain]};
}

static inline void storeStream(Ensemble *ensemble, int chain, Stream stream) {
  ensemble->word[0][chain] = stream.s0;
  ensemble->word[1][chain] = stream.s1;
  ensemble->word[2][chain] = stream.s2;
  ensemble->word[3][chain] = stream.s3;
}

#endif
