"""Makes special_functions_hard.json: special functions where float64 formulas lose digits.

Call: python3 tests/reference/special_functions_hard.py
Rows are [inputs..., value]; an incomplete function has two values, the lower side and the upper side.
Incomplete functions are summed here as power series with positive terms only (NIST DLMF 8.17.8, 8.11.4), not as the
continued fractions and kernels that src/core/math uses; quantiles are Newton's method on these series.
"""
import json
import os
import platform

import mpmath
from mpmath import digamma, erf, erfc, exp, log, log1p, loggamma, mp, mpf, sqrt

mp.dps = 100
BITS = 360
ONE = 1 << BITS


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def positive_sum(ratio_above, ratio_below, factor):
    """1 + r0 + r0 r1 + ... with r_n = (ratio_above + n) factor / (ratio_below + n), in whole numbers of 2^-BITS."""
    above, below, by = (int(v * ONE) for v in (ratio_above, ratio_below, factor))
    term = total = ONE
    while term:
        term = term * above // below * by >> BITS
        total += term
        above += ONE
        below += ONE
    return mpf(total) / ONE


def beta_lower(a, b, x):
    a, b, x = mpf(a), mpf(b), mpf(x)
    series = positive_sum(a + b, a + 1, x)
    return exp(a * log(x) + b * log1p(-x) - log_beta(a, b)) / a * series


def beta_tails(a, b, x):
    if mpf(x) * (mpf(a) + mpf(b)) < a:
        lower = beta_lower(a, b, x)
        return lower, 1 - lower
    upper = beta_lower(b, a, 1 - mpf(x))
    return 1 - upper, upper


def gamma_tails(a, x):
    a, x = mpf(a), mpf(x)
    by, below = int(x * ONE), int((a + 1) * ONE)
    term = total = ONE
    while term:
        term = term * by // below
        total += term
        below += ONE
    lower = exp(a * log(x) - x - loggamma(a + 1)) * total / ONE
    return lower, 1 - lower


def newton(tails, log_density, p, start):
    """On the log scale of x, on the log of the smaller tail."""
    p = mpf(p)
    t = log(mpf(start))
    for _ in range(60):
        x = exp(t)
        lower, upper = tails(x)
        slope = exp(log_density(x)) * x
        step = log(lower / p) * lower / slope if p <= 0.5 else -log(upper / (1 - p)) * upper / slope
        t -= step
        if abs(step) < mpf(10) ** -30:
            return exp(t)
    raise ArithmeticError(f"no convergence from {start}")


def beta_quantile(a, b, p, start):
    a, b = mpf(a), mpf(b)
    return newton(lambda x: beta_tails(a, b, x), lambda x: (a - 1) * log(x) + (b - 1) * log1p(-x) - log_beta(a, b), p, start)


def gamma_quantile(a, p, start):
    a = mpf(a)
    return newton(lambda x: gamma_tails(a, x), lambda x: (a - 1) * log(x) - x - loggamma(a), p, start)


positive = [1e-300, 1e-10, 0.001, 0.3, 0.49999, 0.5, 0.75, 0.999, 1 - 1e-9, 1 + 1e-9, 1.001, 1.25, 1.4616, 1.4999, 1.5,
            1.75, 1.999, 2 - 1e-9, 2 + 1e-9, 2.001, 2.4999, 2.5, 2.75, 3.0, 5.5, 9.999, 10.0, 10.001, 30.0, 1e4, 1e8, 1e15, 1e300]
pairs = [(1e-3, 1e-3), (1e-3, 5.0), (0.5, 9.6), (9.9, 9.9), (9.9, 10.1), (10.0, 10.0), (2.0, 1e6), (1e6, 2.0), (0.001, 1e6),
         (9.5, 1e9), (10.5, 1e9), (1e6, 1e6), (1e6, 3e5), (1.0, 1e12), (1.5, 0.6), (1e-300, 1.0)]
beta_points = [
    (1e-3, 1e-3, 0.3), (1e-3, 1e-3, 1e-12), (0.5, 0.5, 1e-20), (0.1, 200.0, 1e-5), (200.0, 0.1, 0.99), (9.9, 10.1, 0.2), (10.0, 10.0, 0.5),
    (12.0, 11.0, 1e-6), (12.0, 11.0, 0.999), (704.0, 298.0, 0.3), (704.0, 298.0, 0.9), (704.0, 298.0, 0.7), (500.0, 20000.0, 0.024), (500.0, 20000.0, 0.04),
    (5000.0, 3000.0, 0.61), (5000.0, 3000.0, 0.55), (2.0, 1e6, 1e-6), (1e6, 2.0, 0.999999), (1e6, 1e6, 0.4995), (1e6, 1e6, 0.49),
    (7e5, 3e5, 0.701), (7e5, 3e5, 0.7), (3e6, 20.0, 0.999994)]
