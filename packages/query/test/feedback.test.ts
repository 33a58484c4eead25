// What people think of an answer, told by the program, is in its log, and found beside the calls.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { runScenario, startMockLlm } from '@llm-otel/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { problemsOf } from '../../instrumentation/test/call-log/call-record-schema.ts';
import { ask } from './hosted-command.ts';
import { call, feedback, logOf } from './records.ts';

const program = `
  import OpenAI from 'openai';
  import { chainStep, evaluation, withConversation } from 'llm-otel';
  const client = new OpenAI();
  for (const [model, score] of [['good', 0.9], ['bad', 0.1], ['good', 0.7]]) {
    await withConversation({ sessionId: 's' }, () => chainStep('answer', async () => {
      const answer = await client.chat.completions.create({ model, messages: [{ role: 'user', content: 'Hi' }] });
      evaluation('user_satisfaction', { score, label: 'thumbs', explanation: 'kim@example.com liked it',
        responseId: answer.id, attributes: { by: 'lee@example.com' } });
    }));
  }
  evaluation('alone', { score: NaN });`;

async function logged(
  env: Readonly<Record<string, string>>,
): Promise<{ directory: string; judged: readonly Record<string, unknown>[] }> {
  const mock = await startMockLlm();
  const result = await runScenario({
    source: program,
    format: 'esm',
    keepDirectory: true,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused', ...env },
  });
  await mock.close();
  onTestFinished(() => rmSync(result.directory, { recursive: true, force: true }));
  const records = result.callRecords();
  expect(records.flatMap(problemsOf)).toEqual([]);
  const judged = records.filter((record) => record['log_type'] === 'feedback');
  return { directory: path.join(result.directory, 'llm_logs'), judged };
}

describe('S0-60: feedback', () => {
  it('is a record of its trace, without its reason', async () => {
    const { judged } = await logged({});
    expect(judged).toHaveLength(4);
    expect(judged[0]).toMatchObject({
      level: 'INFO',
      feedback_name: 'user_satisfaction',
      feedback_score: 0.9,
      feedback_label: 'thumbs',
      session_id: 's',
      response_id: expect.stringMatching(/./) as unknown,
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
      attributes: { by: '[EMAIL]' },
    });
    expect(judged[0]).not.toHaveProperty('feedback_comment');
    expect(judged[3]).not.toHaveProperty('trace_id');
    expect(judged[3]).not.toHaveProperty('feedback_score');
  });

  it('has its reason where content is recorded, redacted', async () => {
    const { judged } = await logged({
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY',
    });
    expect(judged[0]).toMatchObject({ feedback_comment: '[EMAIL] liked it' });
  });

  it('tells which model people like best', async () => {
    const { directory } = await logged({});
    const { groups } = (await ask(directory, 'top', '--by', 'model', '--metric', 'feedback')) as {
      groups: { group: { model: string }; feedback_mean: number; feedback_count: number }[];
    };
    expect(groups).toMatchObject([
      { group: { model: 'good' }, feedback_mean: 0.8, feedback_count: 2 },
      { group: { model: 'bad' }, feedback_mean: 0.1, feedback_count: 1 },
    ]);
  });

  it('belongs to the call whose response it names, in whatever trace it was said', async () => {
    const [one, other] = ['resp_1', 'resp_2'].map((id) =>
      call({ model_id: id, response_id: id, conversation_id: id }),
    );
    const log = logOf([
      one!,
      other!,
      // From another request of the service, as most are.
      feedback({ response_id: 'resp_1', trace_id: other!['trace_id'], ...thumbs('down') }),
      feedback({ response_id: 'resp_1', ...thumbs('down') }),
      // Of a response that no record has: its trace is all that is known.
      feedback({ response_id: 'resp_7', trace_id: other!['trace_id'], ...thumbs('up') }),
    ]);
    const { groups } = await ask(log, 'top', '--by', 'model_id', '--metric', 'feedback');
    expect(groups).toMatchObject([
      { group: { model_id: 'resp_2' }, feedback_mean: 1, feedback_count: 1 },
      { group: { model_id: 'resp_1' }, feedback_mean: 0, feedback_count: 2 },
    ]);
    expect((await ask(log, 'stats', '--type', 'conversation')).thumbs_down_rate).toBe(0.5);
    const asked = [one!['request_id'], 'resp_1'].map((id) => ask(log, 'get', String(id)));
    for (const { record, feedback: found } of await Promise.all(asked)) {
      expect({ id: record?.['response_id'], found: found?.length }).toEqual({
        id: 'resp_1',
        found: 2,
      });
    }
  });
});

function thumbs(label: 'up' | 'down'): Readonly<Record<string, unknown>> {
  return { feedback_name: 'thumbs', feedback_label: label, feedback_score: Number(label === 'up') };
}
