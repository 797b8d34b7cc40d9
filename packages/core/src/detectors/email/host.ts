/** True for the name of a host that persons have addresses at: not for files, versions and accounts of programs. */
export function isHost(domain: string): boolean {
  return TOP_LEVEL.test(withoutExtensions(domain)) && !VERSION.test(domain) && !OF_NOBODY.test(domain);
}

/** A label after the first that begins with two letters; anything after it belongs to the name or hangs on to it. */
const TOP_LEVEL = /[^.]\.(?:[\p{L}\p{M}]{2}|xn--)/iu;
const VERSION = /^v?\d+\.\d+\.\d/i;
/** Images for screens of some density, accounts of programs, hosts of a cluster, and units of systemd. */
const OF_NOBODY =
  /^\d+(?:\.\d+)?x[.~_-][^@]*\.(?:png|jpe?g|gif|webp|svg|avif|bmp|ico)$|\.(?:gserviceaccount\.com|cluster\.local|compute\.internal|localdomain)$|\.(?:service|socket|timer|mount|slice|scope|device)$/i;
/** Endings of files that are no top-level domains. */
const EXTENSION =
  /\.(?:png|jpe?g|gif|webp|svg|avif|bmp|ico|css|less|scss|[mc]?js|jsx|tsx|map|json|html?|xml|ya?ml|toml|lock|txt|log|csv|pdf|gz|tgz|bz2|sql|jar|war|exe|dll|conf|cfg|ini|bak|tmp|class|java|dmg|deb|rpm|whl)$/i;

/** `example.com.json` is a file named after a host, `main@a1b2.js` is only a file. */
function withoutExtensions(domain: string): string {
  let rest = domain;
  for (let most = 3; most > 0 && EXTENSION.test(rest); most--) rest = rest.replace(EXTENSION, '');
  return rest;
}
