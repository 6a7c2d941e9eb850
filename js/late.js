// What loads after the first run is on the screen: the code editor, and the rest of the page's wasm. The rest are the
// functions that `cargo xtask build` moved out of the first part, as the page does not need them to open (xtask/src/split).
// Should one of them be called before it is there, it is loaded on the spot.

/** What the first part exports; none if the page was not split. @returns {any} */
const first = () => /** @type {any} */ (globalThis).loopscopeFirst;

/** The rest, compiled. @type {WebAssembly.Module | undefined} */
let compiled;

/** Where the rest is: beside the first part, whose address is in the page. */
function address() {
  const link = document.querySelector('link[rel="preload"][href$="_bg.wasm"]');
  return link instanceof HTMLLinkElement ? link.href.replace(/_bg\.wasm$/, "_rest.wasm") : undefined;
}

/** True as long as there is a rest and it is not loaded. */
const missing = () => first()?.restLoaded.value === 0;

/** The next picture is on the screen. A hidden page has none, and does not wait. */
const painted = () =>
  new Promise((done) => {
    if (document.hidden) return done(undefined);
    requestAnimationFrame(() => setTimeout(done));
  });

/** Loads the editor, once the page has been painted. What the page does with it is a part of the rest. */
export async function loadEditor() {
  await painted();
  const script = document.querySelector('script[data-late="editor"]');
  if (!(script instanceof HTMLScriptElement)) return;
  // Should the rest not come, it is asked for again when it is needed.
  await Promise.all([import(script.src), fetchRest().catch(() => undefined)]);
}

/** The rest on its way. @type {Promise<void> | undefined} */
let coming;

/** Fetches and compiles the rest, once the page has been painted. */
export function fetchRest() {
  return (coming ??= fetchAndCompile());
}

async function fetchAndCompile() {
  await painted();
  const from = address();
  if (!missing() || from === undefined) return;
  const response = await fetch(from);
  if (!response.ok) throw new Error(`${from}: ${response.status}`);
  compiled ??= await WebAssembly.compile(await response.arrayBuffer());
}

/** Loads the rest now; the first part calls this when a function of it is called and it is not there. */
export function loadRest() {
  if (!missing()) return;
  compiled ??= new WebAssembly.Module(fetchNow(address() ?? ""));
  new WebAssembly.Instance(compiled, { first: first() });
  first().restLoaded.value = 1;
}

/** A file's bytes, without going on before they are there: the caller cannot wait in any other way. @param {string} from */
function fetchNow(from) {
  const request = new XMLHttpRequest();
  request.open("GET", from, false);
  // Requests that block may not ask for bytes. In this encoding each byte is one character.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status >= 400) throw new Error(`the rest of the page could not be loaded: ${from}: ${request.status}`);
  return Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff);
}
