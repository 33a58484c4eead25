// What the cases of local packages share: what a span of a generation says, messages, and calls that must fail.

import type { Attributes, Stage } from './local-data.ts';

/** What the span of a generation says. */
export function generated(operation: string, outcome: string, more: Attributes = {}): Attributes {
  return {
    'gen_ai.operation.name': operation,
    'gen_ai.provider.name': 'local',
    'llm_otel.outcome': outcome,
    ...more,
  };
}

/** A message with one text, as the conventions have it. */
export function message(role: string, content: string, finish_reason?: string): object {
  return {
    role,
    parts: [{ type: 'text', content }],
    ...(finish_reason !== undefined && { finish_reason }),
  };
}

/** Logs what a call that must fail throws. */
export async function failing(
  { log }: Pick<Stage, 'log'>,
  call: () => Promise<unknown>,
): Promise<void> {
  try {
    log('did not throw', await call());
  } catch (error) {
    log(error);
  }
}
