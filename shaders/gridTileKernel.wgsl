// log density on a rectangular grid like gridKernel.wgsl, with a tile of neighbouring nodes of a row an invocation.
// Spliced with elementary.wgsl and a density's `logDensitiesOfTile(x: Tile, y: f32) -> Tile`, where Tile is an array
// of TILE_VECTORS vectors of nodes.

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
  let first = id.x * 4u * TILE_VECTORS;
  let iy = grid.firstRow + id.y;
  if (first >= grid.nx || iy >= grid.endRow) {
    return;
  }
  var x: Tile;
  for (var v = 0u; v < TILE_VECTORS; v++) {
    for (var lane = 0u; lane < 4u; lane++) {
      // Beyond the last column it is worked out again, and not kept.
      x[v][lane] = nodes[min(first + 4u * v + lane, grid.nx - 1u)];
    }
  }
  let found = logDensitiesOfTile(x, nodes[grid.nx + iy]);
  for (var v = 0u; v < TILE_VECTORS; v++) {
    for (var lane = 0u; lane < 4u; lane++) {
      let ix = first + 4u * v + lane;
      if (ix < grid.nx) {
        logDensities[iy * grid.nx + ix] = max(OUTSIDE, found[v][lane]);
      }
    }
  }
}
