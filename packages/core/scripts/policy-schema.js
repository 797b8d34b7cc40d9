// Writes policy.schema.json from the schema that the build made: `npm run build && node packages/core/scripts/policy-schema.js`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';

const TARGET = new URL('../policy.schema.json', import.meta.url);

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
  const { documentSchema, definitions } = await import('../dist/policy/schema/schema.js');
  writeFileSync(TARGET, policySchemaText(documentSchema, definitions));
  console.log(`wrote ${fileURLToPath(TARGET)}`);
}
