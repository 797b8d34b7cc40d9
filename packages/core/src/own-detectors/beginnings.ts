import type { DetectorDefinition } from '../policy/policy.js';
import type { Pattern, Units } from './pattern.js';
import { readPattern } from './read-pattern.js';
import { spell } from './word-automaton.js';

/**
 * How everything begins that a detector finds, as far as that is one text of letters, digits and `.-_=:`: in lower case,
 * `0` for any digit. Empty where there is no such beginning.
 */
export function beginningsOf(definition: DetectorDefinition): readonly string[] {
  if ('words' in definition) return definition.words.map((word) => asciiOf(spell(word)));
  const read = readPattern(definition.pattern);
  return 'fault' in read ? [''] : [beginningOf(read.pattern).text];
}

interface Beginning {
  readonly text: string;
  /** What comes behind goes on from here. */
  readonly isWhole: boolean;
}

/** Up to what words for the line engine are not made of. */
function asciiOf(word: string): string {
  const text = /^[a-z\d.=:]*/.exec(word)?.[0] ?? '';
  return text.replace(/\d/g, '0');
}

function beginningOf(pattern: Pattern): Beginning {
  switch (pattern.kind) {
    case 'unit': {
      const text = signOf(pattern.units);
      return { text, isWhole: text !== '' };
    }
    case 'sequence':
      return pattern.parts.reduce(behind, { text: '', isWhole: true });
    case 'repeat': {
      const once = Array.from({ length: pattern.min }, () => pattern.part);
      const { text, isWhole } = once.reduce(behind, { text: '', isWhole: true });
      return { text, isWhole: isWhole && pattern.min === pattern.max };
    }
    case 'choice':
      return { text: '', isWhole: false };
  }
}

function behind({ text, isWhole }: Beginning, part: Pattern): Beginning {
  if (!isWhole) return { text, isWhole };
  const next = beginningOf(part);
  return { text: text + next.text, isWhole: next.isWhole };
}

/** The one character that all of these are, letters in either case and digits being one; empty where there is none. */
function signOf(units: Units): string {
  const signs = new Set(
    units.flatMap(([low, high]) =>
      Array.from({ length: Math.min(high - low, 127) + 1 }, (_, at) => low + at).map(signOfUnit),
    ),
  );
  const [only = ''] = signs;
  return signs.size === 1 ? only : '';
}

function signOfUnit(unit: number): string {
  const sign = String.fromCharCode(unit);
  return /[\w.=:-]/.test(sign) ? sign.toLowerCase().replace(/\d/, '0') : '';
}
