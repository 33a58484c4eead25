// Adapters of an application, by the public contract: every kind of target, in real processes over packages
// that are made up for it. The program sees of us what it sees without us.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runScenario, type ScenarioResult } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { adapter, SHAPES } from './adapter-shapes.ts';

const document = readFileSync(
  fileURLToPath(new URL('../../../../docs/adapters.md', import.meta.url)),
  'utf8',
);
const example = /```js\n([\s\S]*?)```/.exec(document)![1]!;
const manifest = (type: string): string =>
  JSON.stringify({ name: '@acme/gateway', version: '1.2.0', type, main: 'dist/client.js' });

/** A client whose replies come at once, after a moment, streamed, or not at all. */
const CLIENT = `
class GatewayClient {
  baseUrl = 'https://gateway.acme.example';
  async complete({ model, prompt, stream }) {
    await null;
    if (prompt === 'fail') throw Object.assign(new Error('no'), { gatewayCode: 'quota' });
    const reply = { id: 'r1', model: model + '-1', tokens: { in: 3, out: 4 }, reason: 'stop', text: 'canary-out' };
    return stream ? (async function* () { yield { id: 'r1', model: model + '-1' }; yield reply; })() : reply;
  }
}`;
const EXPORT = {
  commonjs: 'exports.GatewayClient = GatewayClient;',
  module: 'export { GatewayClient };',
};
const IMPORT = {
  commonjs: `const { GatewayClient } = require('@acme/gateway');`,
  module: `import { GatewayClient } from '@acme/gateway';`,
};
const CALLS = `
  const client = new GatewayClient();
  console.log(JSON.stringify(await client.complete({ model: 'm', prompt: 'canary-in' })));
  for await (const chunk of await client.complete({ model: 'm', prompt: 'x', stream: true })) console.log(JSON.stringify(chunk));
  await client.complete({ model: 'm', prompt: 'fail' }).catch((error) => console.log(error.message, Object.keys(error).join()));`;

type System = 'commonjs' | 'module';

function run(
  system: System,
  files: Readonly<Record<string, string>>,
  source: string,
  isTraced: boolean,
  env: Readonly<Record<string, string>> = {},
): Promise<ScenarioResult> {
  return runScenario({
    format: system === 'module' ? 'esm' : 'cjs',
    source,
    files,
    nodeArguments: isTraced
      ? ['--expose-gc', '--require', 'llm-otel/register', '--require', './adapter.cjs']
      : ['--expose-gc'],
    env,
  });
}

