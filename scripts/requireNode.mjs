const LOWEST_NODE = { major: 20, minor: 19 };

/** Throws one sentence when this Node is older than the build tools can run on. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  if (major > LOWEST_NODE.major || (major === LOWEST_NODE.major && minor >= LOWEST_NODE.minor)) return;
  const lowest = `${LOWEST_NODE.major}.${LOWEST_NODE.minor}`;
  throw new Error(`this is Node ${version}, and Bayescape needs Node ${lowest} or newer.`);
}
