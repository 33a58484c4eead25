// Records of operations that have only started: written on demand, and all that a killed process leaves.

import { describe, expect, it } from 'vitest';
import { checked, type CallRecord } from './call-record-schema.ts';
import { useTracedProgram } from '../support/traced-program.ts';

const { mock, run } = useTracedProgram();

const PROGRAM = `import OpenAI from 'openai'; import { chainStep, tool, withConversation } from 'llm-otel';
  const client = new OpenAI();
  const asked = { model: 'gpt-4o', temperature: 0.5, messages: [{ role: 'user', content: 'Why?' }] };
  await withConversation({ sessionId: 's', userId: 'u', attributes: { tenant: 'blue' } }, () =>
    chainStep('answer', async () => { tool('t', () => 1); await client.chat.completions.create(asked); }));`;
const STARTED = { LLM_OTEL_LOG_STARTED: '1' };

describe('LLM_OTEL_LOG_STARTED', () => {
  it.each(['sync', 'batch'])(
    'writes what is known when an operation starts, mode %s',
    async (mode) => {
      const { callRecords } = await run({ ...STARTED, LLM_OTEL_LOG_MODE: mode }, PROGRAM);
      const records = checked(callRecords());
      const started = records.filter(({ log_type: type }) => type === 'request_started');
      expect(records.map(({ log_type: type, name }) => [type, name])).toEqual([
        ['request_started', 'chain.step'],
        ['request_started', 'execute_tool t'],
        ['tool_completed', 'execute_tool t'],
        ['request_started', 'llm.call'],
        ['generation_completed', 'llm.call'],
        ['step_completed', 'chain.step'],
      ]);
      for (const start of started) {
        const end = records.find((one) => one !== start && one['span_id'] === start['span_id'])!;
        const { request_id: id, log_type: _, ...known } = start;
        expect(end).toMatchObject(known);
        expect(end['request_id']).not.toBe(id);
      }
      expect(started[2]).toMatchObject({
        level: 'INFO',
        model_id: 'gpt-4o',
        temperature: 0.5,
        session_id: 's',
        user_id: 'u',
        attributes: { tenant: 'blue' },
      });
      const ofEnds = [
        'status',
        'success',
        'latency_ms',
        'outcome',
        'total_tokens',
        'model_version',
      ];
      for (const name of ofEnds) expect(started[2]).not.toHaveProperty(name);
    },
  );

  it('tells what a process was doing when it was killed', async () => {
    mock().behaveNext({ delayMs: 60_000 });
    const { callRecords, signal } = await run(
      STARTED,
      `${PROGRAM.replace('await withConversation', 'const answer = withConversation')}
      process.kill(process.pid, 'SIGKILL'); await answer;`,
    );
    expect(signal).toBe('SIGKILL');
    const open = checked(callRecords()).filter(
      (start, _, all) => all.filter((one) => one['span_id'] === start['span_id']).length === 1,
    );
    expect(open.map((record: CallRecord) => record['name'])).toEqual(['chain.step', 'llm.call']);
  });

  it('is off unless it is asked for', async () => {
    const { callRecords } = await run({}, PROGRAM);
    expect(callRecords().map((record) => record['log_type'])).toEqual([
      'tool_completed',
      'generation_completed',
      'step_completed',
    ]);
  });

  it('is not about requests that are no operation', async () => {
    const { callRecords } = await run(
      STARTED,
      `import OpenAI from 'openai'; import { tool } from 'llm-otel';
      await new OpenAI().moderations.create({ input: 'x' }); tool('t', () => 1);`,
    );
    expect(callRecords().map((record) => record['log_type'])).toEqual([
      'request_started',
      'tool_completed',
    ]);
  });
});
