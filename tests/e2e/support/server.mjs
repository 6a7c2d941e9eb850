// A static file server as plain as any: serves dist/ under /some/sub/path/ and nothing else.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));
const PREFIX = "/some/sub/path/";
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
  const inside = path.startsWith(PREFIX) ? normalize(path.slice(PREFIX.length)) : "..";
  const name = inside === "." || inside === "" ? "index.html" : inside;
  const content = name.startsWith("..") ? null : await readFile(join(DIST, name)).catch(() => null);
  if (content === null) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found");
    return;
  }
  const type = TYPES[extname(name)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(content);
});
server.listen(Number(process.env["LOOPSCOPE_E2E_PORT"] ?? 8799), "127.0.0.1");
