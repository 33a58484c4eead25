// Converts the operation of an adapter or a helper for telemetry.

import { safely } from '../foundation/safely.ts';
import { ONLY_NAME } from '../model/kinds.ts';
import type { Operation } from '../model/operation.ts';
import { serverOf } from '../model/server.ts';
import { namedProvider } from './named-providers.ts';
import type { OperationStart } from './operation.ts';
import type { AdoptedSpan } from './spans/adopted-span.ts';

type Told = Pick<OperationStart, 'capture' | 'content' | 'size' | 'isModelRun' | 'foundServer'>;

/** The start of `operation`, with its content and a foreign span for it, if there are any. */
export function toStart(
  operation: Operation,
  { capture, content, size, isModelRun, foundServer }: Told = {},
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
    foundServer,
  };
}

/** `start` at the end of the operation, with the server that has been found out meanwhile. */
export function located(start: OperationStart): OperationStart {
  const { foundServer, serverAddress } = start;
  if (foundServer === undefined || serverAddress !== undefined) return start;
  const server = serverOf(safely('looking for a server', foundServer));
  return server === undefined
    ? start
    : { ...start, serverAddress: server.address, serverPort: server.port };
}
