// Makes what the page loads besides its wasm, into js/dist/: the bundled JavaScript and the list of programs. Trunk runs it
// before each build (see Trunk.toml).
import { build } from "esbuild";
import { readFile, writeFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { programs } from "./programs.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const { outputFiles } = await build({
  entryPoints: [here("late/late.ts")],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  write: false,
  logLevel: "warning",
});

await keep("dist/editor.js", outputFiles[0].text);
await keep("dist/programs.json", JSON.stringify(await programs(here("../lessons"))));

/** Writes a file only when it changed, so that Trunk does not see a new one after each build. */
async function keep(name, text) {
  const target = here(name);
  const old = await readFile(target, "utf8").catch(() => null);
  if (text !== old) {
    await mkdir(here("dist"), { recursive: true });
    await writeFile(target, text);
  }
}
