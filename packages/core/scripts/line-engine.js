// Compiles the line engine and writes its bytes into the sources: `node packages/core/scripts/line-engine.js`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Its types are those of another language, and would be everybody's. */
const COMPILER = 'assemblyscript/asc';

const FOLDER = fileURLToPath(new URL('..', import.meta.url));
const TARGET = new URL('../src/lines/wasm-bytes.ts', import.meta.url);

const OPTIONS = [
  'assembly/index.ts',
  ['--outFile', 'line-engine.wasm'],
  ['--runtime', 'stub'],
  ['--enable', 'simd'],
  // No trap but what WebAssembly itself has: the code asserts nothing.
  ['--use', 'abort='],
  '--noAssert',
  '--importMemory',
  '-O3',
  // v128 between functions of the same module is nobody else's business.
  ['--disableWarning', '112'],
].flat();

/** The bytes of the line engine, from the sources in `assembly/`. */
export async function compileLineEngine() {
  const { default: asc } = await import(COMPILER);
  let bytes;
  const writeFile = (name, contents) => {
    if (name.endsWith('.wasm')) bytes = contents;
  };
  const { error, stderr } = await asc.main([...OPTIONS, '--baseDir', FOLDER], { writeFile });
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
  return bytes;
}

/** The text of src/lines/wasm-bytes.ts. */
export function wasmBytesText(bytes) {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,104}/g);
  const text = lines.map((line) => `  '${line}'`).join(' +\n');
  return `/** The line engine, compiled: made from \`assembly/\` by \`npm run line-engine\`. */\nexport const WASM =\n${text};\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const bytes = await compileLineEngine();
  writeFileSync(TARGET, wasmBytesText(bytes));
  console.log(`wrote ${fileURLToPath(TARGET)}: ${bytes.length} bytes of WebAssembly`);
}
