/*
 * One measurement, printed as JSON:
 *   reference rwm|hmc|grid VARIANT [name=value ...]
 *   reference words seed chain purpose count
 *   reference variants
 * Kernels are timed without seeding and warm-up; whether the numbers are right is for the caller to judge.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernels.h"
#include "measure.h"

typedef struct {
  const char *workload, *name;
  void (*sample)(Ensemble *, Settings);
  void (*fill)(Grid);
} Variant;

static const Variant VARIANTS[] = {
    {"rwm", "scalar", rwmScalar, NULL},
    {"hmc", "scalar", hmcScalar, NULL},
    {"hmc", "scalarLogistic", hmcScalarLogistic, NULL},
    {"grid", "scalar", NULL, gridScalar},
#if HAS_AVX2
    {"rwm", "avx2", rwmAvx2, NULL},
    {"hmc", "avx2", hmcAvx2, NULL},
    {"hmc", "avx2Logistic", hmcAvx2Logistic, NULL},
    {"grid", "avx2", NULL, gridAvx2},
#endif
};
enum { NUM_VARIANTS = sizeof VARIANTS / sizeof VARIANTS[0] };

static _Noreturn void refuse(const char *what, const char *given, const char *expected) {
  fprintf(stderr, "%s: given \"%s\", expected %s\n", what, given, expected);
  exit(2);
}

static double secondsOf(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

Stopwatch startStopwatch(void) {
  return (Stopwatch){secondsOf(CLOCK_MONOTONIC), secondsOf(CLOCK_PROCESS_CPUTIME_ID)};
}

void printTimes(Stopwatch begun) {
  printf("\"seconds\":%.9f,\"processorSeconds\":%.9f", secondsOf(CLOCK_MONOTONIC) - begun.seconds,
         secondsOf(CLOCK_PROCESS_CPUTIME_ID) - begun.processorSeconds);
}

/* The value of `name=value` among the arguments, from `least` to `most`. */
static double optionOf(int count, char **given, const char *name, double standard, double least, double most) {
  size_t length = strlen(name);
  for (int i = 0; i < count; i++) {
    if (strncmp(given[i], name, length) != 0 || given[i][length] != '=') continue;
    char *end;
    double value = strtod(given[i] + length + 1, &end);
    if (*end != '\0' || end == given[i] + length + 1 || !(value >= least && value <= most)) {
      char expected[80];
      snprintf(expected, sizeof expected, "a number from %.9g to %.9g", least, most);
      refuse(name, given[i], expected);
    }
    return value;
  }
  return standard;
}

/* Mean over steps and chains, and its standard error from the means of the chains, which are independent. */
static void printEstimate(const char *name, const double *sums, int numChains, int numSteps) {
  double mean = 0, squares = 0;
  for (int chain = 0; chain < numChains; chain++) mean += sums[chain] / numSteps;
  mean /= numChains;
  for (int chain = 0; chain < numChains; chain++) {
    double difference = sums[chain] / numSteps - mean;
    squares += difference * difference;
  }
  double error = sqrt(squares / (numChains - 1.0) / numChains);
  printf(",\"%s\":{\"value\":%.9g,\"standardError\":%.9g}", name, mean, error);
}

static void measureSampler(const Variant *variant, int count, char **given) {
  uint32_t seed = (uint32_t)optionOf(count, given, "seed", 1, 0, 4294967295.0);
  int numChains = (int)optionOf(count, given, "numChains", 4096, 2, 1e6);
  int numWarmup = (int)optionOf(count, given, "numWarmup", 0, 0, 1e8);
  Settings settings = {.numSteps = (int)optionOf(count, given, "numSteps", 1000, 1, 1e8),
                       .stepSize = (float)optionOf(count, given, "stepSize", 0.3, 1e-6, 100),
                       .numLeapfrog = (int)optionOf(count, given, "numLeapfrog", 10, 1, 10000)};
  Ensemble ensemble = createEnsemble(numChains, seed);
  if (numWarmup > 0) {
    variant->sample(&ensemble, (Settings){numWarmup, settings.stepSize, settings.numLeapfrog});
    clearSums(&ensemble);
  }
  Stopwatch begun = startStopwatch();
  variant->sample(&ensemble, settings);
  printf("{");
  printTimes(begun);
  printf(",\"transitions\":%.0f", (double)numChains * settings.numSteps);
  printEstimate("acceptance", ensemble.numAccepted, numChains, settings.numSteps);
  printEstimate("meanX", ensemble.sumX, numChains, settings.numSteps);
  printEstimate("meanY", ensemble.sumY, numChains, settings.numSteps);
  printEstimate("varianceX", ensemble.sumXX, numChains, settings.numSteps);
  printEstimate("varianceY", ensemble.sumYY, numChains, settings.numSteps);
  printf(",\"positions\":[");
  for (int chain = 0; chain < numChains && chain < 16; chain++) {
    printf("%s[%.9g,%.9g]", chain == 0 ? "" : ",", ensemble.x[chain], ensemble.y[chain]);
  }
  printf("]}\n");
}

static void printWords(int count, char **given) {
  double seed = optionOf(count, given, "seed", 1, 0, 4294967295.0);
  double chain = optionOf(count, given, "chain", 0, 0, 4294967295.0);
  double purpose = optionOf(count, given, "purpose", PURPOSE_SAMPLER, 0, 4294967295.0);
  double length = optionOf(count, given, "count", 16, 1, 1000);
  Stream stream = seedStream((uint32_t)seed, (uint32_t)chain, (uint32_t)purpose);
  printf("{\"words\":[");
  for (int i = 0; i < length; i++) printf("%s%" PRIu32, i == 0 ? "" : ",", nextWord(&stream));
  printf("]}\n");
}

static void printVariants(void) {
  printf("[");
  for (int i = 0; i < NUM_VARIANTS; i++) {
    printf("%s{\"workload\":\"%s\",\"variant\":\"%s\"}", i == 0 ? "" : ",", VARIANTS[i].workload, VARIANTS[i].name);
  }
  printf("]\n");
}

int main(int count, char **given) {
  const char *workload = count > 1 ? given[1] : "";
  if (strcmp(workload, "variants") == 0) return printVariants(), 0;
  if (strcmp(workload, "words") == 0) return printWords(count - 2, given + 2), 0;
  const char *name = count > 2 ? given[2] : "";
  for (int i = 0; i < NUM_VARIANTS; i++) {
    const Variant *variant = &VARIANTS[i];
    if (strcmp(variant->workload, workload) != 0 || strcmp(variant->name, name) != 0) continue;
    if (variant->sample != NULL) {
      measureSampler(variant, count - 3, given + 3);
    } else {
      measureGrid(variant->fill, (uint32_t)optionOf(count - 3, given + 3, "seed", 1, 0, 4294967295.0),
                  (int)optionOf(count - 3, given + 3, "numFrames", 1, 1, 1e6));
    }
    return 0;
  }
  refuse("workload and variant", workload, "one of those that \"reference variants\" prints");
}
