// Feedback that is given by the command: a record, and an event where there is an endpoint.
import { startOtlpSink } from '@llm-otel/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { faultsOf } from './record-faults.ts';
import { call, logOf } from './records.ts';

const judged = () => call({ response_id: 'resp_7', conversation_id: 'c1' });

describe('llm-otel feedback', () => {
  it('writes a record for each kind, which statistics count', async () => {
    const one = judged();
    const log = logOf([one, call()]);
    const { records } = await ask(
      log,
      'feedback',
      String(one['request_id']),
      '--thumbs',
      'down',
      '--corrected',
      'yes',
      '--comment',
      'out of date',
    );
    for (const record of records) expect(faultsOf(record)).toEqual([]);
    expect(records).toMatchObject([
      {
        feedback_name: 'thumbs',
        feedback_label: 'down',
        feedback_score: 0,
        feedback_comment: 'out of date',
        feedback_request_id: one['request_id'],
        trace_id: one['trace_id'],
        conversation_id: 'c1',
      },
      { feedback_name: 'corrected', feedback_label: 'corrected', feedback_score: 1 },
    ]);
    const { feedback } = await ask(log, 'get', String(one['request_id']));
    expect(feedback).toHaveLength(2);
    expect((await ask(log, 'stats')).groups).toMatchObject([
      { count: 2, feedback_count: 2, feedback_mean: 0.5 },
    ]);
  });

  it('sends the event, without what the user wrote', async () => {
    const sink = await startOtlpSink();
    onTestFinished(() => sink.close());
    const one = judged();
    const log = logOf([one]);
    const args = ['--score', '4.5', '--comment', 'canary', '--endpoint', sink.url, '--dir', log];
    const { status, stdout } = await run(['feedback', 'resp_7', ...args]);
    expect([status, stdout]).toEqual([
      0,
      `feedback is recorded about ${String(one['request_id'])}\n`,
    ]);
    expect(sink.logs()).toMatchObject([
      {
        eventName: 'gen_ai.evaluation.result',
        traceId: one['trace_id'],
        spanId: one['span_id'],
        attributes: {
          'gen_ai.evaluation.name': 'user_satisfaction',
          'gen_ai.evaluation.score.value': 4.5,
          'gen_ai.response.id': 'resp_7',
          'llm_otel.feedback.request_id': one['request_id'],
        },
      },
    ]);
    expect(sink.requests.map(({ rawBody }) => rawBody).join()).not.toContain('canary');
  });

  it('keeps the record where the event cannot be sent', async () => {
    const log = logOf([judged()]);
    const endpoint = ['--endpoint', 'http://127.0.0.1:1', '--dir', log];
    const { status, stderr } = await run(['feedback', 'resp_7', '--accepted', 'no', ...endpoint]);
    expect(status).toBe(0);
    expect(stderr).toContain('the event was not sent, the record is written');
    expect((await ask(log, 'stats')).groups).toMatchObject([{ feedback_count: 1 }]);
  });

  it.each([
    [['resp_7'], 2, 'say what the feedback is: --thumbs, --score, --accepted, --corrected'],
    [['resp_7', '--thumbs', 'sideways'], 2, 'Allowed choices are up, down'],
    [['resp_7', '--score', 'x'], 2, 'give a number'],
    [['nobody', '--thumbs', 'up'], 1, 'nobody'],
    [['resp_7', '--thumbs', 'up', '--endpoint', 'nowhere'], 2, '--endpoint is "nowhere"'],
  ])('answers %j with exit code %d', async (args, code, message) => {
    const log = logOf([judged()]);
    const { status, stderr } = await run(['feedback', ...args, '--dir', log]);
    expect(stderr).toContain(message);
    expect(status).toBe(code);
    expect((await ask(log, 'stats')).groups).toMatchObject([{ feedback_count: 0 }]);
  });
});
