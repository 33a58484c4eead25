// Converts the operation of an adapter or a helper for telemetry.

import { ONLY_NAME } from '../model/kinds.ts';
import type { Operation } from '../model/operation.ts';
import { serverOf } from '../model/server.ts';
import { namedProvider } from './named-providers.ts';
import type { OperationStart } from './operation.ts';
import type { AdoptedSpan } from './spans/adopted-span.ts';

type Told = Pick<OperationStart, 'capture' | 'content' | 'size' | 'isModelRun'>;

/** The start of `operation`, with its content and a foreign span for it, if there are any. */
export function toStart(
  operation: Operation,
  { capture, content, size, isModelRun }: Told = {},
  adopted?: AdoptedSpan,
): OperationStart {
  const { kind, role, name, provider, server, request } = operation;
  const found = typeof server === 'string' ? serverOf(server) : server;
  return {
    kind,
    ...(role !== undefined && { role }),
    operation: operation.operation ?? ONLY_NAME[kind],
    name,
    provider: provider === undefined ? undefined : (namedProvider(found) ?? provider),
    serverAddress: found?.address,
    serverPort: found?.port,
    request,
    size,
    capture,
    content,
    adopted,
    isModelRun,
  };
}
