/** E-mail addresses. */

const GIVEN = 'kim ada jonas maria wei priya oluwaseun lucia piotr ines tom aoife'.split(' ');
const FAMILY = 'larsen okafor meier silva zhang nowak dubois rossi patel oneill berg'.split(' ');
/** Made of parts, so that addresses at real domains come out only by accident. */
const DOMAIN_PARTS = 'mail post north blue acme fjord globex initech lumen kite oak'.split(' ');
const TOP =
  'com org net io dev de fr co.uk com.br nl it es in ca com.au jp se pl ch edu gov info museum technology online app ai me example co.jp xn--p1ai'.split(
    ' ',
  );

/** RFC 5321 and RFC 6531; top-level domains as in the root zone. */
export function email(random) {
  const text = `${localPart(random)}@${domain(random)}`;
  return random.chance(0.06) ? text.toUpperCase() : text;
}

/** Letters outside ASCII and marks that few use: allowed, and rare. */
export function rareEmail(random) {
  const given = random.pick(GIVEN);
  return random.pick([
    `jörg.${random.pick(FAMILY)}@${domain(random)}`,
    `${given}@bücher-${random.pick(DOMAIN_PARTS)}.de`,
    `用户${random.int(1, 99)}@${domain(random)}`,
    `${given}!def/${random.int(10, 99)}%x@${domain(random)}`,
    `${given}+tag=${random.int(10, 99)}@${domain(random)}`,
  ]);
}

function localPart(random) {
  const [given, family] = [random.pick(GIVEN), random.pick(FAMILY)];
  return random.pick([
    `${given}.${family}`,
    `${given}${family}`,
    `${given[0]}.${family}`,
    `${given}_${family}${random.int(1, 99)}`,
    `${given}-${family}`,
    `${given}${random.int(60, 2009)}`,
    `${given}.${family}+${random.pick(['news', 'shop', 'test', 'inv2024'])}`,
    `${family}${random.int(100, 9999)}`,
    `${given[0].toUpperCase()}${given.slice(1)}.${family[0].toUpperCase()}${family.slice(1)}`,
    random.pick(['info', 'office', 'hr', 'accounts']) + random.int(1, 99),
    `${given.slice(0, 1)}${random.int(1, 9)}`,
    `o'${family}`,
  ]);
}

function domain(random) {
  const name = random.chance(0.4)
    ? `${random.pick(DOMAIN_PARTS)}${random.pick(['-', ''])}${random.pick(DOMAIN_PARTS)}`
    : `${random.pick(DOMAIN_PARTS)}${random.int(2, 999)}`;
  const sub = random.chance(0.15) ? `${random.pick(['mx', 'corp', 'eu', 'students', 'staff'])}.` : '';
  return `${sub}${name}.${random.pick(TOP)}`;
}
