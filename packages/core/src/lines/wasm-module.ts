/** The compiled line engine, where there is WebAssembly and it knows what the engine is made of. */
import { WASM } from './wasm-bytes.js';

/** As much of WebAssembly as is used here; the types of browsers are not among those of this project. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** What the engine calls; see `assembly/host.ts`. */
export interface WasmHost {
  readonly decide: (leaf: number, start: number, end: number, type: number) => number;
  readonly decideMessage: (start: number, end: number, type: number) => number;
  readonly commit: () => void;
  readonly redactLine: (start: number, end: number) => number;
}

/** What it does. */
export interface WasmExports {
  readonly redactLines: (start: number, end: number, outEnd: number) => number;
}

const PAGE = 65_536;

/** A memory of so many bytes with an engine on it; undefined where there is none to be had. */
export function startWasm(
  bytes: number,
  createHost: (memory: Uint8Array) => WasmHost,
): { readonly memory: Uint8Array; readonly exports: WasmExports } | undefined {
  const api = (globalThis as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (api === undefined) return undefined;
  try {
    // Compiled once: the code depends on no policy, and holds no data.
    module ??= new api.Module(decodeBase64(WASM));
    const memory = new api.Memory({ initial: Math.ceil(bytes / PAGE) });
    const view = new Uint8Array(memory.buffer);
    const { exports } = new api.Instance(module, { env: { memory }, host: createHost(view) });
    return { memory: view, exports: exports as WasmExports };
  } catch {
    // No SIMD, no room, or forbidden by the page.
    return undefined;
  }
}

let module: object | undefined;

function decodeBase64(text: string): Uint8Array {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}
