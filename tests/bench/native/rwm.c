/*
 * Random-walk Metropolis: propose a normal step in each coordinate, accept where u p < q for a uniform u and the
 * densities p here and q there. Densities, not logarithms: no logarithm and no exponential of a difference, but
 * farther than 13 standard deviations from both modes the density counts as 2^-120 everywhere. Chains begin at
 * exact draws, which are not that far out. A transition takes three words: two for the pair of normals, one for the
 * uniform.
 */
#include "kernels.h"
#include "scalar.h"
#include "target.h"

static inline float density(float x, float y) {
  float x0 = x - MODE_0.x, y0 = y - MODE_0.y, x1 = x - MODE_1.x, y1 = y - MODE_1.y;
  const float scale = -0.5f * LOG2_E;
  return exp2Held(scale * (x0 * x0 + y0 * y0)) + exp2Held(scale * (x1 * x1 + y1 * y1));
}

void rwmScalar(Ensemble *ensemble, Settings settings) {
  for (int chain = 0; chain < ensemble->numPadded; chain++) {
    Stream stream = loadStream(ensemble, chain);
    float x = ensemble->x[chain], y = ensemble->y[chain];
    float p = density(x, y);
    int numAccepted = 0;
    for (int first = 0; first < settings.numSteps; first += STEPS_BETWEEN_SUMS) {
      int last = first + STEPS_BETWEEN_SUMS;
      if (last > settings.numSteps) last = settings.numSteps;
      float sumX = 0, sumXX = 0, sumY = 0, sumYY = 0;
      for (int step = first; step < last; step++) {
        Point normals = normalPair(&stream);
        float proposedX = x + settings.stepSize * normals.x;
        float proposedY = y + settings.stepSize * normals.y;
        float q = density(proposedX, proposedY);
        int isAccepted = uniform24(&stream) * p < q;
        x = choose(isAccepted, proposedX, x);
        y = choose(isAccepted, proposedY, y);
        p = choose(isAccepted, q, p);
        numAccepted += isAccepted;
        sumX += x;
        sumXX += x * x;
        sumY += y;
        sumYY += y * y;
      }
      ensemble->sumX[chain] += sumX;
      ensemble->sumXX[chain] += sumXX;
      ensemble->sumY[chain] += sumY;
      ensemble->sumYY[chain] += sumYY;
    }
    ensemble->numAccepted[chain] += numAccepted;
    ensemble->x[chain] = x;
    ensemble->y[chain] = y;
    storeStream(ensemble, chain, stream);
  }
}
