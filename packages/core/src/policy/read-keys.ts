import { type Cells, type LayerContext, reportAt, setCell } from './merge/cell.js';
import type { KeyRing } from './policy.js';

/** Key ids stand in every pseudonym: short, and no character that has a meaning there. */
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

/** The key rings of a document, checked for what the schema cannot say. */
export function readKeys(rings: readonly [string, KeyRing][], context: LayerContext): Cells<KeyRing> {
  const cells: Cells<KeyRing> = new Map();
  for (const [name, ring] of rings) {
    const path = ['keys', name];
    if (context.isFaulty(path)) continue;
    setCell(cells, name, ring, path, context);
    for (const id of Object.keys(ring.ring)) {
      if (KEY_ID.test(id)) continue;
      reportAt([...path, 'ring', id], context, {
        code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE',
        message: 'the key id is not usable',
        hint: 'use 1 to 32 of A-Z a-z 0-9 _ -',
      });
    }
    if (Object.hasOwn(ring.ring, ring.active)) continue;
    reportAt([...path, 'active'], context, {
      code: 'ERR_LOGSIEVE_POLICY_INVALID_VALUE',
      message: 'the active key is not in the ring',
      hint: `name one of the ring: ${Object.keys(ring.ring).join(', ') || 'it is empty'}`,
    });
  }
  return cells;
}
