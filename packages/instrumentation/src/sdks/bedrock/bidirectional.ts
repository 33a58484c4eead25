// A conversation in both directions, such as Nova Sonic's: one operation that lasts as long as the connection, because no
// event says to what it answers. What was counted is said again and again, each time of all until then.

import { toCount } from '../../model/count.ts';
import type { TokensByModality, Usage } from '../../model/response.ts';
import { ownValue } from '../../model/size.ts';
import { inference } from './clients.ts';
import { parsed } from './invoke-body.ts';

interface Command {
  readonly input: { readonly modelId?: string };
}
interface Connected {
  readonly body?: object;
}
interface Event {
  readonly chunk?: { readonly bytes?: unknown };
}

const FINISH_REASONS: Readonly<Record<string, string>> = {
  END_TURN: 'stop',
  INTERRUPTED: 'stop',
  TOOL_USE: 'tool_call',
  MAX_TOKENS: 'length',
  CONTENT_FILTERED: 'content_filter',
};

/** The method of an `InvokeModelWithBidirectionalStreamCommand`. What is said is not read. */
export const bidirectional = inference<Command, Connected, Event>({
  operation: 'generate_content',
  request: ({ input }) => ({ model: input.modelId, outputType: 'speech', stream: true }),
  stream: ({ body }) => body,
  response: () => ({}),
  chunk(into, { chunk }) {
    const event = parsed(chunk?.bytes)?.['event'];
    const counted = ownValue(event, 'usageEvent');
    if (counted !== undefined) into.usage(toUsage(counted));
    const reason = ownValue(ownValue(event, 'contentEnd'), 'stopReason');
    const known = typeof reason === 'string' ? FINISH_REASONS[reason] : undefined;
    if (known !== undefined) into.choice(0, known);
  },
});

function toUsage(counted: unknown): Usage {
  const total = ownValue(ownValue(counted, 'details'), 'total');
  return {
    inputTokens: toCount(ownValue(counted, 'totalInputTokens')),
    outputTokens: toCount(ownValue(counted, 'totalOutputTokens')),
    inputByModality: toModalities(ownValue(total, 'input')),
    outputByModality: toModalities(ownValue(total, 'output')),
  };
}

function toModalities(counted: unknown): TokensByModality {
  return {
    audio: toCount(ownValue(counted, 'speechTokens')),
    text: toCount(ownValue(counted, 'textTokens')),
  };
}
