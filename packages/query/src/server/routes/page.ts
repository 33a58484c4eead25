// The web page. Its files are read once, by fixed names: no part of a request becomes a path.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Settings } from '../settings.ts';

const FOLDER = new URL('../../../page/', import.meta.url);
const SCRIPTS = ['api', 'charts', 'element', 'filters', 'format', 'main', 'messages', 'over-time']
  .concat(['settings', 'tables', 'token', 'waterfall'])
  .map((name) => `${name}.js`);
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** No external or inline resources, and no text is parsed as markup. */
const POLICY = [
  "default-src 'none'",
  ...['script', 'style', 'connect', 'img'].map((kind) => `${kind}-src 'self'`),
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Adds the page and its files. */
export function addPageRoutes(app: FastifyInstance, { jaegerUrl }: Settings): void {
  const own = (name: string): Buffer => readFileSync(new URL(name, FOLDER));
  const files = new Map([
    ...['style.css', 'parts.css', 'icon.svg', ...SCRIPTS].map((name) => [name, own(name)] as const),
    ['uplot.js', chartFile('uPlot.esm.js')],
    ['uplot.css', chartFile('uPlot.min.css')],
    ['settings.json', Buffer.from(JSON.stringify({ jaeger_url: jaegerUrl ?? null }))],
  ]);
  const page = own('index.html');
  const send = (reply: FastifyReply, name: string, content: Buffer): FastifyReply =>
    reply
      .header('content-security-policy', POLICY)
      .type(MEDIA_TYPES[path.extname(name)]!)
      .send(content);
  app.get('/', { schema: { hide: true } }, (_, reply) => send(reply, 'index.html', page));
  for (const [name, content] of files) {
    app.get(`/page/${name}`, { schema: { hide: true } }, (_, reply) => send(reply, name, content));
  }
}

function chartFile(name: string): Buffer {
  return readFileSync(createRequire(import.meta.url).resolve(`uplot/dist/${name}`));
}
