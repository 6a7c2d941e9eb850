// The list of programs to choose from: each folder of lessons/ with a program.py in it, as the page fetches it.
import { readFile, readdir } from "node:fs/promises";

/** Names that are not written as their folders are. */
const NAMES = { fastapi: "FastAPI", cpu: "CPU", db: "database", gil: "GIL", io: "I/O", asyncio: "asyncio" };

/** @param {string} folder The folder with a folder for each program. */
export async function programs(folder) {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(names.map((name) => program(folder, name)));
  // The one the page opens with is the one to begin with.
  const place = ({ name }) => (name === "first-light" ? "" : name);
  return found.filter((one) => one !== undefined).sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

async function program(folder, name) {
  const text = await readFile(`${folder}/${name}/program.py`, "utf8").catch(() => undefined);
  return text && { name, title: titleOf(name), about: aboutOf(text), text: text.replaceAll("\r\n", "\n") };
}

/** A folder's name as people write it: `fastapi-demo` is “FastAPI demo”. */
function titleOf(name) {
  const words = name.split("-").map((word) => NAMES[word] ?? word).join(" ");
  return words[0].toUpperCase() + words.slice(1);
}

/** What a program shows: the first sentence of what stands at its top, as a docstring or as comments. */
function aboutOf(text) {
  const docstring = /^(?:#.*\n|\s)*[rR]?("""|''')([\s\S]*?)\1/.exec(text)?.[2];
  // Comments that say something to machines (`# services: …`) are none for people.
  const comments = text.split("\n").filter((line) => !/^#(!|\s*[a-z]+:)/.test(line));
  const top = comments.slice(0, comments.findIndex((line) => !line.startsWith("#")));
  const words = (docstring ?? top.map((line) => line.slice(1)).join(" ")).trim().replace(/\s+/g, " ");
  return /^.*?[.!?](?=\s|$)/.exec(words)?.[0] ?? words;
}
