/** What is said of passwords by its ending, in German, Dutch and Swedish, */
const GERMANIC = /(?:t|en|lich|ig|bar|sam|los|isch|haft|lang|kurz|d|lijk|baar|loos)$/;
/** in French, Spanish, Italian and Portuguese, */
const ROMANCE =
  /(?:eux|euse|able|ible|ante?|ente?|aire|oire|ique|ive|if|elle?|ue|ise|ite|[ai]d[ao]|os[ao]|ic[ao]|[ao]ri[ao]|iv[ao]|ct[ao]|[aiu]t[ao]|etto|etta|bile|ect|it)$/;
/** and word by word. */
const WORDS: ReadonlySet<string> = new Set(
  (
    'nicht kein keine noch jetzt nun schon immer sehr nur hier da alt neu gut schlecht leer falsch sicher unsicher richtig korrekt ' +
    'dasselbe derselbe dieses diese dein deine mein meine pflicht pflichtfeld standard geheim fehlerhaft unbekannt ' +
    'pas non trop bien faux vide court long juste bonne bon mauvais mauvaise obsolete celui celle votre notre encore toujours ' +
    'demasiado muy mal bien corta corto larga largo nula nulo falsa falso igual nueva nuevo vieja buena mala incorrecto facil dificil ' +
    'troppo corto corta lungo lunga sempre ancora uguale nuova vecchia debole forte breve giusta sbagliata vuota nulla ' +
    'muito curta fraca forte longa igual nova velha errada certa fraco senha vazia nula sempre ainda ' +
    'niet geen nog altijd leeg fout goed oud nieuw zwak sterk kort lang hetzelfde verplicht verlopen weg klaar ' +
    'inte redan alltid fel kort svagt gammalt'
  ).split(' '),
);

/** True for words that say something about a password in other languages than English; a noun of German has a capital. */
export function isSaidAbroad(word: string, isRomance: boolean): boolean {
  const plain = word.toLowerCase();
  return WORDS.has(plain) || (plain === word && (isRomance ? ROMANCE : GERMANIC).test(word));
}
