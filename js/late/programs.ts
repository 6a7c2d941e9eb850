// The programs to choose from: a file beside the page (js/build.mjs makes it of lessons/), fetched when the page has come to
// rest, so that it is there when the network is not. The Rust side is src/browser/programs.rs.

let text: string | undefined;

/** The list as JSON text. Rejects with what the browser said; another call tries again. */
async function fetchPrograms(): Promise<string> {
  if (text === undefined) {
    const response = await fetch(new URL("programs.json", document.baseURI));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    text = await response.text();
  }
  return text;
}

(globalThis as Record<string, unknown>)["loopscopePrograms"] = { fetchPrograms };
