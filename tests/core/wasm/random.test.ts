import { describeRandomVectors } from "./randomVectors";

describeRandomVectors(false);
