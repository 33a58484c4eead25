// The names and kinds of spans.

import type { SpanKind } from '@opentelemetry/api';
import { config } from '../../settings/settings.ts';
import type { OperationStart } from '../operation.ts';
import { otelApi } from '../../foundation/otel-api.ts';
import { knowsOperation } from './profile.ts';
import { SPAN } from './vocabulary.ts';
import type { Kind } from '../../model/kinds.ts';

/** The product's names; the other kinds use the same in either setting. */
const PRODUCT_NAME: Partial<Record<Kind, string>> = {
  inference: SPAN.llmCall,
  embeddings: SPAN.llmCall,
  rerank: SPAN.llmCall,
  retrieval: SPAN.retrieval,
  workflow: SPAN.chainStep,
  step: SPAN.chainStep,
};

/** The span's name under the setting `LLM_OTEL_SPAN_NAMES`. */
export function spanName({ kind, operation, name, request }: OperationStart): string {
  const product = PRODUCT_NAME[kind];
  if (product !== undefined && config().spanNames === 'product') return product;
  // A request goes by its own name if no emitted convention knows its operation.
  if (kind === 'request' && operation !== undefined)
    return knowsOperation(operation) ? operation : name!;
  const target = name ?? request.model;
  if (operation === undefined) return target ?? SPAN.chainStep;
  return target === undefined ? operation : `${operation} ${target}`;
}

const IN_PROCESS: ReadonlySet<Kind> = new Set<Kind>([
  'tool',
  'agent',
  'plan',
  'workflow',
  'step',
  'guardrail',
]);

/** CLIENT if another process does the work, else INTERNAL. */
export function spanKind({ kind, provider, serverAddress }: OperationStart): SpanKind {
  const { CLIENT, INTERNAL } = otelApi()!.SpanKind;
  // A memory may be a service or an application object.
  const isOwnMemory = kind === 'memory' && provider === undefined && serverAddress === undefined;
  return isOwnMemory || IN_PROCESS.has(kind) ? INTERNAL : CLIENT;
}

/** Whether another process does the work. */
export function isClientCall(start: OperationStart): boolean {
  return spanKind(start) === otelApi()!.SpanKind.CLIENT;
}
