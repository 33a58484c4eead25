// The last export sends what the exporter would have sent, and nothing that is wrong with a setting or
// a file reaches the application.

import { type ScenarioResult, startScenario } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { mock, sink, start } = useTracedProgram();

const imports = `import OpenAI from 'openai';`;
const call = `await new OpenAI().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });`;

/** How the length of the body is told, and whether the socket is kept. */
const OF_THE_CONNECTION = new Set(['connection', 'content-length', 'transfer-encoding']);

/** Paths and headers of all requests. */
async function requestsOf(end: string, env: Readonly<Record<string, string>>): Promise<object[]> {
  const all = { LLM_OTEL_DETAILS_EVENT: 'always', ...env };
  await start(`${imports} ${call} ${end}`, all).finished;
  const requests = sink()
    .requests.map(({ path, headers }) => {
      const told = ([name]: [string, unknown]): boolean => !OF_THE_CONNECTION.has(name);
      return { path, headers: Object.fromEntries(Object.entries(headers).filter(told)) };
    })
    .toSorted((a, b) => a.path.localeCompare(b.path));
  sink().reset();
  return requests;
}

describe('the last export sends what an exporter sends, with', () => {
  it.each<[string, (url: string) => Readonly<Record<string, string>>]>([
    ['nothing but an endpoint', () => ({})],
    [
      'headers that are percent-encoded, hold metadata and blanks',
      () => ({
        OTEL_EXPORTER_OTLP_HEADERS: ' api-key = a%20b%3D , b=2;c=3, d%2De=4 ,x=,=y,z, q="r",a=1=2',
      }),
    ],
    [
      'pairs that cannot be decoded',
      () => ({ OTEL_EXPORTER_OTLP_HEADERS: 'a=100%,b=%zz,c=%E4%BD,d=1' }),
    ],
    [
      'headers of a signal',
      () => ({
        OTEL_EXPORTER_OTLP_HEADERS: 'a=1,b=2',
        OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'b=3,c=4',
      }),
    ],
    [
      'headers that are ours to set',
      () => ({
        OTEL_EXPORTER_OTLP_HEADERS: 'content-type=text/plain,user-agent=me,User-Agent=you',
      }),
    ],
    ['gzip', () => ({ OTEL_EXPORTER_OTLP_COMPRESSION: ' gzip ' })],
    ['an unknown compression', () => ({ OTEL_EXPORTER_OTLP_COMPRESSION: 'brotli' })],
    [
      'another compression for a signal',
      () => ({
        OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
        OTEL_EXPORTER_OTLP_TRACES_COMPRESSION: 'none',
      }),
    ],
    ['a slash at the end', (url) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/` })],
    ['two of them', (url) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}//` })],
    ['a path', (url) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/otlp/` })],
    ['a query', (url) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/?a=b` })],
    [
      'a scheme in capitals behind a blank',
      (url) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: ` ${url.replace('http', 'HTTP')}` }),
    ],
    [
      'a user in the URL',
      (url) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: url.replace('//', '//me:secret@') }),
    ],
    [
      'an endpoint of a signal',
      (url) => ({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/a/?b=c#d` }),
    ],
    ['one without a path', (url) => ({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url })],
    ['one that is no URL', () => ({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'no url' })],
  ])('%s', async (_name, env) => {
    const settings = env(sink().url);
    const exported = await requestsOf('', settings);
    expect(exported).toHaveLength(3);
    expect(await requestsOf('process.exit(0);', settings)).toEqual(exported);
  });

  it('the settings as they were at the start', async () => {
    const env = { OTEL_EXPORTER_OTLP_HEADERS: 'api-key=secret' };
    const forgets = `delete process.env.OTEL_EXPORTER_OTLP_HEADERS; delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;`;
    const exported = await requestsOf('', env);
    expect(await requestsOf(`${forgets} process.exit(0);`, env)).toEqual(exported);
  });
});

const INVALID_HEADER = 'a header is invalid';
const UNREAD = 'OTEL_EXPORTER_OTLP_ENDPOINT is no URL, so the default is used';

const bareRuns = new Map<string, Promise<ScenarioResult>>();

/** The program without us, run once: no setting of ours means anything to it. */
function bareRunOf(source: string): Promise<ScenarioResult> {
  const env = { OPENAI_BASE_URL: mock().url, OPENAI_API_KEY: 'unused' };
  const run = bareRuns.get(source) ?? startScenario({ format: 'esm', source, env }).finished;
  bareRuns.set(source, run);
  return run;
}

/** The third is what one line on stderr says; without it, everything arrives. */
describe.each<[string, Readonly<Record<string, string>>, string?]>([
  ['a header that cannot be decoded', { OTEL_EXPORTER_OTLP_HEADERS: 'a=100%' }],
  ['a header with a line end', { OTEL_EXPORTER_OTLP_HEADERS: 'a=1%0D%0Ab: 2' }, INVALID_HEADER],
  ['a header beyond Latin-1', { OTEL_EXPORTER_OTLP_HEADERS: 'a=%E4%BD%A0' }, INVALID_HEADER],
  ['a name of a header that is none', { OTEL_EXPORTER_OTLP_HEADERS: 'a b=1' }, INVALID_HEADER],
  ['a certificate that is not there', { OTEL_EXPORTER_OTLP_CERTIFICATE: '/nowhere' }],
  ['a directory for a certificate', { OTEL_EXPORTER_OTLP_CERTIFICATE: '/' }],
  ['a key that is not there', { OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY: '/nowhere' }],
  [
    'a certificate that is none',
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://127.0.0.1:1',
      OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: '/etc/passwd',
      OTEL_EXPORTER_OTLP_CLIENT_KEY: '/etc/passwd',
    },
    'a certificate or key cannot be read',
  ],
  ['an endpoint that is no URL', { OTEL_EXPORTER_OTLP_ENDPOINT: 'no url' }, UNREAD],
  ['a port that is none', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:99999' }, UNREAD],
  [
    'a scheme that is none',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://127.0.0.1' },
    'this is no URL for OTLP',
  ],
  ['an unknown compression', { OTEL_EXPORTER_OTLP_COMPRESSION: 'brotli' }],
])('%s', (_name, env, said) => {
  it.each([
    ['process.exit()', `process.exit(4);`],
    ['a natural end', `process.exitCode = 4;`],
    ['an exception', `throw new Error('boom');`],
  ])('costs the application nothing: %s', async (_end, end) => {
    const listens = `process.on('exit', (code) => console.log('mine', code));`;
    const source = `${imports} ${call} ${listens} ${end}`;
    const bare = await bareRunOf(source);
    const traced = await start(source, env).finished;
    const { exitCode, signal, stdout } = bare;
    expect(traced).toMatchObject({ exitCode, signal, stdout });
    const lines = traced.stderr.replaceAll(traced.directory, '').split('\n');
    const ours = lines.filter((line) => line.startsWith('llm-otel: '));
    expect(ours.map((line) => line.includes(said ?? 'nothing'))).toEqual(
      said === undefined ? [] : [true],
    );
    expect(lines.filter((line) => !ours.includes(line)).join('\n')).toBe(
      bare.stderr.replaceAll(bare.directory, ''),
    );
  });
});
