/**
 * `npm start`: builds the site, serves it, says where it is, and opens it where there is a screen.
 */
import { spawn } from "node:child_process";
import { requireNode } from "./requireNode.mjs";

const FIRST_PORT = 4173;

try {
  await start();
} catch (error) {
  console.error(`\nThe site could not be started: ${error.message}`);
  process.exitCode = 1;
}

async function start() {
  requireNode();
  // Not before Node's version is known to be enough: an older one cannot even load it.
  const { build, preview } = await import("vite");
  await build({ logLevel: "warn" });
  // The next free port is taken when the first is in use.
  const server = await preview({ preview: { port: FIRST_PORT, strictPort: false, open: false } });
  const address = server.resolvedUrls?.local[0] ?? `http://localhost:${FIRST_PORT}/`;
  console.log(`\n  Bayescape is at ${address}\n\n  Stop it with Ctrl+C.\n`);
  if (hasScreen()) openBrowser(address);
}

function hasScreen() {
  if (process.env.CI) return false;
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Opening is a courtesy: when it fails, the address is on the screen. */
function openBrowser(url) {
  const openers = { darwin: ["open", url], win32: ["cmd", "/c", "start", "", url] };
  const [command, ...commandArguments] = openers[process.platform] ?? ["xdg-open", url];
  const opener = spawn(command, commandArguments, { stdio: "ignore", detached: true });
  opener.on("error", () => {});
  opener.unref();
}
