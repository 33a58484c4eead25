// Whether answers are good: feedback, annotations and guardrails, in every sink.

import { describe, expect, it } from 'vitest';
import { useHelperProgram } from '../support/helper-program.ts';

const { pointsOf, recordsOf, run, sink, spanNamed } = useHelperProgram({ isHosted: true });

describe('an evaluation', () => {
  it('says once what is not recorded', async () => {
    const { stderr } = await run(
      `for (const _ of [1, 2]) evaluation({ name: 'relevance', score: 1 });
      evaluation(undefined, { score: 1 });
      for (const odd of [undefined, null, 0.5, 'good']) evaluation('relevance', odd);
      evaluation('relevance', { attributes: { of: 'canary' } });
      evaluation('relevance', { explanation: 'canary' });
      evaluation('relevance', { score: 0 });`,
      { OTEL_LOG_LEVEL: 'warn' },
    );
    expect(stderr.match(/evaluation\(\) .*/g)).toEqual([
      'evaluation() recorded nothing: the first argument is the name, a text such as "relevance"',
      'evaluation() recorded nothing: the second argument is an object with a score, a label, an explanation or an error',
      'evaluation() recorded nothing: give it a score, a label, an explanation or an error',
    ]);
    expect(stderr).not.toContain('canary');
  });
});

describe('feedback', () => {
  const TRACE = '0af7651916cd43dd8448eb211c80319c';

  it('says once what nobody will find', async () => {
    const { stderr } = await run(
      `for (const thumbs of ['up', 'down']) feedback({ thumbs });
      feedback('resp_1', { thumbs: 'up' });
      feedback({ response: 'resp_1' });
      feedback({ traceId: '${TRACE}', thumbs: 'up' });`,
      { OTEL_LOG_LEVEL: 'warn' },
    );
    expect(stderr.match(/feedback\(\) .*/g)).toEqual([
      'feedback() names no call, so it is counted for none: give it response, requestId or traceId',
      'feedback() recorded nothing: give it thumbs, score, accepted, corrected or a comment',
    ]);
  });

  it('S0-60, S0-70, S3-35, S3-36: is a record, an event and a metric for each kind', async () => {
    const records = await recordsOf(`
      feedback({ traceId: '${TRACE.toUpperCase()}', spanId: 'b7ad6b7169203331', thumbs: 'down', comment: 'secret' });
      feedback({ requestId: '01a2294a-749b-77d5-9671-9b9237b3cda3', score: 4.5 });
      const answer = await client.chat.completions.create({ model: 'gpt-4o', messages });
      feedback({ response: answer, accepted: false, corrected: true });
      feedback({ traceId: '${TRACE}', thumbs: 'up', attributes: { edit_id: 7 } });
      feedback({});`);
    const call = records.find(({ log_type: type }) => type === 'generation_completed')!;
    const judged = records.filter(({ log_type: type }) => type === 'feedback');
    expect(judged).toMatchObject([
      {
        feedback_name: 'thumbs',
        feedback_label: 'down',
        feedback_score: 0,
        trace_id: TRACE,
        span_id: 'b7ad6b7169203331',
      },
      {
        feedback_name: 'user_satisfaction',
        feedback_score: 4.5,
        feedback_request_id: '01a2294a-749b-77d5-9671-9b9237b3cda3',
      },
      {
        feedback_name: 'accepted',
        feedback_label: 'rejected',
        feedback_score: 0,
        response_id: call['response_id'],
      },
      {
        feedback_name: 'corrected',
        feedback_label: 'corrected',
        feedback_score: 1,
        response_id: call['response_id'],
      },
      {
        feedback_name: 'thumbs',
        feedback_label: 'up',
        feedback_score: 1,
        trace_id: TRACE,
        attributes: { edit_id: 7 },
      },
    ]);
    expect(JSON.stringify(judged)).not.toContain('secret');
    const events = sink()
      .logs()
      .filter(({ eventName }) => eventName === 'gen_ai.evaluation.result');
    expect(events.map(({ attributes }) => attributes['gen_ai.evaluation.name'])).toEqual(
      judged.map(({ feedback_name: name }) => name),
    );
    expect(events[0]).toMatchObject({ traceId: TRACE, spanId: 'b7ad6b7169203331' });
    expect(events[1]!.attributes).toMatchObject({
      'llm_otel.feedback.request_id': judged[1]!['feedback_request_id'],
    });
    expect(events[4]!.attributes).toMatchObject({ 'llm_otel.feedback.trace_id': TRACE });
    expect(pointsOf('llm_otel.feedback')).toEqual([
      { 'gen_ai.evaluation.name': 'accepted', 'gen_ai.evaluation.score.label': 'rejected', is: 1 },
      {
        'gen_ai.evaluation.name': 'corrected',
        'gen_ai.evaluation.score.label': 'corrected',
        is: 1,
      },
      { 'gen_ai.evaluation.name': 'thumbs', 'gen_ai.evaluation.score.label': 'down', is: 1 },
      { 'gen_ai.evaluation.name': 'thumbs', 'gen_ai.evaluation.score.label': 'up', is: 1 },
      { 'gen_ai.evaluation.name': 'user_satisfaction', is: 1 },
    ]);
    expect(pointsOf('llm_otel.evaluation.score')).toHaveLength(5);
  });

  it('has the comment where content is recorded, redacted', async () => {
    const [record] = await recordsOf(
      `feedback({ traceId: '${TRACE}', thumbs: 'up', comment: 'mail jane.doe@example.com' });`,
      { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' },
    );
    expect(record).toMatchObject({ feedback_comment: 'mail [EMAIL]' });
  });

  it.each([
    'undefined',
    'null',
    '7',
    '{ traceId: 7, thumbs: "up" }',
    '{ traceId: "zz", thumbs: "up" }',
    '{ response: { get id() { throw new Error("no"); } }, thumbs: "sideways" }',
    '{ score: NaN }',
    '{ score: "4" }',
  ])('never throws: %s', async (given) => {
    const result = await run(`feedback(${given}); console.log('on');`);
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.stdout).toContain('on\n');
  });
});

