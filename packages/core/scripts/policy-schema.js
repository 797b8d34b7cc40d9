// Writes policy.schema.json from the schema in the sources: `node packages/core/scripts/policy-schema.js`.
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';

const TARGET = new URL('../policy.schema.json', import.meta.url);
const SOURCE = new URL('../src/policy/schema/schema.ts', import.meta.url);
const COMPILED = new URL('../policy-schema.tmp.js', import.meta.url);

/**
 * The text of policy.schema.json. Draft 7, which every editor knows.
 *
 * @param {import('valibot').GenericSchema} documentSchema what a document may say
 * @param {Record<string, import('valibot').GenericSchema>} definitions schemas to be named
 */
export function policySchemaText(documentSchema, definitions) {
  return `${JSON.stringify(toJsonSchema(documentSchema, { target: 'draft-07', definitions }), null, 2)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { documentSchema, definitions } = await compiled();
  writeFileSync(TARGET, policySchemaText(documentSchema, definitions));
  console.log(`wrote ${fileURLToPath(TARGET)}`);
}

/** What the source exports. What it imports is found from beside it. */
async function compiled() {
  const { build } = await import('esbuild');
  await build({
    entryPoints: [fileURLToPath(SOURCE)],
    outfile: fileURLToPath(COMPILED),
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'neutral',
  });
  try {
    return await import(COMPILED.href);
  } finally {
    rmSync(COMPILED);
  }
}
