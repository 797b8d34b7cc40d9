import { describe, expect, it } from 'vitest';
import { caSin } from './index.js';

const found = (text: string) => caSin.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('ca-sin', () => {
  it('takes of all check digits the one that fits', () => {
    for (const digits of ['13069254', '04645428', '99999999', '10000000']) {
      const all = Array.from('0123456789', (check) => `sin ${digits}${check}`);
      expect(found(all.join('; '))).toHaveLength(1);
    }
  });

  it('asks for a word, however the number is written', () => {
    expect(found('130692544 130-692-544 cosin 130692544 sin, 130692544')).toEqual([]);
    expect(found('SIN: 130-692-544, NAS 130 692 544, socialInsuranceNumber=130692544')).toHaveLength(3);
  });
});