/** Runs a program bare and traced, and returns what the traced one left. */
async function compared(
  system: System,
  files: Readonly<Record<string, string>>,
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Record<string, unknown>[]> {
  const bare = await run(system, files, source, false);
  const traced = await run(system, files, source, true, env);
  expect(bare.exitCode).toBe(0);
  expect({ exitCode: traced.exitCode, stdout: traced.stdout }).toEqual({
    exitCode: 0,
    stdout: bare.stdout,
  });
  return traced.callRecords();
}

describe.each<System>(['commonjs', 'module'])('the example of the document, as %s', (system) => {
  const files = {
    'adapter.cjs': example,
    'node_modules/@acme/gateway/package.json': manifest(system),
    'node_modules/@acme/gateway/dist/client.js': CLIENT + EXPORT[system],
  };
  const program = `${IMPORT[system]} ${system === 'module' ? CALLS : `(async () => {${CALLS}})();`}`;

  it('traces each call once, streamed as plain', async () => {
    const [plain, streamed, failed, ...others] = await compared(system, files, program);
    const answered = {
      provider: 'acme',
      operation: 'chat',
      model_id: 'm',
      model_version: 'm-1',
      response_id: 'r1',
      prompt_tokens: 3,
      completion_tokens: 4,
      finish_reasons: ['stop'],
      outcome: 'completed',
    };
    expect(plain).toMatchObject(answered);
    expect(streamed).toMatchObject({ ...answered, stream: true });
    expect(failed).toMatchObject({
      outcome: 'error',
      error_code: 'quota',
      error_class: 'rate_limit',
    });
    expect(others).toEqual([]);
    expect(JSON.stringify([plain, streamed, failed])).not.toContain('canary');
  });

  it('records content where that is asked for', async () => {
    const [plain] = await compared(system, files, program, {
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    });
    expect(JSON.stringify(plain)).toContain('canary-in');
    expect(JSON.stringify(plain)).toContain('canary-out');
  });

  it('is switched off by its name', async () => {
    const records = await compared(system, files, program, {
      LLM_OTEL_DISABLED_SDKS: 'other, acme-gateway',
    });
    expect(records).toEqual([]);
  });
});

describe.each<System>(['commonjs', 'module'])('a package written as %s', (system) => {
  it.each(Object.entries(SHAPES))(
    'with %s: one record a call, and the program sees nothing',
    async (_what, { targets, client, names, program, outcomes }) => {
      const files = {
        'adapter.cjs': adapter(targets),
        'node_modules/@acme/gateway/package.json': manifest(system),
        'node_modules/@acme/gateway/dist/client.js': `${client}\n${system === 'module' ? `export { ${names} };` : `Object.assign(exports, { ${names} });`}`,
      };
      const source =
        system === 'module'
          ? `import { ${names} } from '@acme/gateway'; ${program}`
          : `const { ${names} } = require('@acme/gateway'); (async () => { ${program} })();`;
      const records = await compared(system, files, source);
      expect(records.map(({ outcome }) => outcome)).toEqual(outcomes);
      expect(
        records.every((record) => record['model_id'] === 'm' || record['model_id'] === 'fail'),
      ).toBe(true);
    },
  );
});

describe('a failure whose status stands deeper in its error', () => {
  it('has its type and its class by the status that the adapter tells', async () => {
    const target = `{ kind: 'class', name: 'Client', methods: { complete: defineMethod({ describe, response, failure: ({ reply }) => ({ status: reply.status }) }) } }`;
    const files = {
      'adapter.cjs': adapter(target),
      'node_modules/@acme/gateway/package.json': manifest('commonjs'),
      'node_modules/@acme/gateway/dist/client.js': `exports.Client = class { async complete() { throw Object.assign(new Error('no'), { reply: { status: 429 } }); } };`,
    };
    const source = `const { Client } = require('@acme/gateway'); new Client().complete({ model: 'm' }).catch((error) => console.log(error.message));`;
    expect(await compared('commonjs', files, source)).toMatchObject([
      { outcome: 'error', error_code: '429', error_class: 'rate_limit' },
    ]);
  });
});

describe('an adapter without a module', () => {
  it.each([
    [
      'a global array',
      `globals: { install(tracing) { (globalThis.ACME_OBSERVERS ??= []).push((model) => tracing.start({ kind: 'inference', operation: 'chat', request: { model } }).end()); } },`,
      `for (const observe of globalThis.ACME_OBSERVERS ?? []) observe('m'); console.log('done');`,
    ],
    [
      'a diagnostics channel',
      `globals: { install(tracing) { require('node:diagnostics_channel').subscribe('acme:call', ({ model }) => tracing.start({ kind: 'inference', operation: 'chat', request: { model } }).end()); } },`,
      `require('node:diagnostics_channel').channel('acme:call').publish({ model: 'm' }); console.log('done');`,
    ],
  ])('hears of calls by %s', async (_what, globals, source) => {
    const records = await compared('commonjs', { 'adapter.cjs': adapter('', globals) }, source);
    expect(records).toMatchObject([{ model_id: 'm', outcome: 'completed' }]);
  });

  it('of another version of the contract is not used, which is said', async () => {
    const source = `require('llm-otel/adapter').addAdapter({ contract: 99, name: 'newer', packages: [] }); console.log('done');`;
    const { exitCode, stderr } = await runScenario({ format: 'cjs', source });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('the adapter newer is not used: it is made for version 99');
  });
});
