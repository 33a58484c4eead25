// The adapter of the Model Context Protocol's SDK. Clients and servers share a class, `Protocol`, through which every
// message passes.

import { defineAdapter, type PackageRule } from '../../model/adapter.ts';
import type { Target } from '../../model/target.ts';
import { declaring } from '../declaring.ts';
import { handlingNotifications, handlingRequests, noticingResponses } from './handling.ts';
import { pastProtocol } from './past-protocol.ts';
import { listeningClient } from './listening-client.ts';
import { listeningServer } from './listening-server.ts';
import { noticingCloses, noticingEnds, noticingStarts } from './session.ts';
import { notificationMethod, requestMethod } from './sending.ts';
import { stdioClient, stdioServer } from './stdio.ts';

const TRACES = 'requests and notifications of clients and servers';

/** Methods of `Protocol` that are no calls. */
const AROUND = {
  _onrequest: handlingRequests,
  _onnotification: handlingNotifications,
  _onresponse: noticingResponses,
  connect: noticingStarts,
  close: noticingCloses,
  _onclose: noticingEnds,
};

/** What of `Protocol` is replaced: what sends a request and a notification, with the index of that among its arguments. */
function protocol(
  request: string,
  notification: string,
  at: number,
  isLocal?: true,
): readonly Target[] {
  const methods = {
    [request]: requestMethod(at, isLocal === true),
    [notification]: notificationMethod(at),
  };
  const local = isLocal === true ? { isLocal } : {};
  return [
    {
      kind: 'class',
      name: 'Protocol',
      owner: 'declaring',
      reach: { client: '' },
      methods,
      ...local,
    },
    {
      kind: 'subscribe',
      name: 'Protocol',
      ...local,
      install(from, tracing) {
        const prototype = prototypeIn(from);
        if (prototype === undefined) return;
        for (const [name, around] of Object.entries(AROUND)) {
          tracing.replace(prototype, name, around(tracing));
        }
      },
    },
  ];
}

/** Version 2 has a class of its own in each package, in a file with a hash in its name. */
function version2(name: string, stdio: Target, ...more: PackageRule['files']): PackageRule {
  return {
    name,
    versions: '>=2 <3',
    traces: TRACES,
    files: [
      {
        file: /^dist\/src-[\w-]+$/,
        targets: protocol('_requestWithSchemaViaCodec', '_notificationViaCodec', 1, true),
      },
      { file: /^dist\/stdio$/, targets: [stdio] },
      ...more,
    ],
  };
}

/** The prototype that handles messages: of a module's exports, of a class, or of a client or server. */
function prototypeIn(from: unknown): object | undefined {
  const { Protocol: exported } = (from ?? {}) as { readonly Protocol?: unknown };
  const found = exported ?? from;
  const start: unknown = typeof found === 'function' ? found.prototype : found;
  return declaring(start, '_onrequest');
}

export const mcp = defineAdapter({
  name: 'mcp',
  clients: ['Protocol'],
  packages: [
    {
      name: '@modelcontextprotocol/sdk',
      versions: '>=1.10 <2',
      traces: TRACES,
      files: [
        {
          file: /^dist\/(?:esm|cjs)\/shared\/protocol$/,
          targets: protocol('request', 'notification', 0),
        },
        { file: /^dist\/(?:esm|cjs)\/client\/stdio$/, targets: [stdioClient] },
        { file: /^dist\/(?:esm|cjs)\/server\/stdio$/, targets: [stdioServer] },
      ],
    },
    version2('@modelcontextprotocol/client', stdioClient, {
      file: /^dist\/public-[\w-]+$/,
      targets: [...pastProtocol, listeningClient],
    }),
    version2('@modelcontextprotocol/server', stdioServer, {
      file: /^dist\/listenRouter-[\w-]+$/,
      targets: listeningServer,
    }),
  ],
});
