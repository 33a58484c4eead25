// The SDK's own example clients and servers behave alike over HTTP with and without us: what they print, what is on
// the wire but for the trace, and how they end.

import { describe, expect, it } from 'vitest';
import { EVERY_TOOL } from './every-tool.ts';
import { talk } from './example-talk.ts';

describe.each([
  ['parallelToolCallsClient', 'jsonResponseStreamableHttp'],
  ['multipleClientsParallel', 'simpleStatelessStreamableHttp'],
  ['multipleClientsParallel', 'simpleStreamableHttp'],
  ['streamableHttpWithSseFallbackClient', 'sseAndStreamableHttpCompatibleServer'],
  ['streamableHttpWithSseFallbackClient', 'standaloneSseWithGetStreamableHttp'],
  ['ssePollingClient', 'ssePollingExample'],
  ['every tool', 'honoWebStandardStreamableHttp'],
  ['every tool', 'simpleSseServer'],
  ['every tool', 'elicitationFormExample'],
  ['every tool', 'simpleTaskInteractive'],
])('%s', (client, server) => {
  const source = client === 'every tool' ? EVERY_TOOL : `client/${client}`;
  it(`and ${server} see the same`, { timeout: 60_000 }, async () => {
    const [traced, bare] = await Promise.all([
      talk(source, `server/${server}`, true),
      talk(source, `server/${server}`, false),
    ]);
    expect(bare).toMatchObject({ carried: 0, client: { exitCode: 0 } });
    expect(bare.messages.length).toBeGreaterThan(4);
    expect(traced.carried).toBeGreaterThan(0);
    expect({ ...traced, carried: 0 }).toEqual(bare);
  });
});
