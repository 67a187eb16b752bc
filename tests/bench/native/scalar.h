/* One chain at a time: elementary functions in float32 and the rules by which words become numbers. */
#ifndef SCALAR_H
#define SCALAR_H

#include <math.h>
#include <string.h>

#include "coefficients.h"
#include "ensemble.h"

static inline float floatOfBits(int32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline int32_t bitsOfFloat(float value) {
  int32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

/*
 * `condition` is 1 or 0. By a mask, because compilers make a branch of `?:` here, and one that random numbers decide
 * is foretold wrongly one time in seven.
 */
static inline float choose(int condition, float ifSet, float ifNot) {
  int32_t difference = (bitsOfFloat(ifSet) ^ bitsOfFloat(ifNot)) & -condition;
  return floatOfBits(bitsOfFloat(ifNot) ^ difference);
}

/* 2^t for t from -120 to 127. */
static inline float exp2InRange(float t) {
  float shifted = t + TO_LOW_BITS;
  float f = t - (shifted - TO_LOW_BITS);
  float power = 1.0f + f * (E1 + f * (E2 + f * (E3 + f * (E4 + f * E5))));
  return floatOfBits(bitsOfFloat(power) + (int32_t)((uint32_t)bitsOfFloat(shifted) << 23));
}

static inline float exp2Held(float t) { return exp2InRange(t > LEAST_EXPONENT ? t : LEAST_EXPONENT); }

/* -2 log x for normal x > 0. */
static inline float minusTwoLog(float x) {
  int32_t shifted = bitsOfFloat(x) - BITS_OF_LEAST_MANTISSA;
  float k = (float)(shifted >> 23);
  float f = floatOfBits((shifted & 0x007fffff) + BITS_OF_LEAST_MANTISSA) - 1.0f;
  float tail = L5 + f * (L6 + f * (L7 + f * (L8 + f * L9)));
  float series = L1 + f * (L2 + f * (L3 + f * (L4 + f * tail)));
  return k * -1.38629436f + f * series;
}

/* Uniform on [0, 1) with 24 bits. */
static inline float uniform24(Stream *stream) { return (float)(int32_t)(nextWord(stream) >> 8) * UNIFORM_24; }

/*
 * Two standard normals by Box and Muller: `normalPair24` of src/core/random/stream.ts. The angle is taken from the
 * word itself: its two high bits, rounded, are the quarter, the rest is what is left of it.
 */
static inline Point normalPair(Stream *stream) {
  float u = uniform24(stream);
  float radius = sqrtf(minusTwoLog(1.0f - u));
  uint32_t word = nextWord(stream) & 0xffffff00u;
  uint32_t quarter = word + 0x20000000u;
  float t = (float)(int32_t)(word << 2) * QUARTER_TURN;
  float z = t * t;
  float sine = t + t * z * (S1 + z * (S2 + z * S3));
  float cosine = 1.0f + z * (-0.5f + z * (C1 + z * (C2 + z * C3)));
  int isOdd = (quarter >> 30) & 1;
  int32_t signY = (int32_t)(quarter & 0x80000000u);
  int32_t signX = (int32_t)((quarter + 0x40000000u) & 0x80000000u);
  return (Point){radius * floatOfBits(bitsOfFloat(choose(isOdd, sine, cosine)) ^ signX),
                 radius * floatOfBits(bitsOfFloat(choose(isOdd, cosine, sine)) ^ signY)};
}

#endif
