// All calls of a data file, in all ways that fit them.

import type { AdapterCall, AdapterData } from './adapter-data.ts';
import { completed, isStreamed } from './adapter-data.ts';
import type { Way } from './way.ts';
import { waysToEnd } from './ways-to-end.ts';
import { waysToFail } from './ways-to-fail.ts';
import { waysToLook } from './ways-to-look.ts';
import { waysToRead } from './ways-to-read.ts';

const WAYS = [...waysToEnd, ...waysToRead, ...waysToLook, ...waysToFail];

/** One call in one way, and the model by which it is known. */
export interface Program {
  readonly call: AdapterCall;
  readonly way: Way;
  readonly model: string;
  readonly title: string;
}

/** All calls in all ways that fit them. */
export function programsOf(data: AdapterData): Program[] {
  return data.calls
    .flatMap((call) => WAYS.filter((way) => fits(data, call, way)).map((way) => ({ call, way })))
    .map(({ call, way }, index) => ({
      call: completed(data, call),
      way: call.endsOtherwise?.[way.name] === undefined ? way : withoutOutcome(way),
      model: `${data.owner ?? ''}model-${index}`,
      title: `${call.name}, ${way.name}`,
    }));
}

function withoutOutcome(way: Way): Way {
  const { name, of, needs, answer, run } = way;
  return { name, of, run, ...(needs && { needs }), ...(answer && { answer }) };
}

function fits(data: AdapterData, call: AdapterCall, way: Way): boolean {
  if (data.neverEnds?.[way.name] !== undefined) return false;
  if (way.needs === 'signal' && !data.takesSignal) return false;
  if (way.needs === 'stop' && data.stop === undefined) return false;
  return way.of === 'both' || (way.of === 'streamed') === isStreamed(call);
}
