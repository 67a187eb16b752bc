/** A formula as MathML, made at build time; see scripts/texPlugin.mjs. */
declare module "*.tex" {
  const markup: string;
  export default markup;
}
