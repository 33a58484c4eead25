// Calls that are told in two lines, and stages by their short name.

import { describe, expect, it } from 'vitest';
import { useHelperProgram } from '../support/helper-program.ts';

const { recordsOf, run } = useHelperProgram({ isHosted: true });
const LOGGER = `const { createLogger, timedStage } = await import('llm-otel'); const logger = createLogger('answers');`;

describe('createLogger', () => {
  it('S2-20, S2-24: records a call under the id that it returned', async () => {
    const records = await recordsOf(`${LOGGER}
      const id = logger.logRequest({ model: 'gpt-4o', provider: 'openai', temperature: 0.5 });
      logger.logResponse(id, { inputTokens: 1000, outputTokens: 500, finishReasons: ['stop'] });
      const failed = logger.logRequest({ model: 'gpt-4o', provider: 'openai' });
      logger.logResponse(failed, { error: new RangeError('no') });
      logger.logResponse(id, { inputTokens: 9 });
      logger.logRequest({ model: 'open', provider: 'openai' });
      await retrieval(id + ' ' + failed, () => []);`);
    const [id, failed] = String(records.at(-2)!['data_source_id']).split(' ');
    expect(records).toMatchObject([
      {
        request_id: id,
        temperature: 0.5,
        total_tokens: 1500,
        cost_usd: 0.0075,
        attributes: { logger: 'answers' },
      },
      { request_id: failed, success: false, error_code: 'RangeError' },
      { log_type: 'retrieval_completed' },
      { model_id: 'open', outcome: 'abandoned' },
    ]);
  });

  it.each(['undefined', 'null', '7', '"nobody"', '{}'])(
    'never throws for the unknown id %s',
    async (id) => {
      const result = await run(`${LOGGER} logger.logResponse(${id}); console.log('on');`);
      expect(result).toMatchObject({ exitCode: 0 });
      expect(result.stdout).toContain('on\n');
    },
  );
});

describe('timedStage', () => {
  it('S3-28: is a step that returns what its work returns, or throws its own error', async () => {
    const records = await recordsOf(`${LOGGER}
      const error = new Error('own');
      if (timedStage('sync', () => 7, { template: 'faq' }) !== 7) throw 1;
      if (await timedStage('async', async () => 8) !== 8) throw 2;
      try { timedStage('broken', () => { throw error; }); } catch (thrown) { if (thrown !== error) throw 3; }`);
    expect(records).toMatchObject([
      { stage: 'sync', attributes: { template: 'faq' }, latency_ms: expect.any(Number) },
      { stage: 'async', success: true },
      { stage: 'broken', success: false, error_code: 'Error' },
    ]);
  });
});
