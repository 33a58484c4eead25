// The adapter of the Model Context Protocol's SDK. Clients and servers share a class, `Protocol`, through which every
// message passes.

import { defineAdapter } from '../../model/adapter.ts';
import type { Target } from '../../model/target.ts';
import { handlingNotifications, handlingRequests, noticingResponses } from './handling.ts';
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

const protocol: readonly Target[] = [
  {
    kind: 'class',
    name: 'Protocol',
    owner: 'declaring',
    reach: { client: '' },
    methods: { request: requestMethod(0), notification: notificationMethod(0) },
  },
  {
    kind: 'subscribe',
    install(exports, tracing) {
      const prototype = prototypeIn(exports);
      if (prototype === undefined) return;
      for (const [name, around] of Object.entries(AROUND)) {
        tracing.replace(prototype, name, around(tracing));
      }
    },
  },
];

/** The prototype that handles messages: of a module's exports, of a class, or of a client or server. */
function prototypeIn(from: unknown): object | undefined {
  const { Protocol: exported } = (from ?? {}) as { readonly Protocol?: unknown };
  const found = exported ?? from;
  const start: unknown = typeof found === 'function' ? found.prototype : found;
  for (
    let at = start as object | null;
    typeof at === 'object' && at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    if (Object.hasOwn(at, '_onrequest')) return at;
  }
  return undefined;
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
        { file: /^dist\/(?:esm|cjs)\/shared\/protocol$/, targets: protocol },
        { file: /^dist\/(?:esm|cjs)\/client\/stdio$/, targets: [stdioClient] },
        { file: /^dist\/(?:esm|cjs)\/server\/stdio$/, targets: [stdioServer] },
      ],
    },
  ],
});
