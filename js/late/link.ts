// A program's text made short enough for an address, and back. The Rust side is src/browser/link.rs.

/** Of what a link unpacks to; more is not read. */
const UNPACKED_MAX = 1 << 20;

/** Deflated, in letters that may stand in an address. */
async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The text again; rejects what `pack` did not make. */
async function unpack(packed: string): Promise<string> {
  const letters = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > UNPACKED_MAX) throw new Error("the program in the link is too long");
    text += decoder.decode(value, { stream: true });
  }
}

(globalThis as Record<string, unknown>)["loopscopeLink"] = { pack, unpack };
