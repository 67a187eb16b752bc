/**
 * The grid kernel of a density that sums over data rows, several nodes an invocation: reading a datum costs more than
 * what is done with it, so that each is read once for all of them. Four nodes beside one another are a vector.
 */
import { operandsOf, type Node } from "../../core/density/node";
import { rowSumOf } from "../../core/density/wgsl/accumulators";
import { emitNode, readInput, readParameter, valueOf, type Scope } from "../../core/density/wgsl/emitNodes";
import { literal } from "../../core/density/wgsl/literal";
import { usedBy, type Float32Plan } from "../../core/density/wgsl/plan";
import { LARGEST_LOG_DENSITY } from "../../core/density/wgsl/ranges";
import { numberIn, truthIn, type Value } from "../../core/density/wgsl/value";

/** Vectors of nodes that an invocation works out. */
export const VECTORS_OF_TILE = 4;
/** A row of more operations, or with a function in it, makes too much code when it is written out. */
const MOST_OPERATIONS = 24;
/** Rows that are summed as a tree; four such are a block. */
const ROWS_OF_TREE = 8;

/** The plan with the parameters of the axes as vectors of nodes along x, and numbers along y. */
function beforeRows(plan: Float32Plan): Scope {
  const scope: Scope = { lines: [], values: new Map() };
  const used = usedBy(plan);
  plan.derivedSettings.forEach((node, i) => {
    if (used.has(node)) readInput(scope, node, `parameters[${i + 1}]`, 1, "ordinary");
  });
  for (const node of plan.beforeRows) {
    if (node.kind !== "parameter") emitNode(scope, node, noCall);
    else {
      readParameter(scope, node, ["x", "y"][node.index] ?? "0.0", "ordinary");
      if (node.index === 0) scope.values.set(node, { ...valueOf(scope, node), lanes: 4 });
    }
  }
  return scope;
}

/** Elementary functions of single numbers are called; of vectors, lane by lane. */
function noCall(name: string, lanes: 1 | 4, values: readonly string[]): string {
  if (lanes === 1) return `${name}(${values.join(", ")})`;
  const lane = (i: number): string => `${name}(${values.map((value) => `(${value})[${i}]`).join(", ")})`;
  return `vec4f(${[0, 1, 2, 3].map(lane).join(", ")})`;
}

/**
 * Code that declares `logDensitiesOfTile(x: array<vec4f, VECTORS_OF_TILE>, y: f32)`, with an array of log densities
 * of the same kind, for ordinary inputs. A term goes through no more roundings than `roundingsOfSum` says.
 * @returns null where a sum has to look for infinite terms, or a row is too long
 */
export function emitTiles(plan: Float32Plan): string | null {
  const { rowSums, inRows, derivedColumns, afterRows, roots } = plan;
  if (rowSums.length === 0 || inRows.length > MOST_OPERATIONS) return null;
  const before = beforeRows(plan);
  const own = new Set<Node>([...inRows, ...derivedColumns]);
  const given = [...new Set([...inRows, ...rowSums].flatMap(operandsOf))]
    .filter((node) => !own.has(node) && node.kind !== "constant")
    .sort((a, b) => a.id - b.id)
    .map((node) => ({ node, value: valueOf(before, node) }));
  const inRow: Scope = { lines: [], values: new Map() };
  for (const { node, value } of given) {
    if (value.valid !== null || value.type !== "number") return null;
    inRow.values.set(node, { ...value, code: `given.n${node.id}` });
  }
  derivedColumns.forEach((node, i) => {
    inRow.values.set(node, columnValue(`datum${i}`));
  });
  for (const node of inRows) emitNode(inRow, node, noCall);
  if (inRow.lines.some((line) => line.includes("elementary"))) return null;
  const sums = rowSums.map((node) => rowSumOf(node, valueOf(inRow, node.term)));
  if (sums.some(({ accumulators }) => accumulators.length > 1)) return null;

  const after = beforeRows(plan);
  sums.forEach((sum, i) => {
    const { code, range } = sum.valueOf([`sums.a${i}`]);
    after.values.set(sum.node, { code, type: "number", lanes: 4, range, valid: null });
  });
  for (const node of afterRows) emitNode(after, node, noCall);
  const columns = derivedColumns.map((_, i) => `datum${i}: f32`);
  const fields = sums.map((_, i) => `a${i}`);
  return [
    "struct Given {",
    ...given.map(({ node, value }) => `  n${node.id}: ${value.lanes === 4 ? "vec4f" : "f32"},`),
    // A struct has to have a member.
    ...(given.length === 0 ? ["  nothing: f32,"] : []),
    "}",
    `struct Sums {\n${fields.map((field) => `  ${field}: vec4f,`).join("\n")}\n}`,
    "fn givenAt(x: vec4f, y: f32) -> Given {",
    ...before.lines.map((line) => `  ${line}`),
    `  return Given(${given.map(({ value }) => numberIn(value, value.lanes)).join(", ")});`,
    "}",
    "fn addSums(a: Sums, b: Sums) -> Sums {",
    `  return Sums(${fields.map((field) => `a.${field} + b.${field}`).join(", ")});`,
    "}",
    `fn termsOf(${["given: Given", ...columns].join(", ")}) -> Sums {`,
    ...inRow.lines.map((line) => `  ${line}`),
    `  return Sums(${sums.map(({ accumulators }) => accumulators[0].term).join(", ")});`,
    "}",
    "fn logDensitiesOf(x: vec4f, y: f32, sums: Sums) -> vec4f {",
    ...after.lines.map((line) => `  ${line}`),
    `  return ${insideOrOutside(valueOf(after, roots[0]))};`,
    "}",
    ...tileFunction(derivedColumns.length, fields.length),
  ].join("\n");
}

