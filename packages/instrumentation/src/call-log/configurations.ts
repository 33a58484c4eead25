// The configurations that models are called with: each distinct one has a hash, and is told once by the process. Most
// calls repeat one of the last of their model, which is found by comparing values.

import { createHash } from 'node:crypto';
import { remark } from '../foundation/safely.ts';
import type { AnyRequest, OperationStart } from '../telemetry/operation.ts';

/** What is a configuration, in the order of the record's fields. */
const KEYS = [
  'topK',
  'temperature',
  'topP',
  'maxTokens',
  'frequencyPenalty',
  'presencePenalty',
  'stopSequences',
  'seed',
  'choiceCount',
  'outputType',
  'reasoningLevel',
  'openaiServiceTier',
  'anthropicServiceTier',
] as const satisfies readonly (keyof AnyRequest)[];
const NONE: readonly string[] = [];
/** Hexadecimal digits: 40 bits. */
const DIGITS = 10;
/** Further ones have a hash and are not told. */
const MOST = 1000;

/** One configuration. */
export interface Configuration {
  readonly hash: string;
  readonly start: Pick<OperationStart, 'provider' | 'operation' | 'request'>;
  /** Whether its record was written. */
  isTold: boolean;
}

const known = new Map<string, Configuration>();
/** The last ones of each model. */
const recent = new Map<string | undefined, Configuration[]>();
/** An agent calls a model in a few ways. */
const MOST_RECENT = 8;
let isFull = false;

/** The configuration of a call of a model; `undefined` for any other operation. */
export function configurationOf(start: OperationStart): Configuration | undefined {
  if (start.kind !== 'inference') return undefined;
  const repeated = recent.get(start.request.model)?.find((one) => isSame(one.start, start));
  return repeated ?? found(start);
}

/** Written out, since every call comes here: a loop over the keys takes ten times as long. */
function isSame(
  { provider, operation, request: a }: Configuration['start'],
  other: OperationStart,
) {
  const b = other.request;
  return (
    provider === other.provider &&
    operation === other.operation &&
    a.topK === b.topK &&
    a.temperature === b.temperature &&
    a.topP === b.topP &&
    a.maxTokens === b.maxTokens &&
    a.frequencyPenalty === b.frequencyPenalty &&
    a.presencePenalty === b.presencePenalty &&
    a.seed === b.seed &&
    a.choiceCount === b.choiceCount &&
    a.outputType === b.outputType &&
    a.reasoningLevel === b.reasoningLevel &&
    a.openaiServiceTier === b.openaiServiceTier &&
    a.anthropicServiceTier === b.anthropicServiceTier &&
    areEqual(a.stopSequences, b.stopSequences)
  );
}

function areEqual(one: readonly string[] = NONE, other: readonly string[] = NONE): boolean {
  return (
    one === other || (one.length === other.length && one.every((text, at) => text === other[at]))
  );
}

function found({ provider, operation, request }: OperationStart): Configuration {
  const { model } = request;
  const values = Object.fromEntries(
    KEYS.flatMap((key) => (request[key] === undefined ? [] : [[key, request[key]]])),
  ) as AnyRequest;
  const key = JSON.stringify([provider, operation, model, values]);
  let configuration = known.get(key);
  if (configuration === undefined) {
    const hash = createHash('sha256').update(key).digest('hex').slice(0, DIGITS);
    const start = { provider, operation, request: { model, ...values } };
    configuration = { hash, start, isTold: known.size >= MOST };
    if (configuration.isTold) sayFull();
    else known.set(key, configuration);
  }
  remember(model, configuration);
  return configuration;
}

function remember(model: string | undefined, configuration: Configuration): void {
  const ones = recent.get(model);
  if (ones !== undefined) {
    ones.unshift(configuration);
    if (ones.length > MOST_RECENT) ones.pop();
  } else if (recent.size < MOST) recent.set(model, [configuration]);
}

function sayFull(): void {
  if (!isFull)
    remark(`the call log tells ${MOST} configurations of a process, and no further ones`);
  isFull = true;
}
