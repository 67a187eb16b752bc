import { describeFloat32x4 } from "./float32x4Accuracy";

describeFloat32x4(false);
