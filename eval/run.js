import { contextLost, isFound } from './score.js';

/**
 * Puts every line through a contender and counts: values and found ones by type and by hard form, clean lines and
 * altered ones by kind, characters of context and lost ones. A text that it throws on counts as left as it was.
 */
export async function scoreContender(redact, lines, onMiss = () => {}) {
  const score = { types: {}, forms: {}, vendors: {}, clean: {}, context: { lost: 0, total: 0 }, failures: 0 };
  for (const line of lines) {
    const output = await outputOf(redact, line.text, score);
    if (line.kind !== undefined) {
      const altered = output !== line.text;
      count(score.clean, line.kind, altered);
      if (altered) onMiss({ line, output, type: 'clean' });
      continue;
    }
    for (const value of line.values) {
      const found = isFound(output, value);
      count(score.types, value.type, found);
      if (value.type === 'hard') count(score.forms, value.sub, found);
      if (value.sub !== undefined && value.type === 'vendor-token') count(score.vendors, value.sub, found);
      if (!found) onMiss({ line, output, type: value.type, value });
    }
    const { lost, total } = contextLost(line, output);
    score.context.lost += lost;
    score.context.total += total;
  }
  return score;
}

async function outputOf(redact, text, score) {
  try {
    return await redact(text);
  } catch {
    score.failures++;
    return text;
  }
}

function count(table, name, hit) {
  const entry = (table[name] ??= { hits: 0, of: 0 });
  entry.of++;
  if (hit) entry.hits++;
}

/** The rows of the results, in the words of what was asked for: each with the types that make it up. */
export const ROWS = [
  ['e-mail', ['email']],
  ['card', ['card']],
  ['SSN', ['ssn']],
  ['ITIN', ['itin']],
  ['IBAN', ['iban']],
  ['phone', ['phone']],
  ['IPv4', ['ipv4']],
  ['IPv6', ['ipv6']],
  ['MAC', ['mac']],
  ['JWT, JWE', ['jwt']],
  ['bearer', ['bearer']],
  ['basic', ['basic']],
  ['digest', ['digest']],
  ['`password=` and kin', ['password']],
  ['URL credentials', ['url-credentials']],
  ['tokens in queries', ['query-token']],
  ['cloud keys', ['aws-key-id', 'aws-secret', 'gcp-key', 'azure-key']],
  ['vendor tokens', ['vendor-token']],
  ['private keys', ['private-key']],
  ['session cookies', ['session-cookie']],
  ['high entropy', ['entropy']],
  [
    'national ids',
    [
      'uk-nhs',
      'uk-nino',
      'de-steuer-id',
      'fr-nir',
      'es-dni',
      'it-codice-fiscale',
      'nl-bsn',
      'br-cpf',
      'in-aadhaar',
      'ca-sin',
    ],
  ],
];

/** Shares of a score: each between 0 and 1, undefined where nothing was there to be found. */
export function summarize({ types, forms, clean, context }) {
  const plainTypes = Object.entries(types).filter(([type]) => type !== 'hard');
  const shares = plainTypes.map(([, { hits, of }]) => hits / of);
  return {
    recall: shareOf(plainTypes.map(([, entry]) => entry)),
    macroRecall:
      shares.length === 0 ? undefined : shares.reduce((sum, share) => sum + share, 0) / shares.length,
    rows: Object.fromEntries(ROWS.map(([row, names]) => [row, shareOf(names.map((name) => types[name]))])),
    hard: shareOf([types.hard]),
    forms: Object.fromEntries(Object.entries(forms).map(([name, entry]) => [name, shareOf([entry])])),
    cleanAltered: shareOf(Object.values(clean)),
    // Of an id in a path nobody can say whether it is a person's: with and without those lines.
    cleanAlteredElse: shareOf(
      Object.keys(clean)
        .filter((kind) => kind !== 'request-path')
        .map((kind) => clean[kind]),
    ),
    contextLost: context.total === 0 ? undefined : context.lost / context.total,
  };
}

function shareOf(entries) {
  const present = entries.filter((entry) => entry !== undefined);
  const of = present.reduce((sum, entry) => sum + entry.of, 0);
  return of === 0 ? undefined : present.reduce((sum, entry) => sum + entry.hits, 0) / of;
}
