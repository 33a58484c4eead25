// A package that runs its model itself: it hands its answer out in a callback, counts tokens in a counter of its own, and
// returns what there is when it is stopped. Each call is recorded once, and the program sees nothing.

import { runScenario, type ScenarioResult } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';

const ADAPTER = `'use strict';
const { addAdapter, defineAdapter, defineMethod } = require('llm-otel/adapter');
const said = (text, reason) => ({ outputMessages: [{ role: 'assistant', parts: [{ type: 'text', content: text }], finish_reason: reason ?? 'error' }] });
const complete = defineMethod({
  describe: ({ args: [{ model, onText }] }) => ({
    kind: 'inference', operation: 'chat', provider: 'local', request: { model, stream: onText !== undefined },
  }),
  before: ({ self }) => ({ self, used: self.used }),
  listen({ args: [params] }, heard) {
    const told = params.onText;
    return told && [{ ...params, onText(text) { heard(text); return told.call(this, text); } }];
  },
  response: ({ reason }, { self, used }) => ({ finishReasons: [reason], usage: { outputTokens: self.used - used } }),
  inError: (_error, { self, used }) => ({ usage: { outputTokens: self.used - used } }),
  isStopped: ({ reason }) => reason === 'stopped',
  output: ({ text, reason }, _kept, { used }) => said(text + ' after ' + used, reason),
  assemble: (into, text) => ({ text: (into?.text ?? '') + text }),
});
addAdapter(defineAdapter({ name: 'acme', packages: [{ name: '@acme/local', versions: '>=1 <3',
  files: [{ file: /^client$/, targets: [{ kind: 'class', name: 'Model', methods: { complete } }] }] }] }));`;

const CLIENT = `
class Model {
  used = 0;
  async complete({ model, onText, words = ['one', 'two'] }) {
    let text = '';
    for (const word of words) {
      await null;
      if (word === 'fail') throw new Error('no');
      if (word === 'stop') return { text, reason: 'stopped' };
      this.used += 1;
      text += word;
      onText?.(word);
    }
    return { text, reason: 'end' };
  }
}`;

const PROGRAM = `
  const model = new Model();
  const show = (value) => console.log(JSON.stringify(value));
  const onText = function (...given) { show([this === undefined || Object.keys(this), given]); };
  show(await model.complete({ model: 'plain' }));
  show(await model.complete({ model: 'streamed', onText }));
  show(await model.complete({ model: 'stopped', words: ['one', 'stop'], onText }));
  await model.complete({ model: 'failed', words: ['one', 'fail'], onText }).catch((error) => show(error.message));
  await model.complete({ model: 'thrown', onText() { throw new RangeError('mine'); } }).catch((error) => show([error.name, error.message]));`;

const FORMATS = {
  cjs: {
    client: `${CLIENT} exports.Model = Model;`,
    program: `const { Model } = require('@acme/local'); (async () => {${PROGRAM}})();`,
  },
  esm: {
    client: `${CLIENT} export { Model };`,
    program: `import { Model } from '@acme/local'; ${PROGRAM}`,
  },
} as const;

function run(format: 'cjs' | 'esm', isTraced: boolean): Promise<ScenarioResult> {
  const { client, program } = FORMATS[format];
  const type = format === 'esm' ? 'module' : 'commonjs';
  return runScenario({
    format,
    source: program,
    files: {
      'adapter.cjs': ADAPTER,
      'node_modules/@acme/local/package.json': JSON.stringify({
        name: '@acme/local',
        version: '1.0.0',
        type,
        main: 'client.js',
      }),
      'node_modules/@acme/local/client.js': client,
    },
    nodeArguments: isTraced ? ['--require', 'llm-otel/register', '--require', './adapter.cjs'] : [],
    env: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' },
  });
}

describe.each(['cjs', 'esm'] as const)('a package that answers in callbacks, as %s', (format) => {
  it('is recorded once a call, and the program sees nothing', async () => {
    const [bare, traced] = await Promise.all([run(format, false), run(format, true)]);
    expect(bare.exitCode).toBe(0);
    expect([traced.exitCode, traced.stdout]).toEqual([bare.exitCode, bare.stdout]);
    const records = traced.callRecords().filter((record) => 'outcome' in record);
    expect(records).toMatchObject([
      { model_id: 'plain', outcome: 'completed', completion_tokens: 2, finish_reasons: ['end'] },
      { model_id: 'streamed', outcome: 'completed', completion_tokens: 2, stream: true },
      { model_id: 'stopped', outcome: 'aborted', completion_tokens: 1 },
      { model_id: 'failed', outcome: 'error', completion_tokens: 1 },
      { model_id: 'thrown', outcome: 'error', error_code: 'RangeError' },
    ]);
    const times = records.map((record) => typeof record['time_to_first_chunk_ms']);
    expect(times).toEqual(['undefined', 'number', 'number', 'number', 'number']);
    expect(records.map((record) => JSON.stringify(record['output_messages']))).toEqual([
      expect.stringContaining('onetwo after 0'),
      expect.stringContaining('onetwo after 2'),
      expect.stringContaining('one after 4'),
      // Before its end no more is known of an answer than its chunks.
      expect.stringContaining('one after 5'),
      expect.stringContaining('one after 6'),
    ]);
  });
});
