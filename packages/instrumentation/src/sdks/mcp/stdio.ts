// Servers over stdio. One that is started as a process gets the trace in its environment, so that it joins in any
// language; in that process the standard output is the wire.

import type { SubscribeTarget } from '../../model/target.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';

interface StdioTransport {
  _serverParams?: { readonly env?: Readonly<Record<string, string>> };
}

/** `StdioClientTransport`, which starts the process when it is started. */
export const stdioClient: SubscribeTarget = {
  kind: 'subscribe',
  install(exports, tracing) {
    const prototype = prototypeOf(exports, 'StdioClientTransport');
    if (prototype !== undefined) tracing.replace(prototype, 'start', startingProcess(tracing));
  },
};

/** `StdioServerTransport`, which reads and writes the standard streams unless it is given others. */
export const stdioServer: SubscribeTarget = {
  kind: 'subscribe',
  install(exports, tracing) {
    const prototype = prototypeOf(exports, 'StdioServerTransport');
    if (prototype === undefined) return;
    tracing.replace(
      prototype,
      'start',
      (original) =>
        function (this: unknown, ...args: unknown[]): unknown {
          tracing.takeStdout();
          return original.apply(this, args);
        },
    );
  },
};

function prototypeOf(exports: unknown, name: string): object | undefined {
  const found = (exports as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof found === 'function' ? (found.prototype as object) : undefined;
}

function startingProcess(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const transport = this as StdioTransport;
      const given = transport._serverParams;
      const trace = tracing.environment();
      if (given === undefined || 'TRACEPARENT' in (given.env ?? {}) || !('TRACEPARENT' in trace)) {
        return original.apply(this, args);
      }
      // The SDK reads it at once: afterwards the transport has the application's object again.
      transport._serverParams = { ...given, env: { ...trace, ...given.env } };
      try {
        return original.apply(this, args);
      } finally {
        transport._serverParams = given;
      }
    };
}
