/*
 * Hamiltonian Monte Carlo with unit masses and a fixed number of leapfrog steps, each of which takes one gradient.
 * The gradient of the log of a sum of Gaussians is the mean of their gradients, weighted by their shares in the
 * density. `hmcScalar` takes the shares as for any number of Gaussians: an exponential each, less the larger
 * exponent. `hmcScalarLogistic` uses that there are two: their shares are one logistic function. Energies are
 * compared by logarithms. A transition takes three words: two for the pair of momenta, one for the uniform.
 */
#include "kernels.h"
#include "scalar.h"
#include "target.h"

static inline float logRatio(Point at) { return RATIO_0 + RATIO_X * at.x + RATIO_Y * at.y; }

static inline Point gradientOfSum(Point at) {
  const float scale = -0.5f * LOG2_E;
  Point to0 = {MODE_0.x - at.x, MODE_0.y - at.y}, to1 = {MODE_1.x - at.x, MODE_1.y - at.y};
  float exponent0 = scale * (to0.x * to0.x + to0.y * to0.y);
  float exponent1 = scale * (to1.x * to1.x + to1.y * to1.y);
  float largest = exponent0 > exponent1 ? exponent0 : exponent1;
  float part0 = exp2Held(exponent0 - largest), part1 = exp2Held(exponent1 - largest);
  float inverse = 1.0f / (part0 + part1);
  float share0 = part0 * inverse, share1 = part1 * inverse;
  return (Point){share0 * to0.x + share1 * to1.x, share0 * to0.y + share1 * to1.y};
}

static inline Point gradientByLogistic(Point at) {
  float doublings = logRatio(at);
  doublings = doublings < MOST_DOUBLINGS ? doublings : MOST_DOUBLINGS;
  float share = 1.0f / (1.0f + exp2Held(doublings));
  return (Point){(MODE_0.x - at.x) + share * (MODE_1.x - MODE_0.x),
                 (MODE_0.y - at.y) + share * (MODE_1.y - MODE_0.y)};
}

/* log(exp(a) + exp(b)) of the two Gaussians: the larger of them and log(1 + ratio), the ratio at most 1. */
static inline float logDensity(Point at) {
  float x = at.x - MODE_0.x, y = at.y - MODE_0.y;
  float doublings = logRatio(at);
  float excess = doublings < 0.0f ? -LN_2 * doublings : 0.0f;
  float ratio = exp2Held(-fabsf(doublings));
  return -0.5f * (x * x + y * y) + excess - 0.5f * minusTwoLog(1.0f + ratio);
}

static inline Point gradient(Point at, int isLogistic) {
  return isLogistic ? gradientByLogistic(at) : gradientOfSum(at);
}

/* Inlined with a constant `isLogistic`. */
static inline __attribute__((always_inline)) void run(Ensemble *ensemble, Settings settings, int isLogistic) {
  const float stepSize = settings.stepSize, halfStep = 0.5f * stepSize;
  for (int chain = 0; chain < ensemble->numPadded; chain++) {
    Stream stream = loadStream(ensemble, chain);
    Point position = {ensemble->x[chain], ensemble->y[chain]};
    Point slope = gradient(position, isLogistic);
    float height = logDensity(position);
    int numAccepted = 0;
    for (int first = 0; first < settings.numSteps; first += STEPS_BETWEEN_SUMS) {
      int last = first + STEPS_BETWEEN_SUMS;
      if (last > settings.numSteps) last = settings.numSteps;
      float sumX = 0, sumXX = 0, sumY = 0, sumYY = 0;
      for (int transition = first; transition < last; transition++) {
        Point momentum = normalPair(&stream);
        float kineticBefore = 0.5f * (momentum.x * momentum.x + momentum.y * momentum.y);
        Point proposed = position, slopeThere = slope;
        momentum.x += halfStep * slope.x;
        momentum.y += halfStep * slope.y;
        for (int step = 1; step <= settings.numLeapfrog; step++) {
          proposed.x += stepSize * momentum.x;
          proposed.y += stepSize * momentum.y;
          slopeThere = gradient(proposed, isLogistic);
          float kick = step < settings.numLeapfrog ? stepSize : halfStep;
          momentum.x += kick * slopeThere.x;
          momentum.y += kick * slopeThere.y;
        }
        float kineticAfter = 0.5f * (momentum.x * momentum.x + momentum.y * momentum.y);
        float heightThere = logDensity(proposed);
        float gain = (heightThere - height) + (kineticBefore - kineticAfter);
        int isAccepted = uniform24(&stream) < exp2Held(LOG2_E * (gain < 0.0f ? gain : 0.0f));
        position.x = choose(isAccepted, proposed.x, position.x);
        position.y = choose(isAccepted, proposed.y, position.y);
        slope.x = choose(isAccepted, slopeThere.x, slope.x);
        slope.y = choose(isAccepted, slopeThere.y, slope.y);
        height = choose(isAccepted, heightThere, height);
        numAccepted += isAccepted;
        sumX += position.x;
        sumXX += position.x * position.x;
        sumY += position.y;
        sumYY += position.y * position.y;
      }
      ensemble->sumX[chain] += sumX;
      ensemble->sumXX[chain] += sumXX;
      ensemble->sumY[chain] += sumY;
      ensemble->sumYY[chain] += sumYY;
    }
    ensemble->numAccepted[chain] += numAccepted;
    ensemble->x[chain] = position.x;
    ensemble->y[chain] = position.y;
    storeStream(ensemble, chain, stream);
  }
}

void hmcScalar(Ensemble *ensemble, Settings settings) { run(ensemble, settings, 0); }

void hmcScalarLogistic(Ensemble *ensemble, Settings settings) { run(ensemble, settings, 1); }
