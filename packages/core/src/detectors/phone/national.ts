import { isValid, isValidIn } from './plans.js';

/**
 * True for what is written as numbers are within a country: groups in the way of the place, and a number that its plan
 * has. Only ways of writing that nothing else has; the others need a word that tells.
 */
export function isNational(written: string): boolean {
  const digits = written.replace(/\D/g, '');
  const shape = shapeOf(written);
  return (
    isNorthAmerican(shape, digits) ||
    isWithTrunkPrefix(shape, digits) ||
    isFromAbroad(shape, digits) ||
    WRITTEN.some(({ shapes, code, trunk }) => shapes.test(shape) && isValidIn(code, digits.slice(trunk)))
  );
}

/** As `(3) 3-4`: how many digits each group has, and what is between them. */
function shapeOf(written: string): string {
  return written
    .replace(/\d+/g, (group) => String(group.length))
    .replace(/ ?[\u2010-\u2015-] ?/g, '-')
    .replace(/[\u00a0\u202f]/g, ' ');
}

/** Shapes that only numbers of one plan have, and how many digits in front are no part of the number. */
const WRITTEN = [
  { shapes: /^\(2\) ?[45]-4$|^2 5-4$/, code: '55', trunk: 0 },
  { shapes: /^1(?:-3-|-? ?\(3\) ?)3-?2-?2$/, code: '7', trunk: 1 },
  { shapes: /^3([- ])4\1?4$/, code: '86', trunk: 0 },
] as const;

const NORTH_AMERICAN = /^(?:1[ .-])?(?:\(3\)[ .-]?3[ .-]?4|3([.-])3\1?4|3[./ ]3-4|3-3 4|3 3 4)$/;

function isNorthAmerican(shape: string, digits: string): boolean {
  if (!NORTH_AMERICAN.test(shape)) return false;
  const number = digits.length === 11 ? digits.slice(1) : digits;
  if (digits.length === 11 && !digits.startsWith('1')) return false;
  // Three numbers in columns: a status comes first in many.
  if (/^3 3 4$/.test(shape) && /^[1-5]/.test(number)) return false;
  return isValidIn('1', number) || FICTIONAL.test(number);
}

/** Area and office codes that are kept free for stories, which the plan does not have. */
const FICTIONAL = /^(?:555[2-9]\d{6}|[2-9]\d\d555\d{4}|555\d{7})$/;

/** The countries with a zero in front of the area, by their codes; those with a plan of fixed lengths first. */
const TRUNK_ZERO = [
  '44',
  '33',
  '31',
  '32',
  '41',
  '61',
  '81',
  '353',
  '27',
  '46',
  '49',
  '43',
  '90',
  '82',
  '64',
  '91',
];
const KEEPS_ZERO = '39';

function isWithTrunkPrefix(shape: string, digits: string): boolean {
  if (!/^0[1-9]/.test(digits) || digits.length < 9 || digits.length > 12) return false;
  const hasBrackets = /^\([2-6]\)/.test(shape);
  if (!hasBrackets && digits.length < 10) return false;
  if (!/^(?:\([2-6]\)[ -]?|[2-6][ /-])[2-8](?:[ -][2-8]){0,4}$|^2([. -])2\1?2\1?2\1?2$/.test(shape))
    return false;
  if (/^2.2.[24]/.test(shape) && !/^2(.)2\1?2\1?2\1?2$/.test(shape)) return false;
  const number = digits.slice(1);
  const isBritishFiction = /^7700900\d{3}$/.test(number);
  return (
    isBritishFiction || TRUNK_ZERO.some((code) => isValidIn(code, number)) || isValidIn(KEEPS_ZERO, digits)
  );
}

/** The international prefix of most countries. */
function isFromAbroad(shape: string, digits: string): boolean {
  return /^00[1-9]/.test(digits) && /^[2-5][ -]/.test(shape) && isValid(digits.slice(2));
}