describe('annotate', () => {
  it('S0-69, S0-72, S3-47, S3-50: adds to the span and the record of the operation that runs', async () => {
    const records = await recordsOf(`
      await chainStep('lint', async () => {
        annotate('lint_errors', 3);
        await tool('check', () => annotate('snr_db', 21.5));
        annotate('schema_valid', true);
        annotate('example_count', 4);
      });
      annotate('nowhere', 1);
      chainStep('around', () =>
        llmCall({ model: 'm', provider: 'p' }, () => annotate('of_the_call', 1)));`);
    expect(records).toMatchObject([
      { name: 'execute_tool check', attributes: { snr_db: 21.5 } },
      { stage: 'lint', attributes: { lint_errors: 3, schema_valid: true, example_count: 4 } },
      { model_id: 'm', attributes: { of_the_call: 1 } },
      { stage: 'around' },
    ]);
    expect(records.at(-1)).not.toHaveProperty('attributes');
    expect(spanNamed('chain.step').attributes).toMatchObject({
      lint_errors: 3,
      schema_valid: true,
    });
    const spans = sink().traces();
    expect(spans.filter(({ attributes }) => 'nowhere' in attributes)).toEqual([]);
    expect(spans).toHaveLength(4);
  });

  it('S0-74, S3-48, S3-49, S3-64: has figures, shares and outcomes under names of its own', async () => {
    const records = await recordsOf(`
      await chainStep('export', async () => {
        annotate('alignment', 0.93);
        annotate('source_origin_mix.internal', 0.75);
        annotate('source_origin_mix.external', 0.25);
        annotate('export_success', true);
        annotate('export_format', 'pdf');
      });`);
    expect(records).toMatchObject([
      {
        stage: 'export',
        success: true,
        attributes: {
          alignment: 0.93,
          'source_origin_mix.internal': 0.75,
          'source_origin_mix.external': 0.25,
          export_success: true,
          export_format: 'pdf',
        },
      },
    ]);
  });

  it('is redacted, and never throws', async () => {
    const records = await recordsOf(`await chainStep('s', () => {
      annotate('note', 'mail jane.doe@example.com');
      for (const odd of [undefined, null, {}, Symbol('s'), 10n, () => {}, NaN]) annotate('odd', odd);
    });`);
    expect(records[0]!['attributes']).toEqual({ note: 'mail [EMAIL]' });
  });
});

describe('guardrail', () => {
  it('S0-76: has a span, a record and a metric with its decision', async () => {
    const records = await recordsOf(`
      const same = { decision: 'block', score: 0.97, reason: 'pii' };
      const got = await chainStep('answer', () => guardrail('pii', { policy: 'no-pii' }, async () => same));
      if (got !== same) throw new Error('another');
      guardrail('tone', (handle) => { handle.set({ decision: 'allow' }); });
      guardrail('odd', () => ({ decision: 'perhaps', score: 'high' }));
      try { guardrail('broken', () => { throw new RangeError('no'); }); } catch {}`);
    expect(records).toMatchObject([
      {
        stage: 'pii',
        status: 'success',
        attributes: {
          'llm_otel.guardrail.decision': 'block',
          'llm_otel.guardrail.score': 0.97,
          'llm_otel.guardrail.policy': 'no-pii',
          'llm_otel.guardrail.reason': 'pii',
        },
      },
      { stage: 'answer' },
      { stage: 'tone', attributes: { 'llm_otel.guardrail.decision': 'allow' } },
      { stage: 'odd' },
      { stage: 'broken', status: 'failure', error_code: 'RangeError' },
    ]);
    const span = sink()
      .traces()
      .find(({ attributes }) => attributes['llm_otel.guardrail.name'] === 'pii')!;
    expect(span.attributes).toMatchObject({
      'llm_otel.guardrail.decision': 'block',
      'llm_otel.guardrail.score': 0.97,
    });
    expect(span.parentSpanId).toBe(spanNamed('chain.step').spanId);
    expect(pointsOf('llm_otel.guardrail')).toEqual([
      { 'llm_otel.guardrail.decision': 'allow', 'llm_otel.guardrail.name': 'tone', is: 1 },
      { 'llm_otel.guardrail.decision': 'block', 'llm_otel.guardrail.name': 'pii', is: 1 },
    ]);
  });
});
