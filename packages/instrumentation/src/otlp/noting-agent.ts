// The agent of an exporter: holds no process, and notes what each request was answered. The exporters tell
// neither the status of an answer that allows another attempt nor the body of a success.

import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import https from 'node:https';
import { safelyAlone } from '../foundation/safely.ts';
import type { Signal } from './destination.ts';
import { certificates, otlpSettings } from './otlp-settings.ts';
import type { Delivery } from './outlet.ts';

type AgentFactory = (protocol: string) => http.Agent | https.Agent;

/** Of an agent; Node's types do not name it. */
interface Adding {
  addRequest(request: http.ClientRequest, ...rest: unknown[]): void;
}

/** Characters of a body: enough for the counts of a partial success. */
const LONGEST_BODY = 16_384;

const current = new AsyncLocalStorage<Delivery>();

/** Runs `send`, whose requests are attempts of `delivery`. */
export function duringDelivery(delivery: Delivery, send: () => void): void {
  current.run(delivery, send);
}

/** Options of an OTLP/HTTP exporter: all from the environment, with unreferenced sockets. */
export function exporterOptions(signal: Signal): { httpAgentOptions: AgentFactory } {
  // Now, like the exporter: an application may remove its secrets from the environment later.
  const settings = safelyAlone('reading the settings of OTLP', () => otlpSettings(signal));
  const tls = settings?.tls ?? certificates(signal);
  return { httpAgentOptions: (protocol) => createAgent(protocol, tls) };
}

function createAgent(protocol: string, tls: object): http.Agent {
  const options = { keepAlive: true, ...(protocol === 'https:' && tls) };
  const agent = protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
  const connect = agent.createConnection;
  agent.createConnection = function (...args) {
    const socket = connect.apply(this, args);
    (socket as { unref?: () => void } | undefined)?.unref?.();
    return socket;
  };
  const adding = agent as unknown as Adding;
  const add = adding.addRequest;
  adding.addRequest = function (request, ...rest) {
    const delivery = current.getStore();
    if (delivery !== undefined) note(request, delivery);
    add.call(this, request, ...rest);
  };
  return agent;
}

/** The exporter listens, too: our listeners change nothing. */
function note(request: http.ClientRequest, delivery: Delivery): void {
  let isOver = false;
  request.on('timeout', () => {
    isOver = true;
    delivery.answer = { error: { code: 'TIMEOUT', message: '' } };
  });
  request.on('error', (error: NodeJS.ErrnoException) => {
    // The exporter destroys a request that has timed out.
    if (isOver) return;
    delivery.answer = { error: { code: error.code ?? '', message: error.message } };
  });
  // Before the exporter, which awaits the end of the answer.
  request.prependListener('response', (response: http.IncomingMessage) => {
    isOver = true;
    const { statusCode = 0, headers } = response;
    const answer = { status: statusCode, type: headers['content-type'] ?? '', body: '' };
    delivery.answer = answer;
    response.on('data', (piece: Buffer) => {
      if (answer.body.length < LONGEST_BODY) answer.body += piece.toString('latin1');
    });
  });
}
