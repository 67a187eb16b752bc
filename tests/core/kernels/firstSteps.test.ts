import { describeFirstSteps } from "./firstSteps";

describeFirstSteps(false);
