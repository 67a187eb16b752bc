/** Runs before every file of the `browser` tier, which fails rather than skips without WebGPU. */
import { assert } from "vitest";

const adapter = await navigator.gpu?.requestAdapter();
assert.exists(adapter, "This Chromium gives no WebGPU adapter, and the browser tests need one.");
