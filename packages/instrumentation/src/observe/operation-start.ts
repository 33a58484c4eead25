// What is known of a call when it starts.

import type { OperationStart } from '../telemetry/operation.ts';
import type { AnyMethod } from '../model/adapter.ts';
import type { OperationName, ProviderName, RequestMetadata } from '../model/model.ts';
import type { Server } from '../model/server.ts';

/** Who answers. */
export interface Target {
  readonly provider: ProviderName;
  readonly server: Server | undefined;
}

/** The start of a call of `method` that asks its target for `request`. */
export function startOf(
  method: AnyMethod,
  request: RequestMetadata,
  { provider, server }: Target,
  said: Pick<OperationStart, 'capture' | 'content'>,
): OperationStart {
  return {
    kind: kindOf(method.operation),
    operation: method.operation,
    name: method.name ?? request.dataSourceId ?? request.agentName,
    provider,
    serverAddress: server?.address,
    serverPort: server?.port,
    request,
    ...said,
  };
}

function kindOf(operation: OperationName | undefined): OperationStart['kind'] {
  if (operation === undefined || operation === 'fetch_response') return 'request';
  if (operation === 'create_agent') return 'agent_creation';
  return operation === 'embeddings' || operation === 'retrieval' ? operation : 'inference';
}
