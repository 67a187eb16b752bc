/* Eight chains in a vector: what scalar.h does, lane by lane. */
#ifndef AVX2_H
#define AVX2_H

#include <immintrin.h>

#include "coefficients.h"
#include "ensemble.h"

enum { LANES = 8 };

typedef __m256 Floats;
typedef __m256i Words;

typedef struct {
  Words s0, s1, s2, s3;
} Streams;

static inline Floats all(float value) { return _mm256_set1_ps(value); }
static inline Words allWords(uint32_t value) { return _mm256_set1_epi32((int32_t)value); }
static inline Floats madd(Floats a, Floats b, Floats c) { return _mm256_fmadd_ps(a, b, c); }
static inline Floats asFloats(Words words) { return _mm256_castsi256_ps(words); }
static inline Words asWords(Floats floats) { return _mm256_castps_si256(floats); }

static inline Words rotateLeftWords(Words x, int by) {
  return _mm256_or_si256(_mm256_slli_epi32(x, by), _mm256_srli_epi32(x, 32 - by));
}

static inline Words nextWords(Streams *streams) {
  Words word =
      _mm256_add_epi32(rotateLeftWords(_mm256_add_epi32(streams->s0, streams->s3), 7), streams->s0);
  Words shifted = _mm256_slli_epi32(streams->s1, 9);
  streams->s2 = _mm256_xor_si256(streams->s2, streams->s0);
  streams->s3 = _mm256_xor_si256(streams->s3, streams->s1);
  streams->s1 = _mm256_xor_si256(streams->s1, streams->s2);
  streams->s0 = _mm256_xor_si256(streams->s0, streams->s3);
  streams->s2 = _mm256_xor_si256(streams->s2, shifted);
  streams->s3 = rotateLeftWords(streams->s3, 11);
  return word;
}

static inline Streams loadStreams(const Ensemble *ensemble, int chain) {
  return (Streams){_mm256_load_si256((const Words *)(ensemble->word[0] + chain)),
                   _mm256_load_si256((const Words *)(ensemble->word[1] + chain)),
                   _mm256_load_si256((const Words *)(ensemble->word[2] + chain)),
                   _mm256_load_si256((const Words *)(ensemble->word[3] + chain))};
}

static inline void storeStreams(Ensemble *ensemble, int chain, Streams streams) {
  _mm256_store_si256((Words *)(ensemble->word[0] + chain), streams.s0);
  _mm256_store_si256((Words *)(ensemble->word[1] + chain), streams.s1);
  _mm256_store_si256((Words *)(ensemble->word[2] + chain), streams.s2);
  _mm256_store_si256((Words *)(ensemble->word[3] + chain), streams.s3);
}

/* 2^t for t from -120 to 127. */
static inline Floats exp2InRange8(Floats t) {
  Floats shifted = _mm256_add_ps(t, all(TO_LOW_BITS));
  Floats f = _mm256_sub_ps(t, _mm256_sub_ps(shifted, all(TO_LOW_BITS)));
  Floats power = madd(f, madd(f, madd(f, madd(f, all(E5), all(E4)), all(E3)), all(E2)), all(E1));
  power = madd(f, power, all(1.0f));
  return asFloats(_mm256_add_epi32(asWords(power), _mm256_slli_epi32(asWords(shifted), 23)));
}

static inline Floats exp2Held8(Floats t) { return exp2InRange8(_mm256_max_ps(t, all(LEAST_EXPONENT))); }

/* -2 log x for normal x > 0. */
static inline Floats minusTwoLog8(Floats x) {
  Words shifted = _mm256_sub_epi32(asWords(x), allWords(BITS_OF_LEAST_MANTISSA));
  Floats k = _mm256_cvtepi32_ps(_mm256_srai_epi32(shifted, 23));
  Words mantissa = _mm256_and_si256(shifted, allWords(0x007fffff));
  Floats f = _mm256_sub_ps(asFloats(_mm256_add_epi32(mantissa, allWords(BITS_OF_LEAST_MANTISSA))), all(1.0f));
  Floats series = madd(f, madd(f, madd(f, madd(f, all(L9), all(L8)), all(L7)), all(L6)), all(L5));
  series = madd(f, madd(f, madd(f, madd(f, series, all(L4)), all(L3)), all(L2)), all(L1));
  return madd(k, all(-1.38629436f), _mm256_mul_ps(f, series));
}

/* Uniform on [0, 1) with 24 bits. */
static inline Floats uniforms24(Streams *streams) {
  return _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_srli_epi32(nextWords(streams), 8)), all(UNIFORM_24));
}

/* Two standard normals times `scale`. */
static inline void normalPairs(Streams *streams, Floats scale, Floats *alongX, Floats *alongY) {
  Floats u = uniforms24(streams);
  Floats radius = _mm256_sqrt_ps(minusTwoLog8(_mm256_sub_ps(all(1.0f), u)));
  radius = _mm256_mul_ps(radius, scale);
  Words word = _mm256_and_si256(nextWords(streams), allWords(0xffffff00u));
  Words quarter = _mm256_add_epi32(word, allWords(0x20000000u));
  Floats t = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_slli_epi32(word, 2)), all(QUARTER_TURN));
  Floats z = _mm256_mul_ps(t, t);
  Floats sine = madd(_mm256_mul_ps(t, z), madd(z, madd(z, all(S3), all(S2)), all(S1)), t);
  Floats cosine = madd(z, madd(z, madd(z, all(C3), all(C2)), all(C1)), all(-0.5f));
  cosine = madd(z, cosine, all(1.0f));
  /* A blend looks at the highest bit of each lane. */
  Floats isOdd = asFloats(_mm256_slli_epi32(quarter, 1));
  Words highest = allWords(0x80000000u);
  Floats signY = asFloats(_mm256_and_si256(quarter, highest));
  Floats signX = asFloats(_mm256_and_si256(_mm256_add_epi32(quarter, allWords(0x40000000u)), highest));
  *alongY = _mm256_mul_ps(radius, _mm256_xor_ps(_mm256_blendv_ps(sine, cosine, isOdd), signY));
  *alongX = _mm256_mul_ps(radius, _mm256_xor_ps(_mm256_blendv_ps(cosine, sine, isOdd), signX));
}

/* Adds eight float sums to the float64 sums of their chains. */
static inline void addToDoubles(double *sums, Floats values) {
  __m256d low = _mm256_cvtps_pd(_mm256_castps256_ps128(values));
  __m256d high = _mm256_cvtps_pd(_mm256_extractf128_ps(values, 1));
  _mm256_store_pd(sums, _mm256_add_pd(_mm256_load_pd(sums), low));
  _mm256_store_pd(sums + 4, _mm256_add_pd(_mm256_load_pd(sums + 4), high));
}

#endif
