import { describeReplayOfPasses } from "../../core/network/kernels/replayOfPasses";

// The checksums are those of the other engines.
describeReplayOfPasses();
