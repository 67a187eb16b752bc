import { describeReplay } from "../../core/kernels/replay";

// The checksums are those of the other engines.
describeReplay();
