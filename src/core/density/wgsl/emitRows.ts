import type { Node } from "../node";
import { operandsOf } from "../node";
import { rowSumOf, type Accumulator, type RowSum } from "./accumulators";
import { asArgument, emitNode, readInput, valueOf, type InputKind, type Scope } from "./emitNodes";
import type { Call } from "./emitOperation";
import { usedBy, type Float32Plan } from "./plan";

/** Rows are summed in blocks, a block as a tree; terms of more nodes are summed in a loop: code has its limits too. */
const MOST_OPERATIONS_WRITTEN_OUT = 24;
/** What a call of an elementary function, for each of four rows, counts for. */
const OPERATIONS_OF_A_CALL = 25;

/**
 * Writes the function that sums over the rows, and the statements that call it.
 *
 * Four rows are a vector. Blocks of 8 vectors are summed as a tree and 32 blocks at a time, so that a number does
 * not meet a sum much larger than itself: a plain sum in float32 rounds at the size of the whole with every row.
 * The roundings that a term goes through are at most `roundingsOfSum`.
 * @param name what the functions' names begin with
 * @returns the code of the functions
 */
export function emitRows(plan: Float32Plan, name: string, scope: Scope, call: Call, kind: InputKind): string {
  const { rowSums, inRows, derivedColumns } = plan;
  const inRow: Scope = { lines: [], values: new Map() };
  const own = new Set([...inRows, ...derivedColumns]);
  const outer = new Set<Node>();
  for (const node of [...inRows, ...rowSums]) {
    for (const operand of operandsOf(node)) {
      if (!own.has(operand) && operand.kind !== "constant") outer.add(operand);
    }
  }
  const given = [...outer]
    .sort((a, b) => a.id - b.id)
    .map((node) => {
      const argument = asArgument(node, valueOf(scope, node));
      inRow.values.set(node, argument.value);
      return argument;
    });
  const used = usedBy(plan);
  derivedColumns.forEach((node, i) => {
    if (used.has(node)) readInput(inRow, node, `data[i * ${derivedColumns.length}u + ${i}u]`, 4, kind);
  });
  for (const node of inRows) emitNode(inRow, node, call);
  const sums = rowSums.map((node) => rowSumOf(node, valueOf(inRow, node.term)));

  const declarations = given
    .flatMap((argument) => argument.declarations)
    .map((text) => `, ${text}`)
    .join("");
  const names = given.flatMap((a) => a.declarations.map((text) => `, ${text.split(":")[0]}`)).join("");
  scope.lines.push(
    `let rows = ${name}Sum(u32(parameters[0])${given.flatMap(({ codes }) => codes.map((code) => `, ${code}`)).join("")});`,
  );
  let field = 0;
  for (const sum of sums)
    placeSum(
      scope,
      sum,
      sum.accumulators.map(() => `rows.a${field++}`),
    );
  const numCalls = inRow.lines.join("\n").split("4(").length - 1;
  const isShort = inRows.length + OPERATIONS_OF_A_CALL * numCalls <= MOST_OPERATIONS_WRITTEN_OUT;
  return [
    ...structOf(
      name,
      sums.flatMap(({ accumulators }) => accumulators),
    ),
    `fn ${name}Row(i: u32${declarations}) -> ${name}Rows {`,
    ...inRow.lines.map((line) => `  ${line}`),
    `  return ${name}Rows(${sums.flatMap(({ accumulators }) => accumulators.map(({ term }) => term)).join(", ")});`,
    "}",
    ...sumFunction(name, declarations, names, isShort),
  ].join("\n");
}

function placeSum(scope: Scope, sum: RowSum, fields: readonly string[]): void {
  const finished = fields.map((code, i) => {
    const name = `s${sum.node.id}_${i}`;
    scope.lines.push(`let ${name} = ${sum.accumulators[i].finish(code)};`);
    return name;
  });
  const { code, range, valid } = sum.valueOf(finished);
  scope.lines.push(`let n${sum.node.id} = ${code};`);
  scope.values.set(sum.node, { code: `n${sum.node.id}`, type: "number", lanes: 1, range, valid });
}

