/** The 3D stage and the plain data it takes. The only folder that imports three. */
export { Stage } from "./stage";
export { PeopleField } from "./peopleField";
export { WebGLUnavailableError } from "./renderer";
export { DEFAULT_CAMERA } from "./camera";
export { CHAIN_COLOURS } from "./palette";
export { THEME_COLOURS } from "./theme";
export type { ThemeColours } from "./theme";
export type {
  CameraState,
  CurveSet,
  EnsembleOptions,
  HeightAxis,
  PointSet,
  StageOptions,
  SurfaceData,
  Theme,
  ViewInsets,
  ViewMode,
  ZAxis,
} from "./types";