gamma_points = [
    (1e-3, 1e-5), (1e-3, 3.0), (0.3, 1e-30), (0.3, 20.0), (1.0, 1e-8), (9.99, 3.0), (10.0, 10.9), (10.0, 11.1), (10.0, 60.0), (78.0, 100.0), (78.0, 30.0),
    (1000.0, 1000.0), (1000.0, 1200.0), (1e4, 9700.0), (1e6, 1e6 + 500), (1e6, 1005000.0), (3e6, 2990000.0)]
beta_quantiles = [
    (0.01, 0.01, 0.025, (0.025 * 2) ** 100), (0.01, 5.0, 0.5, 1e-31), (0.5, 0.5, 1e-12, 1e-24), (1.0, 5.0, 0.975, 0.52), (5.0, 1.0, 1e-10, 0.01),
    (704.0, 298.0, 1e-10, 0.61), (704.0, 298.0, 0.999999, 0.767), (2.0, 1e6, 0.5, 1.6e-6), (1e6, 3e5, 0.025, 0.7685), (7e5, 3e5, 0.975, 0.7009), (3.0, 0.5, 0.9, 0.997)]
gamma_quantiles = [
    (0.01, 0.5, 1e-30), (0.3, 1e-6, 1e-20), (0.3, 0.999, 4.0), (1.0, 0.5, 0.7), (2.5, 1e-12, 1e-5), (78.0, 0.025, 61.0), (78.0, 1 - 1e-9, 140.0), (1000.0, 0.5, 1000.0), (3e6, 0.975, 3.0034e6)]
normal_points = [-38.4, -30.5, -20.25, -10.1, -5.7, -2.9, -2.828427, -2.82843, -1.0, -1e-9, 1e-9, 1.0, 2.9, 8.1]
erfc_points = [-3.0, -1e-12, 1e-12, 0.3, 0.9, 1.5, 1.9999999, 2.0, 2.0000001, 2.4, 3.7, 5.1, 9.9, 15.3, 20.7, 26.1]
erf_points = [-1e-300, 1e-300, 1e-9, 0.01, 0.3, 0.9, 1.5, 1.9999999, 2.0, 2.5, -2.0000001]

rows = {
    "log_gamma": [(x, loggamma(mpf(x))) for x in positive],
    "digamma": [(x, digamma(mpf(x))) for x in positive],
    "log_beta": [(a, b, log_beta(mpf(a), mpf(b))) for a, b in pairs],
    "log1p_minus": [(u, log1p(mpf(u)) - mpf(u)) for u in
                    [-0.999, -0.7, -0.4000001, -0.4, -0.39, -0.1, -1e-3, -1e-9, 1e-9, 1e-3, 0.1, 0.5, 0.7, 0.7000001, 3.0, 1e6]],
    "incomplete_beta": [(a, b, x, *beta_tails(a, b, x)) for a, b, x in beta_points],
    "incomplete_gamma": [(a, x, *gamma_tails(a, x)) for a, x in gamma_points],
    "beta_quantile": [(a, b, p, beta_quantile(a, b, p, start)) for a, b, p, start in beta_quantiles],
    "gamma_quantile": [(a, p, gamma_quantile(a, p, start)) for a, p, start in gamma_quantiles],
    "erf": [(x, erf(mpf(x))) for x in erf_points],
    "erfc": [(x, erfc(mpf(x))) for x in erfc_points],
    "normal_cdf": [(z, erfc(-mpf(z) / sqrt(mpf(2))) / 2) for z in normal_points],
    "log_normal_cdf": [(z, log(erfc(-mpf(z) / sqrt(mpf(2))) / 2)) for z in normal_points + [-500.5, -1e8]],
}

meta = {
    "what": "rows are [inputs..., value(s)]; inputs are the exact doubles shown, values are rounded to a double",
    "call": "python3 tests/reference/special_functions_hard.py",
    "made_with": f"Python {platform.python_version()}, mpmath {mpmath.__version__} at {mp.dps} digits",
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "special_functions_hard.json")
with open(path, "w") as out:
    lines = [f' "meta": {json.dumps(meta)}']
    for name, values in rows.items():
        lines.append(f' "{name}": [\n  ' + ",\n  ".join(json.dumps([float(v) for v in row]) for row in values) + "\n ]")
    out.write("{\n" + ",\n".join(lines) + "\n}\n")
