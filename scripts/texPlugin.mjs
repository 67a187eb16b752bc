import temml from "temml";

/**
 * Formulas at build time: `import bayes from "./bayes.tex"` gives MathML as text. Inline styles are taken out,
 * because the page's policy does not allow them.
 */
export function texPlugin() {
  return {
    name: "tex",
    transform(code, id) {
      if (!id.endsWith(".tex")) return null;
      const markup = temml.renderToString(code.trim(), { displayMode: true, throwOnError: true });
      return {
        code: `export default ${JSON.stringify(markup.replaceAll(/ style="[^"]*"/g, ""))};`,
        map: null,
      };
    },
  };
}
