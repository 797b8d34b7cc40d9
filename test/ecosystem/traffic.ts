import { ADDRESS, CANARIES as c } from './canaries.js';

const headers = {
  authorization: `Bearer ${c['bearer']}`,
  cookie: `sid=${c['cookie']}; theme=dark`,
  'x-api-key': c['apiKey']!,
  'user-agent': `Mozilla/5.0 ${c['userAgent']}`,
  referer: `https://shop.example/search?q=${c['referrer']}`,
  'x-forwarded-for': ADDRESS,
  'x-custom': c['header']!,
};

/** A login, a request that fails with an error full of data, and one to a route that is not there. */
export async function browse(port: number): Promise<void> {
  const origin = `http://127.0.0.1:${port}`;
  await ask(`${origin}/login/${c['path']}?token=${c['query']}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      email: `${c['email']}@example.com`,
      password: c['password'],
      profile: { card: c['card'], [c['key']!]: true },
    }),
  });
  const { message, cause, detail } = c;
  await ask(`${origin}/fail?${new URLSearchParams({ message, cause, detail } as Record<string, string>)}`, {
    headers,
  });
  await ask(`${origin}/nowhere/${c['unknownRoute']}?q=${c['query']}`, { headers });
}

async function ask(url: string, init: RequestInit): Promise<void> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(20_000) });
  await answer.text();
}
