/**
 * Puts the modules of each package together into a few files in its `dist/`, beside the declarations that `tsc` wrote:
 * Node takes most of the time in which a program starts for looking for files. `npm run build` runs it.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PACKAGES = fileURLToPath(new URL('../packages/', import.meta.url));

/** Files that no export names, by package: where they are in `src/`. */
const FURTHER = { core: ['node/bulk/worker.ts'], catalog: ['command.ts'], cli: ['main.ts'] };

for (const name of readdirSync(PACKAGES)) await bundle(name);

async function bundle(name) {
  const folder = join(PACKAGES, name);
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const exported = Object.values(exports)
    .map(({ default: path }) => path)
    .filter((path) => path !== undefined)
    .map((path) => `${basename(path, extname(path))}.ts`);
  removeOld(join(folder, 'dist'));
  await build({
    absWorkingDir: folder,
    entryPoints: [...exported, ...(FURTHER[name] ?? [])].map((path) => `src/${path}`),
    outdir: 'dist',
    outbase: 'src',
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'neutral',
    target: 'es2023',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}

/** The names of shared parts change with what is in them. */
function removeOld(dist) {
  for (const path of readdirSync(dist, { recursive: true })) {
    if (/\.js(?:\.map)?$/.test(path)) rmSync(join(dist, path));
  }
}
