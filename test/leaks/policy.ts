import { definePolicy } from '@logsieve/core';

/** A service's policy as one would write it: metadata, an id, some free text, nothing of what is planted. */
export const policy = definePolicy({
  logsieve: 1,
  extends: ['logsieve:http'],
  fields: {
    'user.id': { keep: 'token', max: 16 },
    t: { keep: 'token' },
    note: { keep: 'string', max: 100 },
    link: { keep: 'url' },
    score: { keep: 'number' },
    'items.*.sku': { keep: 'token', max: 16 },
    counts: { map: { keys: 'uuid', value: { keep: 'integer' } } },
  },
});
