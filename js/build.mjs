// Bundles the JavaScript rim of the page into js/dist/. Trunk runs it before each build (see Trunk.toml).
import { build } from "esbuild";
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const { outputFiles } = await build({
  entryPoints: [here("editor/editor.ts")],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  write: false,
  logLevel: "warning",
});

// Written only when it changed, so that Trunk does not see a new file after each build.
const target = here("dist/editor.js");
const old = await readFile(target, "utf8").catch(() => null);
if (outputFiles[0].text !== old) {
  await mkdir(here("dist"), { recursive: true });
  await writeFile(target, outputFiles[0].text);
}
