// The result of a query: how it ended, and what all of it has used.

import type { Usage } from '../../model/response.ts';
import type { EndOptions } from '../../model/tracing.ts';
import { toTextParts } from '../content-parts.ts';
import { toUsage } from '../shapes/messages/messages-usage.ts';
import { toFinishReason } from '../shapes/stop-reason.ts';
import type { ResultMessage } from './messages.ts';

/** What the results of a query sum up to. */
export type Totals = Pick<Usage, 'inputTokens' | 'outputTokens' | 'statedCost'>;

/** `totals` with those of a further result: tokens are those of its turn, the cost is that of the whole query. */
export function withResult(totals: Totals, { usage, total_cost_usd: cost }: ResultMessage): Totals {
  const told = toUsage(usage);
  return {
    inputTokens: sum(totals.inputTokens, told?.inputTokens),
    outputTokens: sum(totals.outputTokens, told?.outputTokens),
    statedCost: cost ?? totals.statedCost,
  };
}

/** `end` with `totals`. */
export function withTotals(end: EndOptions, totals: Totals): EndOptions {
  const usage = Object.fromEntries(
    Object.entries(totals).filter(([, value]) => value !== undefined),
  );
  return { ...end, response: { ...end.response, usage } };
}

/** How it ended. */
export function endOf(result: ResultMessage): EndOptions {
  const { subtype, terminal_reason: reason, stop_reason: stopReason, errors } = result;
  const finishReason = toFinishReason(stopReason);
  const response = { finishReasons: finishReason === undefined ? undefined : [finishReason] };
  if (reason?.startsWith('aborted_') === true) return { response, outcome: 'aborted' };
  const isFailed = result.is_error === true || subtype.startsWith('error');
  if (isFailed) {
    const code = subtype === 'success' ? (reason ?? 'api_error') : subtype;
    const message = errors?.join('\n') ?? result.result;
    return { response: { ...response, failure: { code, message } } };
  }
  const parts = toTextParts(result.result ?? '');
  const finish_reason = finishReason ?? 'stop';
  const said = [{ role: 'assistant', parts, finish_reason }];
  return { response, output: () => ({ outputMessages: said }) };
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return b === undefined ? a : (a ?? 0) + b;
}
