/** Entry of a benchmark worker; its clock counts from a moment that all workers share. */
import { expose } from "comlink";
import { createBenchmarkService } from "./benchmarkService";

expose(createBenchmarkService(() => performance.timeOrigin + performance.now()));
