/*
 * Polynomials of the elementary functions, fitted to the smallest largest error (Lawson's algorithm on 4000
 * Chebyshev nodes, float64, then rounded): used alike by the scalar and the vector versions.
 */
#ifndef COEFFICIENTS_H
#define COEFFICIENTS_H

/* 2^f = 1 + f (E1 + f (E2 + ...)) for |f| <= 1/2, relative error 9.2e-8 */
#define E1 0.69314700f
#define E2 0.24022242f
#define E3 0.055507336f
#define E4 0.0096715130f
#define E5 0.0013264727f

/* -2 log(1 + f) = f (L1 + f (L2 + ...)) for sqrt(1/2) <= 1 + f <= sqrt(2), relative error 5.3e-8 */
#define L1 -2.0f
#define L2 0.99999958f
#define L3 -0.66668320f
#define L4 0.50005895f
#define L5 -0.39916834f
#define L6 0.33087475f
#define L7 -0.29834753f
#define L8 0.28964376f
#define L9 -0.17919837f

/* sin t = t + t z (S1 + z (S2 + z S3)), cos t = 1 - z / 2 + z^2 (C1 + z (C2 + z C3)), z = t^2, |t| <= pi/4 */
#define S1 -0.16666655f
#define S2 0.0083321780f
#define S3 -0.00019517299f
#define C1 0.041666646f
#define C2 -0.0013887368f
#define C3 0.000024438452f

/* Numbers below 2^23 in size plus this have their whole part in the low bits. */
#define TO_LOW_BITS 12582912.0f
/* A signed fraction of a quarter turn with 32 bits, as an angle. */
#define QUARTER_TURN 3.6572949e-10f
/* The first float above sqrt(1/2), where mantissas begin. */
#define BITS_OF_LEAST_MANTISSA 0x3f3504f4
/* Exponents in base 2 are held above this; a density so small counts as 2^-120. */
#define LEAST_EXPONENT -120.0f
#define UNIFORM_24 5.9604645e-8f

#endif
