import { describeReplayOfPasses } from "./replayOfPasses";

describeReplayOfPasses();
