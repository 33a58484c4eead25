// Caches of @google/genai: calls without an operation in the conventions, of which nothing is read.

import { runScenario, startOtlpSink } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

const SOURCE = `
  const { GoogleGenAI } = await import('@google/genai');
  const server = (await import('node:http')).createServer((req, res) => {
    req.resume().on('end', () => {
      const isGone = req.method === 'GET';
      const answer = isGone ? { error: { code: 404, message: 'no quokka', status: 'NOT_FOUND' } }
        : req.method === 'DELETE' ? {} : { name: 'cachedContents/quokka', usageMetadata: { totalTokenCount: 4000 } };
      res.writeHead(isGone ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ai = new GoogleGenAI({ apiKey: 'unused', httpOptions: { baseUrl: 'http://127.0.0.1:' + server.address().port } });
  const { name } = await ai.caches.create({ model: 'gemini-2.5-flash', config: { contents: 'quokka', ttl: '60s' } });
  console.log(name);
  await ai.caches.update({ name, config: { ttl: '90s' } });
  await ai.caches.get({ name }).catch((error) => console.log(error.status));
  await ai.caches.delete({ name });
  server.close();
  server.closeAllConnections();`;

it.each(['esm', 'cjs'] as const)('have plain spans as %s', async (format) => {
  const sink = await startOtlpSink();
  const result = await runScenario({
    format,
    source: format === 'cjs' ? `(async () => { ${SOURCE} })();` : SOURCE,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
  });
  expect(result).toMatchObject({ exitCode: 0, stdout: 'cachedContents/quokka\n404\n' });
  const spans = sink
    .traces()
    .map(({ name, kind, attributes }) => [name, kind, attributes['error.type']]);
  expect(spans).toEqual([
    ['google.caches.create', 'client', undefined],
    ['google.caches.update', 'client', undefined],
    ['google.caches.get', 'client', 'NOT_FOUND'],
    ['google.caches.delete', 'client', undefined],
  ]);
  const all = sink.traces().map(({ name, attributes }) => ({ name, attributes }));
  expect(JSON.stringify(all)).not.toContain('quokka');
  await sink.close();
});
