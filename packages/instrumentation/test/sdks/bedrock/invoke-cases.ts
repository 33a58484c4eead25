// The families of InvokeModel: one file each, with a request, and the response and the chunks that the service's
// documentation shows for it. A server answers them, and a program asks for all of them.

import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toEventStream } from '../event-stream.ts';

/** One family. */
export interface InvokeCase {
  readonly name: string;
  readonly model: string;
  readonly request: object;
  readonly response: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly chunks?: readonly object[];
  readonly span: Readonly<Record<string, unknown>>;
  readonly input?: unknown;
  readonly output?: unknown;
}

const FOLDER = new URL('families/', import.meta.url);

/** All of them. */
export const INVOKE_CASES: readonly InvokeCase[] = readdirSync(FOLDER).map((file) => ({
  name: file.replace('.json', ''),
  ...(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Omit<InvokeCase, 'name'>),
}));

/** The name by which only an account knows a model: it says nothing of the family. */
export function profileOf({ name }: InvokeCase): string {
  const number = INVOKE_CASES.findIndex((one) => one.name === name);
  return `arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/p${number}`;
}

/** A service that answers them. */
export async function startInvokeServer(): Promise<{ readonly url: string; close(): void }> {
  const server: Server = createServer((request, response) => {
    request.resume().on('end', () => {
      const [, model = '', way] = /^\/model\/(.+)\/([\w-]+)$/.exec(request.url!) ?? [];
      const asked = decodeURIComponent(model);
      const found = INVOKE_CASES.find((one) => one.model === asked || profileOf(one) === asked)!;
      const lines = (found.chunks ?? []).map((chunk) => JSON.stringify({ chunk }));
      response.writeHead(200, { 'content-type': 'application/json', ...found.headers });
      response.end(
        way === 'invoke' ? JSON.stringify(found.response) : toEventStream(lines.join('\n')),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
