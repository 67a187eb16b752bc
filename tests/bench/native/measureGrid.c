/*
 * The grid of 512 x 512 nodes and 1000 data, four posterior standard deviations around the peak. The same sums in
 * float64, by the data's mean and their squares about it, say what every node should hold.
 */
#include <math.h>
#include <stdio.h>

#include "measure.h"
#include "scalar.h"

enum { SIZE = 512, NUM_DATA = 1000, PURPOSE_TEST = 3 };

static float data[NUM_DATA], means[SIZE], logSds[SIZE], out[SIZE * SIZE];

/* Of the data: mean, and squares about it. */
typedef struct {
  double mean, squares;
} Sums;

static Sums drawData(uint32_t seed) {
  Stream stream = seedStream(seed, 0, PURPOSE_TEST);
  Sums sums = {0, 0};
  for (int i = 0; i < NUM_DATA; i++) {
    data[i] = 2.0f + 1.5f * normalPair(&stream).x;
    sums.mean += data[i] / (double)NUM_DATA;
  }
  for (int i = 0; i < NUM_DATA; i++) sums.squares += (data[i] - sums.mean) * (data[i] - sums.mean);
  return sums;
}

static double exactAt(Sums sums, int row, int column) {
  double distance = sums.mean - means[column];
  return -NUM_DATA * (double)logSds[row] -
         0.5 * exp(-2.0 * logSds[row]) * (sums.squares + NUM_DATA * distance * distance);
}

/* Posterior means of the mean and of the log standard deviation. */
typedef struct {
  double weight, mean, logSd;
} Posterior;

static void add(Posterior *posterior, double weight, int row, int column) {
  posterior->weight += weight;
  posterior->mean += weight * means[column];
  posterior->logSd += weight * logSds[row];
}

void measureGrid(void (*fill)(Grid), uint32_t seed, int numFrames) {
  Sums sums = drawData(seed);
  double sd = sqrt(sums.squares / NUM_DATA), sdOfMean = sd / sqrt(NUM_DATA), sdOfLogSd = 1 / sqrt(2.0 * NUM_DATA);
  for (int i = 0; i < SIZE; i++) {
    double offset = 4.0 * (2.0 * i / (SIZE - 1) - 1.0);
    means[i] = (float)(sums.mean + offset * sdOfMean);
    logSds[i] = (float)(log(sd) + offset * sdOfLogSd);
  }
  Grid grid = {SIZE, SIZE, NUM_DATA, means, logSds, data, out};
  Stopwatch begun = startStopwatch();
  for (int frame = 0; frame < numFrames; frame++) fill(grid);
  printf("{");
  printTimes(begun);
  double largestError = 0, peak = -NUM_DATA * (log(sd) + 0.5);
  Posterior given = {0, 0, 0}, exact = {0, 0, 0};
  for (int row = 0; row < SIZE; row++) {
    for (int column = 0; column < SIZE; column++) {
      double value = out[row * SIZE + column], expected = exactAt(sums, row, column);
      largestError = fmax(largestError, fabs(value - expected));
      add(&given, exp(value - peak), row, column);
      add(&exact, exp(expected - peak), row, column);
    }
  }
  double pointEvaluations = (double)SIZE * SIZE * NUM_DATA * numFrames;
  printf(",\"pointEvaluations\":%.0f,\"largestError\":%.9g", pointEvaluations, largestError);
  printf(",\"meanMu\":{\"value\":%.12g,\"expected\":%.12g,\"posteriorSd\":%.9g}", given.mean / given.weight,
         exact.mean / exact.weight, sdOfMean);
  printf(",\"meanLogSd\":{\"value\":%.12g,\"expected\":%.12g,\"posteriorSd\":%.9g}}\n", given.logSd / given.weight,
         exact.logSd / exact.weight, sdOfLogSd);
}