/** What is gathered over the rows, and how two such are put together. */
function structOf(name: string, accumulators: readonly Accumulator[]): string[] {
  const each = (write: (accumulator: Accumulator, field: string) => string): string[] =>
    accumulators.map((accumulator, i) => write(accumulator, `a${i}`));
  return [
    `struct ${name}Rows {`,
    ...each(({ type }, field) => `  ${field}: ${type},`),
    "}",
    `fn ${name}Start() -> ${name}Rows {`,
    `  return ${name}Rows(${each(({ start }) => start).join(", ")});`,
    "}",
    `fn ${name}Add(a: ${name}Rows, b: ${name}Rows) -> ${name}Rows {`,
    `  return ${name}Rows(${each(({ combine }, field) => combine(`a.${field}`, `b.${field}`)).join(", ")});`,
    "}",
    `fn ${name}Only(a: ${name}Rows, isRow: vec4<bool>) -> ${name}Rows {`,
    `  return ${name}Rows(${each(({ start }, field) => `select(${start}, a.${field}, isRow)`).join(", ")});`,
    "}",
  ];
}

function sumFunction(name: string, declarations: string, names: string, isWrittenOut: boolean): string[] {
  const [add, row] = [`${name}Add`, (offset: number) => `${name}Row(i + ${offset}u${names})`];
  const pair = (first: number): string => `${add}(${row(first)}, ${row(first + 1)})`;
  const four = (first: number): string => `${add}(${pair(first)}, ${pair(first + 2)})`;
  const whole = "let whole = n / 4u;";
  const mask = "vec4u(0u, 1u, 2u, 3u)";
  const head = [
    `fn ${name}Sum(n: u32${declarations}) -> ${name}Rows {`,
    `  var total = ${name}Start();`,
    `  var blocks = ${name}Start();`,
  ];
  const endOfBlock = [
    "    if ((i & 248u) == 248u) {",
    `      total = ${add}(total, blocks);`,
    `      blocks = ${name}Start();`,
    "    }",
    "  }",
  ];
  if (!isWrittenOut) {
    // The row stands in the code once: compilers take it apart wherever it is called.
    return [
      ...head,
      "  for (var i = 0u; i < (n + 3u) / 4u; i += 8u) {",
      `    var block = ${name}Start();`,
      "    for (var j = i; j < min(i + 8u, (n + 3u) / 4u); j++) {",
      `      let isRow = (vec4u(4u * j) + ${mask}) < vec4u(n);`,
      `      block = ${add}(block, ${name}Only(${name}Row(j${names}), isRow));`,
      "    }",
      `    blocks = ${add}(blocks, block);`,
      ...endOfBlock,
      `  return ${add}(total, blocks);`,
      "}",
    ];
  }
  return [
    ...head,
    `  ${whole}`,
    "  var i = 0u;",
    "  for (; i + 8u <= whole; i += 8u) {",
    `    blocks = ${add}(blocks, ${add}(${four(0)}, ${four(4)}));`,
    ...endOfBlock,
    `  var rest = ${name}Start();`,
    `  for (; i < whole; i++) { rest = ${add}(rest, ${row(0)}); }`,
    "  if (n % 4u != 0u) {",
    `    let isRow = ${mask} < vec4u(n % 4u);`,
    `    rest = ${add}(rest, ${name}Only(${row(0)}, isRow));`,
    "  }",
    `  return ${add}(${add}(total, blocks), rest);`,
    "}",
  ];
}

/** Roundings that a term goes through in a sum over so many rows: of the block, blocks, total, lanes and rest. */
export function roundingsOfSum(numRows: number): number {
  const numBlocks = Math.floor(numRows / 32);
  return 8 + Math.min(32, numBlocks) + Math.floor(numBlocks / 32) + 4;
}
