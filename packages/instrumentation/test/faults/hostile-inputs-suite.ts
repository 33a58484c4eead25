// F-17: whatever an application passes, it gets what the bare SDK gives, its argument is as it was, and
// the call is recorded once.

import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { describeValue } from '../differential/description.ts';
import { rejection, type OpenAiModule } from '../differential/program.ts';
import type { Version } from '../support/traced-openai.ts';
import { clientOf, useBothSdks } from './both-sdks.ts';
import { hostileInputs, type HostileInput } from './hostile-inputs.ts';

interface Observed {
  readonly seen: readonly unknown[];
  readonly reads: ReadonlyMap<string, number>;
  /** The argument before and after the call; looking at it reads no property of its own. */
  readonly before: string;
  readonly after: string;
}

const look = (params: unknown): string =>
  inspect(params, { depth: 9, showHidden: true, showProxy: true, getters: false });

async function observe(openai: OpenAiModule, input: HostileInput): Promise<Observed> {
  const { params, reads } = input.make();
  const seen: unknown[] = [];
  const client = clientOf(openai, ({ body }) => {
    seen.push('sent', body instanceof FormData ? [...body.keys()] : describeValue(body, openai));
    return Response.json({ choices: [], data: [], output: [] });
  });
  const before = look(params);
  try {
    seen.push(describeValue(await rejection(input.send(client, params) as Promise<void>), openai));
  } catch (error) {
    seen.push('threw at once', describeValue(error, openai));
  }
  return { seen, reads, before, after: look(params) };
}

/** Properties that were read more often than they may be: those of content `contentReads` times. */
function readTooOften(
  input: HostileInput,
  bare: Observed,
  traced: Observed,
  contentReads: 0 | 1,
): string[] {
  const isContent = (name: string): boolean =>
    name === input.content || name === 'vendor' || name.startsWith('part.');
  return [...traced.reads].flatMap(([name, count]) => {
    const more = count - (bare.reads.get(name) ?? 0);
    return more > (isContent(name) ? contentReads : 1) ? [`${name}: ${more} times more`] : [];
  });
}

/** Tries all inputs; what we read of content we read at most `contentReads` times. */
export function testHostileInputs(version: Version, contentReads: 0 | 1): void {
  const both = useBothSdks(version);

  it('tries 200 inputs and more', () => {
    expect(hostileInputs.length).toBeGreaterThan(200);
  });

  /** What is to be seen of a call, and what was. */
  const observeBoth = async (input: HostileInput): Promise<{ due: unknown; actual: unknown }> => {
    const bare = await observe(both.modules.bare, input);
    const traced = await observe(both.modules.traced, input);
    const { spans, records } = await both.take();
    return {
      due: { seen: bare.seen, after: traced.before, tooOften: [], records: [spans[0]?.spanId] },
      actual: {
        seen: traced.seen,
        after: traced.after,
        tooOften: readTooOften(input, bare, traced, contentReads),
        records: records.map((record) => record['span_id']),
      },
    };
  };

  it.each(hostileInputs)('$label', async (input) => {
    const { due, actual } = await observeBoth(input);
    expect(actual).toEqual(due);
  });
}
