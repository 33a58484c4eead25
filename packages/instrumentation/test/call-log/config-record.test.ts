// The configurations that models are called with: told once each, and named by every call.

import { describe, expect, it } from 'vitest';
import { checked } from './call-record-schema.ts';
import { useTracedProgram } from '../support/traced-program.ts';

const { run } = useTracedProgram();
const PROGRAM = `import OpenAI from 'openai'; import { tool } from 'llm-otel';
  const client = new OpenAI({ maxRetries: 0 });
  const ask = (more) => client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Why?' }], ...more });`;

describe('the record of a configuration', () => {
  it('S0-37: is written once, before the first call of it, and says its parameters', async () => {
    const { callRecords, configRecords } = await run(
      { OTEL_SERVICE_NAME: 'shop' },
      `${PROGRAM} const warm = { temperature: 0.7, stop: ['END'], seed: 3, response_format: { type: 'json_object' } };
      await ask(); await ask(warm); await ask({ ...warm, stop: ['END'], user: 'someone else' }); await ask();
      await ask({ ...warm, stop: ['END', 'STOP'] }); await ask({ model: 'gpt-4o-mini' });
      await ask({ ...warm, stream: true }).then(async (stream) => { for await (const _ of stream); });
      tool('t', () => 1); await client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' });`,
    );
    const [plain, warm, stops, mini, ...others] = checked(configRecords());
    expect(others).toEqual([]);
    expect(warm).toMatchObject({
      log_type: 'config',
      level: 'INFO',
      operation: 'chat',
      provider: 'openai',
      model_id: 'gpt-4o',
      temperature: 0.7,
      stop: ['END'],
      seed: 3,
      output_type: 'json',
      service_name: 'shop',
    });
    const hashes = checked(callRecords()).map(({ config_hash: hash }) => hash);
    const [a, b, c, d] = [plain, warm, stops, mini].map((record) => record!['config_hash']);
    expect(hashes).toEqual([a, b, b, a, c, d, b, undefined, undefined]);
    expect(new Set([a, b, c, d]).size).toBe(4);
    expect(a).toMatch(/^[0-9a-f]{10}$/);
  });

  it('has the same hash in every process, and nothing of what is said', async () => {
    const one = await run({}, `${PROGRAM} await ask({ temperature: 0 });`);
    const other = await run(
      { LLM_OTEL_LOG_MODE: 'batch', LLM_OTEL_LOG_STARTED: '1' },
      `${PROGRAM} await ask({ temperature: 1 }); await ask({ temperature: 0 });`,
    );
    const hashOf = ({ configRecords }: typeof one): unknown =>
      checked(configRecords()).find(({ temperature }) => temperature === 0)!['config_hash'];
    expect(hashOf(other)).toBe(hashOf(one));
    expect(JSON.stringify(one.configRecords())).not.toContain('Why');
  });

  it('is not written of more than 1,000 configurations, which is said once', async () => {
    const { callRecords, configRecords, stderr } = await run(
      { OTEL_LOG_LEVEL: 'warn' },
      `import { llmCall } from 'llm-otel';
      for (let round = 0; round < 2; round += 1)
        for (let seed = 0; seed < 1002; seed += 1) llmCall({ model: 'm', provider: 'p', seed }, () => 1);`,
    );
    expect(configRecords()).toHaveLength(1000);
    const hashes = callRecords().map(({ config_hash: hash }) => hash);
    expect(hashes).toHaveLength(2004);
    expect(hashes.slice(1002)).toEqual(hashes.slice(0, 1002));
    expect(stderr.match(/tells 1000 configurations/g)).toHaveLength(1);
  });
});
