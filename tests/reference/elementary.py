"""Makes elementary.json: values of elementary functions to some 32 digits, as two doubles.

Call: python3 tests/reference/elementary.py
A row is [inputs..., high, low]: the value rounded to a double, and the rest rounded to a double.
"""
import json
import math
import os
import platform
import random
import sys

import mpmath
from mpmath import mp, mpf

mp.dps = 60
rng = random.Random(20260711)


def spread(low, high, count):
    return [rng.uniform(low, high) for _ in range(count)]


def near(value, count, width=1e-13):
    """Doubles on both sides of a seam: its neighbours, and some at random distances."""
    steps = [-4, -3, -2, -1, 0, 1, 2, 3, 4]
    return [value + k * math.ulp(value) for k in steps] + [
        value * (1 + width * rng.uniform(-1, 1)) for _ in range(count)
    ]


def powers(low, high, count):
    """Both signs, uniform in the exponent of two."""
    return [rng.choice([-1, 1]) * math.ldexp(rng.uniform(0.5, 1), round(rng.uniform(low, high))) for _ in range(count)]


LN2 = math.log(2)
seams = [x for k in (-1070, -700, -3, -2, -1, 0, 1, 2, 3, 700, 1000) for x in near((k + 0.5) * LN2, 2)]
exp_inputs = (
    spread(-708, 709.78, 60) + spread(-745.1, -708.4, 30) + spread(-1.5, 1.5, 60) + powers(-60, 0, 20) + seams
    + [709.782712893384, 709.7827128933838, -745.13, 0.36356035989313024, 690.7249150858482]
)
expm1_inputs = (
    spread(-0.34, 0.34, 40) + spread(0.34, 1.5, 60) + spread(-1.5, -0.34, 60) + spread(-40, 40, 30)
    + spread(40, 709, 10) + powers(-1000, -2, 40)
    + [x for s in (-0.34, 0.34, -0.7, 0.7, -1.5 * LN2, 1.5 * LN2) for x in near(s, 3)]
    + [0.6703511053513634, -0.3471380220358114]
)
log_inputs = (
    spread(0.5, 2, 60) + spread(0, 1, 20) + [abs(x) for x in powers(-1022, 1023, 40)] + [abs(x) for x in powers(-1073, -1022, 20)]
    + [1 + x for x in powers(-52, -1, 40)] + [x for k in (-300, -2, -1, 0, 1, 2, 300) for x in near(math.sqrt(2) * 2.0**k, 3)]
    + [5e-324, 2.2250738585072014e-308, sys.float_info.max, 0.7070475178160797, 0.7005538134222725]
)
log1p_inputs = (
    spread(-0.9, 1, 60) + powers(-300, -1, 60) + [abs(x) for x in powers(0, 1023, 40)]
    + [-1 + abs(x) for x in powers(-52, -2, 20)] + [x for s in (math.sqrt(2) - 1, math.sqrt(0.5) - 1) for x in near(s, 10)]
    + [sys.float_info.max, 1e308, -0.30131120951827833, 31.776583196344635, 0.0039061129693301797, 9022543721390782.0]
)
turn_inputs = (
    spread(0, 1, 60) + spread(-4, 4, 40) + spread(-(2.0**29), 2.0**29, 40) + powers(-60, -2, 40)
    + [x for k in range(1, 16, 2) for x in near(k / 8, 3)] + [x for k in (1, 2, 3, 4) for x in near(k / 4, 3)]
)
pairs = (
    [(rng.uniform(-3, 3), rng.uniform(-3, 3)) for _ in range(60)]
    + [(a, a + rng.uniform(-40, 40)) for a in spread(-800, 800, 60)]
    + [(rng.uniform(-1, 0), rng.uniform(-1, 0)) for _ in range(60)]
    + [(a, a) for a in spread(-1e3, 1e3, 10)]
)


def rows(function, inputs):
    out = []
    for values in inputs:
        values = values if isinstance(values, tuple) else (values,)
        exact = function(*map(mpf, values))
        high = float(exact)
        out.append([*values, high, float(exact - mpf(high))])
    return out


tables = {
    "exp": rows(mp.exp, exp_inputs),
    "expm1": rows(mp.expm1, expm1_inputs),
    "log": rows(mp.log, log_inputs),
    "log1p": rows(mp.log1p, log1p_inputs),
    "sinTwoPi": rows(lambda u: mp.sinpi(2 * u), turn_inputs),
    "cosTwoPi": rows(lambda u: mp.cospi(2 * u), turn_inputs),
    "logAddExp": rows(lambda a, b: mp.log(mp.exp(a) + mp.exp(b)), pairs),
}
meta = {
    "what": "rows are [inputs..., high, low]; high + low is the value to some 32 digits, inputs are the exact doubles shown",
    "call": "python3 tests/reference/elementary.py",
    "made_with": f"Python {platform.python_version()}, mpmath {mpmath.__version__} at {mp.dps} digits",
}
with open(os.path.join(os.path.dirname(__file__), "elementary.json"), "w") as file:
    lines = [f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in table) + "\n]" for name, table in tables.items()]
    file.write('{\n"meta": ' + json.dumps(meta) + ",\n" + ",\n".join(lines) + "\n}\n")
