/** What is said of passwords: by its ending, */
const ENDINGS =
  /(?:ed|ing|ic|al|able|ible|ive|ly|ous|ful|less|ant|ent|ary|ory|wn|en|est|lar|text|til|dom|case|proof|wide)$/;
/** With such an ending and nothing that is said of anything. */
const NOUNS: ReadonlySet<string> = new Set(
  (
    'king spring wing ring swing morning evening darling sterling lightning magic music titanic arctic comic mosaic ' +
    'animal metal crystal coral medal general admiral portal carnival festival seed speed weed reed elephant giant serpent ' +
    'chicken kitten queen green raven garden heaven seven eleven oven dozen linen maiden pollen forest harvest tempest nest west ' +
    'olive victory glory story factory table cable fable sable freedom kingdom wisdom crown clown brown town ice pillar dollar ' +
    'collar suitcase staircase bookcase canary library'
  ).split(' '),
);

/** and word by word. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'required right proper wrong weak strong short long longer shorter correct incorrect valid invalid empty null missing safe secure unsafe insecure ' +
    'null undefined none expired also still never always same different unique old plain blank only here there this that these those ' +
    'what whatever where when while why how who unknown fine good bad great okay stale absent mandatory optional lost gone your yours ' +
    'mine his hers ours theirs none nothing something anything everything both either neither true false with from about over ' +
    'under above below after before without within very more less most least just simple complex easy hard harder secret private ' +
    'default obvious clear string number hash token bcrypt argon part back next last first second ready live fresh random ' +
    'pending okay sane legit mixed broken fake null good better best worse worst stronger weaker safer tool into onto once twice ' +
    'again enough than then even ever today tomorrow yesterday week month year days until till since because though although ' +
    'there here they them their the and but not for are was were has had have will would can could may might must shall should does ' +
    'did its our out off yet too any all each other another such like falsch richtig korrekt incorrecto incorrecta correcto correcta ' +
    'sbagliata errada errado invalide incorrecte faux onjuist verkeerd fout weg ' +
    // Participles, qualities, and what a password may be made of.
    'set reset unset kept sent read held put cut met got made done bound found built left hid hidden stuck bcrypted swept lent shut ' +
    'common rare single double dual equal odd dead alive due overdue late early open full half whole raw hex binary ascii unicode ' +
    'clean dirty free busy remote opaque mature immature pure sure unsure obscure minor major poor rich high low deep shallow thin thick ' +
    'narrow big small large tiny huge bigger smaller larger older newer easier simpler lower higher later sooner nonsense garbage junk ' +
    'trash cool nice perfect lame dumb stupid silly crazy weird funny bogus dummy placeholder example sample moot void inert intact ' +
    'exact direct corrupt obsolete complete incomplete adequate inadequate accurate duplicate appropriate separate immediate finite ' +
    'infinite opposite tricky risky leaky lengthy faulty handy messy buggy flaky dodgy crappy faint silent loud taboo dynamic ' +
    'data json bytes byte bits chars letters digits digit words word symbols character characters input output value field key cookie ' +
    'phrase sentence name username email mail address phone birthday date time times level user users service ' +
    'fehler leer kurz lang schwach sicher obligatoria obligatorio corta larga segura vide court requis requise obbligatoria vuota'
  ).split(' '),
);

/** True for words that say something about a password, and for those that stand for it; of several with hyphens the last. */
export function isSaidOf(words: string): boolean {
  const word = words.slice(words.lastIndexOf('-') + 1);
  return word.length < 3 || WORDS.has(word) || (ENDINGS.test(word) && !NOUNS.has(word));
}
