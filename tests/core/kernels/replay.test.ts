import { describeReplay } from "./replay";

describeReplay();
