/** Runs before every file of the `fallback` tier, whose point is a browser without WebGPU. */
import { assert } from "vitest";

const adapter = await navigator.gpu?.requestAdapter();
assert.notExists(adapter, "This Chromium gives a WebGPU adapter without being asked for one.");
