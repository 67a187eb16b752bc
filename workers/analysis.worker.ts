/** Entry of the analysis worker. */
import { expose } from "comlink";
import { createAnalysisService } from "./analysisService";

expose(createAnalysisService());
