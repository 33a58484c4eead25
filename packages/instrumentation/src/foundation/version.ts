// Written by `npm run build` from each package.json: a bundle of this package has no such file beside it.

/** The version of this package. */
export const VERSION = '0.1.0';

/** The version of the OTLP exporters in this package. */
export const EXPORTER_VERSION = '0.301.0';
