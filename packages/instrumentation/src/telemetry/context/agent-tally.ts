// An agent's work between its start and its end: its own calls, not those of agents below it.
// Counted for every agent, sampled or not.

import type { Attributes } from '@opentelemetry/api';
import type { Response, Usage } from '../../model/response.ts';
import { ATTRIBUTE } from '../conventions/vocabulary.ts';
import type { Kind } from '../../model/kinds.ts';

/** The totals of one agent invocation. */
export class AgentTally {
  readonly agentName: string | undefined;
  #inferenceCalls = 0;
  #toolCalls = 0;
  #inputTokens: number | undefined;
  #outputTokens: number | undefined;
  #finishReasons: string[] | undefined;

  constructor(agentName: string | undefined) {
    this.agentName = agentName;
  }

  /** Model calls that ended, including failed ones. */
  get inferenceCalls(): number {
    return this.#inferenceCalls;
  }

  /** Tool executions that ended, including failed ones. */
  get toolCalls(): number {
    return this.#toolCalls;
  }

  /** Adds an ended operation below the agent. What outlives the agent misses its metrics. */
  add(kind: Kind, { usage, finishReasons }: Response): void {
    if (kind === 'tool') this.#toolCalls++;
    if (kind !== 'inference') return;
    this.#inferenceCalls++;
    this.#inputTokens = sum(this.#inputTokens, usage?.inputTokens);
    this.#outputTokens = sum(this.#outputTokens, usage?.outputTokens);
    this.#finishReasons = finishReasons;
  }

  /** The totals of its calls, except what is in `told`: tokens of all, finish reasons of the last. */
  responseBesides(told: Attributes = {}): Response {
    const response: Response = {};
    if (told[ATTRIBUTE.responseFinishReasons] === undefined && this.#finishReasons !== undefined) {
      response.finishReasons = this.#finishReasons;
    }
    const usage: Usage = {};
    if (told[ATTRIBUTE.usageInputTokens] === undefined) usage.inputTokens = this.#inputTokens;
    if (told[ATTRIBUTE.usageOutputTokens] === undefined) usage.outputTokens = this.#outputTokens;
    return { ...response, usage };
  }
}

/** Two unknown counts are unknown, not 0. */
function sum(total: number | undefined, tokens: number | undefined): number | undefined {
  return tokens === undefined ? total : (total ?? 0) + tokens;
}