function columnValue(code: string): Value {
  const scope: Scope = { lines: [], values: new Map() };
  const node = { kind: "setting", id: 0, index: 0 } as const;
  readInput(scope, node, code, 1, "ordinary");
  return { ...valueOf(scope, node), code };
}

function insideOrOutside(value: Value): string {
  const code = numberIn(value, 4);
  const isSmall = `(abs(${code}) < vec4f(${literal(LARGEST_LOG_DENSITY)}))`;
  const isInside = value.valid === null ? isSmall : `(${truthIn(value.valid, value.lanes, 4)} & ${isSmall})`;
  return `select(vec4f(OUTSIDE), ${code}, ${isInside})`;
}

/** The loop over the rows, for all vectors of the tile at once. */
function tileFunction(numColumns: number, numSums: number): string[] {
  const vectors = Array.from({ length: VECTORS_OF_TILE }, (_, v) => v);
  const each = (write: (v: number) => string): string[] => vectors.map(write);
  const zero = `Sums(${Array.from({ length: numSums }, () => "vec4f(0.0)").join(", ")})`;
  const row = (v: number, r: number): string =>
    `termsOf(${[`given${v}`, ...Array.from({ length: numColumns }, (_, c) => `d${c}_${r >> 2}[${r & 3}]`)].join(", ")})`;
  const tree = (v: number, first: number, count: number): string =>
    count === 1
      ? row(v, first)
      : `addSums(${tree(v, first, count / 2)}, ${tree(v, first + count / 2, count / 2)})`;
  const reads = Array.from({ length: numColumns }, (_, c) =>
    [0, 1].map((half) => `let d${c}_${half} = data[(i / 4u + ${half}u) * ${numColumns}u + ${c}u];`),
  ).flat();
  const single = Array.from(
    { length: numColumns },
    (_, c) => `data[(i / 4u) * ${numColumns}u + ${c}u][i % 4u]`,
  );
  return [
    `alias Tile = array<vec4f, ${VECTORS_OF_TILE}>;`,
    "fn logDensitiesOfTile(x: Tile, y: f32) -> Tile {",
    "  let n = u32(parameters[0]);",
    ...each((v) => `  let given${v} = givenAt(x[${v}], y);`),
    ...["total", "blocks", "rest", "last"].flatMap((name) => each((v) => `  var ${name}${v} = ${zero};`)),
    "  var i = 0u;",
    "  for (; i + 32u <= n;) {",
    ...each((v) => `    var block${v} = ${zero};`),
    "    let end = i + 32u;",
    `    for (; i < end; i += ${ROWS_OF_TREE}u) {`,
    ...reads.map((line) => `      ${line}`),
    ...each((v) => `      block${v} = addSums(block${v}, ${tree(v, 0, ROWS_OF_TREE)});`),
    "    }",
    ...each((v) => `    blocks${v} = addSums(blocks${v}, block${v});`),
    "    if (i % 1024u == 0u) {",
    ...each((v) => `      total${v} = addSums(total${v}, blocks${v});`),
    ...each((v) => `      blocks${v} = ${zero};`),
    "    }",
    "  }",
    `  for (; i + ${ROWS_OF_TREE}u <= n; i += ${ROWS_OF_TREE}u) {`,
    ...reads.map((line) => `    ${line}`),
    ...each((v) => `    rest${v} = addSums(rest${v}, ${tree(v, 0, ROWS_OF_TREE)});`),
    "  }",
    "  for (; i < n; i++) {",
    ...each((v) => `    last${v} = addSums(last${v}, termsOf(${[`given${v}`, ...single].join(", ")}));`),
    "  }",
    "  return Tile(",
    ...each(
      (v) =>
        `    logDensitiesOf(x[${v}], y, addSums(addSums(total${v}, blocks${v}), addSums(rest${v}, last${v}))),`,
    ),
    "  );",
    "}",
  ];
}
