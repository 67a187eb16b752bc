/**
 * A plain static host, as a university's web space is one: files below a sub-path, no special headers.
 */
import { createReadStream, statSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const MEDIA_TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".wasm": "application/wasm",
  ".wgsl": "text/plain; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

export interface StaticServer {
  /** Address of the folder, with a slash at its end. */
  url: string;
  close(): Promise<void>;
}

/** Serves `folder` below `subPath`, which begins and ends with a slash, on a free port of this machine. */
export async function startStaticServer(folder: string, subPath: string): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = locate(folder, subPath, pathname);
    if (file === undefined) refuse(response, pathname);
    else send(response, file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}${subPath}`, close: () => closeServer(server) };
}

function locate(folder: string, subPath: string, pathname: string): string | undefined {
  if (!pathname.startsWith(subPath)) return undefined;
  const name = decodeURIComponent(pathname.slice(subPath.length)) || "index.html";
  const file = path.join(folder, name);
  if (!file.startsWith(folder + path.sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

function send(response: ServerResponse, file: string): void {
  response.setHeader("Content-Type", MEDIA_TYPES[path.extname(file)] ?? "application/octet-stream");
  createReadStream(file).pipe(response);
}

function refuse(response: ServerResponse, pathname: string): void {
  response.statusCode = 404;
  response.end(`Nothing at ${pathname}`);
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
