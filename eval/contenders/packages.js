/**
 * Other packages of the registry, each as its own documentation says to use it on text, with all its types on. They
 * are no dependencies of the workspace: `package.json` beside this file has them.
 */
export const packageContenders = [
  {
    name: 'redact-pii',
    note: '`SyncRedactor`, all built-in rules',
    create: async () => {
      const { SyncRedactor } = exportsOf(await load('redact-pii'), 'SyncRedactor');
      const redactor = new SyncRedactor();
      return (text) => redactor.redact(text);
    },
  },
  { name: '@redactpii/node', note: 'all rules', create: () => redactPii({}) },
  {
    name: '@redactpii/node, aggressive',
    package: '@redactpii/node',
    note: 'all rules, `aggressive`',
    create: () => redactPii({ aggressive: true }),
  },
  {
    name: 'openredaction',
    note: 'defaults (all patterns, context analysis)',
    create: () => openRedaction('openredaction'),
  },
  {
    name: '@openredaction/openredaction',
    note: 'defaults (all patterns, context analysis)',
    create: () => openRedaction('@openredaction/openredaction'),
  },
  { name: '@logtape/redaction', note: '`redactByPattern` with all five patterns', create: logtape },
  {
    name: '@coffeeandfun/remove-pii',
    note: '`removePII`, URLs removed too',
    create: async () => {
      const { removePII } = await load('@coffeeandfun/remove-pii');
      return (text) => removePII(text, { url: { remove: true } });
    },
  },
  {
    name: '@cdssnc/sanitize-pii',
    note: '`sanitizePii`, all default patterns',
    create: async () => {
      const { sanitizePii } = await load('@cdssnc/sanitize-pii');
      return (text) => sanitizePii(text);
    },
  },
  {
    name: 'secretlint',
    package: '@secretlint/core',
    note: 'preset recommend; a linter: the ranges that it reports are taken out',
    create: secretlint,
  },
].map((contender) => ({ package: contender.name, ...contender }));

/** By name at run time: nothing else in the repository shall take these for its dependencies. */
function load(name) {
  return import(name);
}

/** What a CommonJS module exports, whether or not names were seen in it. */
function exportsOf(module, name) {
  return name in module ? module : module.default;
}

async function redactPii(options) {
  const { Redactor } = await load('@redactpii/node');
  const redactor = new Redactor(options);
  return (text) => redactor.redact(text);
}

async function openRedaction(name) {
  const { OpenRedaction } = await load(name);
  const redactor = new OpenRedaction();
  return async (text) => (await redactor.detect(text)).redacted;
}

async function logtape() {
  const patterns = await load('@logtape/redaction');
  const format = patterns.redactByPattern(
    (record) => record.message.join(''),
    Object.keys(patterns)
      .filter((name) => name.endsWith('_PATTERN'))
      .map((name) => patterns[name]),
  );
  const record = { category: ['eval'], level: 'info', timestamp: 0, rawMessage: '', properties: {} };
  return (text) => format({ ...record, message: [text] });
}

async function secretlint() {
  const { lintSource } = await load('@secretlint/core');
  const { creator } = await load('@secretlint/secretlint-rule-preset-recommend');
  const config = { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] };
  return async (text) => {
    const source = { content: text, filePath: '/app.log', ext: '.log', contentType: 'text' };
    const { messages } = await lintSource({ source, options: { config } });
    return withoutRanges(
      text,
      messages.map(({ range }) => range),
    );
  };
}

function withoutRanges(text, ranges) {
  let [out, end] = ['', 0];
  for (const [start, stop] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (stop <= end) continue;
    if (start >= end) out += `${text.slice(end, start)}[secret]`;
    end = stop;
  }
  return out + text.slice(end);
}
