// Patterns of your own. `npm run docs` writes them to redaction.yaml.

import type { Form } from './form.ts';

/** For example `{ pattern: 'EMP-[0-9]{6}', replacement: '[REDACTED]' }`. */
export const OWN_FORMS: readonly Form[] = [];
