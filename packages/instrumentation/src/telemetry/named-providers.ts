// The providers that the settings name by host.

import type { Server } from '../model/server.ts';
import { config, listOf } from '../settings/settings.ts';

let read: { readonly from: string; readonly byHost: ReadonlyMap<string, string> } | undefined;

/** The provider that `LLM_OTEL_PROVIDERS` names for a server; `undefined` if it names none. */
export function namedProvider(server: Server | undefined): string | undefined {
  const { providers } = config();
  if (providers === undefined || server === undefined) return undefined;
  if (read?.from !== providers) {
    const pairs = listOf(providers).map((pair) => pair.split('=') as [string, string]);
    read = { from: providers, byHost: new Map(pairs) };
  }
  const { byHost } = read;
  const { address, port } = server;
  const labels = address.toLowerCase().split('.');
  return (
    byHost.get(`${address.toLowerCase()}:${port}`) ??
    labels
      .map((_label, index) => byHost.get(labels.slice(index).join('.')))
      .find((provider) => provider !== undefined)
  );
}
