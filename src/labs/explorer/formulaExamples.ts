/** Formulas to begin with; the first one is there when the target is chosen. */
export interface FormulaExample {
  readonly label: string;
  readonly formula: string;
  /** A table of numbers, for those that sum over data. */
  readonly table?: string;
  /** Names of the parameters in the picture, where these are not the first two. */
  readonly shown?: string;
}

export const formulaExamples: readonly FormulaExample[] = [
  {
    label: "Egg box",
    formula: "slider k = 1.5 from 0.5 to 3\n2 * cos(k * x) * cos(k * y) - (x² + y²) / 20",
  },
  {
    label: "Three peaks",
    formula: [
      "slider gap = 3 from 0 to 6",
      "a = normal(x, -gap, 1) + normal(y, 0, 1)",
      "b = normal(x, gap, 1) + normal(y, 0, 1)",
      "c = normal(x, 0, 0.6) + normal(y, gap, 0.6)",
      "logsumexp(a, b, c)",
    ].join("\n"),
  },
  {
    label: "A ring",
    formula: "slider radius = 3 from 0.5 to 5\nr = sqrt(x² + y²)\nnormal(r, radius, 0.3)",
  },
  {
    label: "Funnel",
    formula:
      "# y is a log scale: where it is low, x has no room\nnormal(y, 0, 1.5)\nnormal(x, 0, exp(y / 2))",
  },
  {
    label: "A curve: one parameter",
    formula: [
      "parameters x",
      "slider gap = 4 from 0 to 8",
      "logaddexp(normal(x, -gap / 2, 1), normal(x, gap / 2, 0.5))",
    ].join("\n"),
  },
  {
    label: "A shell in space: three parameters",
    formula: [
      "parameters x, y, z",
      "slider radius = 3 from 1 to 5",
      "normal(sqrt(x² + y² + z²), radius, 0.3)",
    ].join("\n"),
    shown: "x,y,z",
  },
  {
    label: "Eight schools: ten parameters",
    formula: [
      "parameters mu, log_tau, t1, t2, t3, t4, t5, t6, t7, t8",
      "tau = exp(log_tau)",
      "normal(mu, 0, 5)",
      "half_cauchy(tau, 5) + log_tau",
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((k) => `normal(t${k}, 0, 1)`),
      // Rubin (1981): effects of coaching in eight schools, and their standard errors.
      ...[
        [28, 15],
        [8, 10],
        [-3, 16],
        [7, 11],
        [-1, 9],
        [1, 11],
        [18, 10],
        [12, 18],
      ].map(([effect, error], k) => `normal(${effect}, mu + tau * t${k + 1}, ${error})`),
    ].join("\n"),
    shown: "mu,log_tau",
  },
  {
    label: "A square with soft walls",
    formula:
      "slider steep = 8 from 1 to 30\n-softplus(steep * (abs(x) - 2)) - softplus(steep * (abs(y) - 2))",
  },
  {
    label: "A line through data with outliers",
    formula: [
      "parameters intercept, slope",
      "slider degrees = 3 from 1 to 30",
      "normal(intercept, 0, 10)",
      "normal(slope, 0, 10)",
      "sum(student_t(v, degrees, intercept + slope * u, 0.5))",
    ].join("\n"),
    table: "u,v\n0,0.4\n1,1.1\n2,1.7\n3,2.9\n4,3.3\n5,4.2\n6,11\n7,6.1\n8,6.6\n9,7.8",
  },
  {
    label: "Dose and response",
    formula: [
      "parameters a, b",
      "normal(a, 0, 5)",
      "normal(b, 0, 5)",
      "sum(binomial(deaths, animals, 1 / (1 + exp(-(a + b * dose)))))",
    ].join("\n"),
    // Racine, Grieve, Fluhler and Smith (1986): log dose, animals, deaths.
    table: "dose,animals,deaths\n-0.863,5,0\n-0.296,5,1\n-0.053,5,3\n0.727,5,5",
  },
];
