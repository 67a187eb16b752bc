"""The article's loop: a pass at a time over all points, masks by np.random.binomial. Reads a problem as JSON from
standard input and prints blocks of means and variances with the seconds they took."""

import json
import sys
import time

import numpy as np

PASSES_OF_BLOCK = 100


def main():
    problem = json.load(sys.stdin)
    rate, sizes = problem["rate"], problem["sizes"]
    weights = [
        np.array(values).reshape(sizes[layer + 1], sizes[layer]).T
        for layer, values in enumerate(problem["weights"])
    ]
    biases = [np.array(values) for values in problem["biases"]]
    points = np.array(problem["inputs"]).reshape(-1, 1)
    num_masks = 1 if problem["sharing"] == "perPass" else len(points)
    np.random.seed(problem["seed"])

    def run_pass():
        values = points
        for weight, bias in zip(weights[:-1], biases[:-1]):
            hidden = np.maximum(0, values @ weight + bias)
            mask = np.random.binomial(1, 1 - rate, size=(num_masks, hidden.shape[1])) / (1 - rate)
            values = hidden * mask
        return (values @ weights[-1] + biases[-1]).ravel()

    blocks = []
    begun = time.perf_counter()
    while True:
        outputs = np.array([run_pass() for _ in range(PASSES_OF_BLOCK)])
        blocks.append((outputs.mean(axis=0), outputs.var(axis=0)))
        seconds = time.perf_counter() - begun
        if seconds >= problem["seconds"]:
            break
    print(
        json.dumps(
            {
                "version": np.__version__,
                "seconds": seconds,
                "blocks": [
                    {"numPasses": PASSES_OF_BLOCK, "means": list(mean), "variances": list(variance)}
                    for mean, variance in blocks
                ],
            }
        )
    )


main()
