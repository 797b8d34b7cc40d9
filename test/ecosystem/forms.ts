/** What a program of the page becomes where not the logger but a transport is protected. */

/** By the transport of pino, in its worker thread. */
export function byTransport(text: string): string {
  return replaced(
    text,
    /logsieve\(pino\((?:\{.*\})?\), (\{ policy.* \})\)/,
    "pino({ transport: { target: '@logsieve/pino', options: $1 } })",
  );
}

/** By a transport of winston around another. */
export function byWinstonTransport(text: string): string {
  const policy = /logsieve\(logger, \{ (policy.*) \}\);/.exec(text)?.[1] ?? '';
  const around = `new LogsieveTransport({ ${policy}, transport: new winston.transports.Console() })`;
  const imported = replaced(text, /\{ logsieve \}/, '{ LogsieveTransport }');
  const wrapped = replaced(imported, /new winston\.transports\.Console\(\)/, around);
  return replaced(wrapped, /logsieve\(logger, .*\);/, 'logger;');
}

/** Throws where the program has no such place. */
export function replaced(text: string, place: RegExp, by: string): string {
  if (!place.test(text)) throw new Error(`the program has no place like ${String(place)}`);
  return text.replace(place, by);
}
