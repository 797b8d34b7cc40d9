import type { DetectorExample } from '../detector.js';

/** What is said of secrets in other languages than English. */
export const ABROAD_EXAMPLES: readonly DetectorExample[] = [
  { text: 'das Passwort ist Sonnenblume, bitte', redacted: 'das Passwort ist [secret], bitte' },
  { text: 'dein Passwort war dragon7 und', redacted: 'dein Passwort war [secret] und' },
  { text: 'le mot de passe est dragon pour', redacted: 'le mot de passe est [secret] pour' },
  { text: "mon mdp c'est dragon", redacted: "mon mdp c'est [secret]" },
  { text: 'Olá, a palavra-passe é dragon', redacted: 'Olá, a palavra-passe é [secret]' },
  {
    text: "così: la parola d'ordine è dragon, parola d'ordine: tiger",
    redacted: "così: la parola d'ordine è [secret], parola d'ordine: [secret]",
  },
  {
    text: 'contraseña nueva: tiger77, password nuova: tiger78',
    redacted: 'contraseña nueva: [secret], password nuova: [secret]',
  },
  { text: 'credenciales: ada / tiger77', redacted: 'credenciales: [secret]' },
  { text: 'het wachtwoord is dragon', redacted: 'het wachtwoord is [secret]' },
  { text: 'lösenordet är dragon77, lösenord: tiger', redacted: 'lösenordet är [secret], lösenord: [secret]' },
  { text: 'şifre: dragon, adgangskode: tiger', redacted: 'şifre: [secret], adgangskode: [secret]' },
  { text: 'la clave es tiger77, clave=dragon', redacted: 'la clave es [secret], clave=[secret]' },
];

/** Sentences in such languages that tell of secrets and have none. */
export const ABROAD_COUNTER_EXAMPLES: readonly string[] = [
  'das Passwort ist falsch',
  'das Passwort ist gesperrt',
  'Ihr Passwort ist abgelaufen',
  'le mot de passe est trop court',
  'le mot de passe est obligatoire',
  'la password è scaduta',
  'la contraseña es obligatoria',
  'a senha é curta',
  'het wachtwoord is onjuist',
  'lösenordet är för kort',
  'Passwort: mindestens 8 Zeichen',
  'contraseña: campo requerido',
  'mot de passe: champ obligatoire',
  'mot de passe : 8 caractères minimum',
  'clave primaria duplicada',
  'la clave es única',
  'clave: usuario',
];
