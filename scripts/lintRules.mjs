/**
 * Lint rules that the linter lacks; `.oxlintrc.json` says where each one applies.
 */

const POWER_MESSAGE = "Engines round ** differently: multiply, or write the constant out.";

/** `**` and `**=` are Math.pow in disguise. */
const noPower = {
  create(context) {
    return {
      "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']"(node) {
        context.report({ node, message: POWER_MESSAGE });
      },
    };
  },
};

export default { meta: { name: "bayescape" }, rules: { "no-power": noPower } };
