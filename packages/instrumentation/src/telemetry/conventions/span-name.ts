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
  if (kind === 'mcp') return named(request.mcpMethod ?? SPAN.mcp, name);
  const target = name ?? request.model;
  if (operation === undefined) return target ?? SPAN.chainStep;
  return named(operation, target);
}

function named(what: string, target: string | undefined): string {
  return target === undefined ? what : `${what} ${target}`;
}

const IN_PROCESS: ReadonlySet<Kind> = new Set<Kind>([
  'tool',
  'agent',
  'plan',
  'workflow',
  'step',
  'guardrail',
]);

/** SERVER if it is asked for, CLIENT if another process does the work, else INTERNAL. */
export function spanKind({ kind, role, provider, serverAddress }: OperationStart): SpanKind {
  const { CLIENT, INTERNAL, SERVER } = otelApi()!.SpanKind;
  if (role === 'server') return SERVER;
  // A memory may be a service or an application object.
  const isOwnMemory = kind === 'memory' && provider === undefined && serverAddress === undefined;
  return isOwnMemory || IN_PROCESS.has(kind) ? INTERNAL : CLIENT;
}

/** Whether it is a call of a provider. */
export function isClientCall(start: OperationStart): boolean {
  return start.kind !== 'mcp' && spanKind(start) === otelApi()!.SpanKind.CLIENT;
}
