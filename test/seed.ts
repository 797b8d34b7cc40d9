/**
 * Generated cases are others in every run, so that more and more are tried. `PROPERTY_SEED=7 npm run unit` takes the
 * same again; CI does, where a commit either passes or not.
 */
const seed = process.env['PROPERTY_SEED'];
if (seed !== undefined) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ seed: Number(seed) });
}

export {};
