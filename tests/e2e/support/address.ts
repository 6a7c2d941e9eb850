// Where the tests find the page: under a path of several parts, as every address in it must be relative.
export const PORT = Number(process.env["LOOPSCOPE_E2E_PORT"] ?? 8799);
export const BASE_URL = `http://127.0.0.1:${PORT}/some/sub/path/`;
