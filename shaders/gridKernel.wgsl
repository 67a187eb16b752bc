// log density on a rectangular grid, an invocation a node, a band of rows a dispatch. Spliced with
// elementary.wgsl, a density's `logDensity(position: Position) -> f32`, which reads `parameters` and `data` and
// takes positions as differences from an origin, and `positionAt(x: f32, y: f32) -> Position`.

struct Grid {
  nx: u32,
  firstRow: u32,
  endRow: u32,
}

@group(0) @binding(0) var<uniform> grid: Grid;
@group(0) @binding(1) var<storage, read> parameters: array<f32>;
@group(0) @binding(2) var<storage, read> data: array<vec4f>;
// x of every column, then y of every row; rounded once, on the CPU.
@group(0) @binding(3) var<storage, read> nodes: array<f32>;
@group(0) @binding(4) var<storage, read_write> logDensities: array<f32>;

@compute @workgroup_size(8, 8)
fn evaluateGrid(@builtin(global_invocation_id) id: vec3u) {
  let ix = id.x;
  let iy = grid.firstRow + id.y;
  if (ix >= grid.nx || iy >= grid.endRow) {
    return;
  }
  let position = positionAt(nodes[ix], nodes[grid.nx + iy]);
  logDensities[iy * grid.nx + ix] = max(OUTSIDE, logDensity(position));
}
