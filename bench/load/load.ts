// What we add under load: a steady rate, a burst, a long prompt, very many calls.

import { type Bench, isAsked } from '../measurement.ts';
import { burst } from './burst.ts';
import { longPrompt } from './long-prompt.ts';
import { manyCalls } from './many-calls.ts';
import { rate } from './rate.ts';

const PARTS: Readonly<Record<string, Bench>> = {
  rate,
  burst,
  'long-prompt': longPrompt,
  'many-calls': manyCalls,
};

/** All parts, or those that `--only` names. */
export const load: Bench = async (size) => {
  const measured = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (!isAsked(size, 'load', name)) continue;
    console.error(`load, ${name}`);
    measured.push(...(await part(size)));
  }
  return measured;
};
