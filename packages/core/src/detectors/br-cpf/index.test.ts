import { describe, expect, it } from 'vitest';
import { brCpf } from './index.js';

const found = (text: string) => brCpf.find(text).map((finding) => text.slice(finding.start, finding.end));

describe('br-cpf', () => {
  it.each(['111444777', '529982247', '000000001', '123456789'])(
    'takes of all check digits of %s one pair',
    (digits) => {
      const all = Array.from({ length: 100 }, (_, at) => `cpf ${digits}${String(at).padStart(2, '0')}`);
      expect(found(all.join('; '))).toHaveLength(1);
    },
  );

  it('asks for a word unless it is written in the usual way', () => {
    expect(found('52998224725 529 982 247 25 529.982.24725')).toEqual([]);
    expect(found('529.982.247-25')).toHaveLength(1);
    expect(found('cpf 52998224725, cpf 529 982 247 25, CPF nº 529.982.24725')).toHaveLength(3);
  });

  it('takes no row of one digit', () => {
    expect(found('cpf 11111111111 cpf 000.000.000-00')).toEqual([]);
  });
});
