/**
 * The check digit of J. Verhoeff, "Error Detecting Decimal Codes" (1969): digits are multiplied as elements of the
 * dihedral group of order ten, each after it was permuted as often as its place from the right says.
 */
export function passesVerhoeff(digits: string): boolean {
  let product = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    product = multiply(product, permute(digit, place % 8));
  }
  return product === 0;
}

/** 0 to 4 are rotations of a pentagon, 5 to 9 reflections. */
function multiply(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b) % 5) + 5;
  return b < 5 ? ((a - b + 5) % 5) + 5 : (a - b + 5) % 5;
}

/** Verhoeff's permutation, which has cycles of eight digits and two. */
const PERMUTED = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

function permute(digit: number, times: number): number {
  let permuted = digit;
  for (let time = 0; time < times; time++) permuted = PERMUTED[permuted] as number;
  return permuted;
}
