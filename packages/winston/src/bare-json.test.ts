import { expect, it } from 'vitest';
import winston from 'winston';
import { logsieve } from './index.js';
import { isBareJson, learnJson } from './bare-json.js';
import type { Transform } from './host.js';

const { format } = winston;
const bare = (candidate: unknown) => isBareJson(candidate as Transform);

logsieve(winston.createLogger({ transports: [new winston.transports.Console({ silent: true })] }));

it('knows the json() of a winston of which a logger was protected, with or without options', () => {
  expect(bare(format.json())).toBe(true);
  expect(bare(format.json({ space: 2 }))).toBe(true);
  expect(bare(winston.createLogger().format)).toBe(true);
});

it('takes nothing else for it', () => {
  const own = (info: object) => info;
  for (const other of [
    format.json({ replacer: (_key, value: unknown) => value }),
    format.combine(format.json()),
    format.simple(),
    format.timestamp(),
    { transform: own },
    { transform: (info: object, options: never) => format.json().transform(info as never, options) },
  ]) {
    expect(bare(other)).toBe(false);
  }
});

it('learns no format that adds to an info, or gives another', () => {
  const json = format.json();
  for (const transform of [
    (info: object) => json.transform(Object.assign(info, { added: 1 }) as never, {}),
    (info: object) => ({ ...(json.transform(info as never, {}) as object) }),
    (info: object) => info,
  ]) {
    learnJson({ transform } as Transform);
    expect(bare({ transform })).toBe(false);
  }
});
