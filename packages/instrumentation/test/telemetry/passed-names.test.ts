// What an application passes: names are redacted and cut, ids of its own are cut, and none of them floods
// the metrics.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';
import { leftBy, pointsOf } from './everything-left.ts';

const traced = useTracedProgram();
const { sink } = traced;

describe('what an application passes', () => {
  const HELPERS = `
    import { agent, chainStep, createAgent, evaluation, llmCall, memory, plan, retrieval, tool,
      withConversation, withPrompt } from 'llm-otel';
    const passed = async (value) => {
      const more = { provider: value, serverAddress: value };
      const attributes = { [value]: value };
      await withConversation({ conversationId: value, sessionId: value, userId: value }, () =>
        withPrompt({ name: value, version: value }, () =>
          chainStep(value, () => agent(value, { model: value, description: value }, async (run) => {
            tool(value, { callId: value, description: value, type: value }, () => 1);
            plan(value, () => 1);
            retrieval(value, { ...more, model: value }, () => []);
            memory('search_memory', { ...more, storeId: value, recordId: value }, () => []);
            createAgent(value, { ...more, model: value, version: value, description: value }, (made) =>
              made.set({ agentId: value, version: value }));
            llmCall({ ...more, model: value, stopSequences: [value], reasoningLevel: value,
              encodingFormats: [value], serviceTier: value, outputType: value, previousResponseId: value },
              (call) => call.set({ responseId: value, responseModel: value, finishReasons: [value] }));
            evaluation(value, { label: value, error: value, responseId: value, score: value });
          }))));
    };`;

  it('is recorded under names that are fair', async () => {
    const { json, stderr } = await leftBy(traced, `${HELPERS} await passed('handbook');`);
    expect(stderr.split('\n')).toEqual([expect.stringContaining('call records'), '']);
    expect(json).not.toMatch(/_OTHER/);
    expect(pointsOf(traced, 'gen_ai.execute_tool.duration')).toEqual([
      {
        'gen_ai.tool.name': 'handbook',
        'gen_ai.tool.type': 'handbook',
        'gen_ai.agent.name': 'handbook',
      },
    ]);
  });

  it('is bounded, on one line, and without secrets', async () => {
    const { texts, json, stderr } = await leftBy(
      traced,
      `${HELPERS}
      await passed('canary '.repeat(150_000));
      await passed('canary'.repeat(175_000));
      await passed('sk-proj-quokkaQUOKKAquokka0123456789abcdefQUOKKAquokka0123456789');
      await passed('ask quokka@example.com');
      await passed('first\\nsecond\\u001b[31m\\u202ethird');`.replaceAll('\\\\', '\\'),
      {
        LLM_OTEL_TEXT_MAX: '1KB',
        LLM_OTEL_USER_ID: 'raw',
      },
    );
    expect(stderr).not.toMatch(/canary|quokka/i);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(1100);
    const ownIds =
      /"(?:user\.id|session\.id|gen_ai\.conversation\.id|(?:user|session|conversation)_id)":"[^"]*"/g;
    expect(json.match(ownIds)!.join()).toMatch(/quokka@example\.com/);
    expect(json.replaceAll(ownIds, '')).not.toMatch(/quokka/i);
    const names = texts.filter((text) => text.startsWith('first'));
    expect(names).toContain('first second [31m third');
    const stages = sink()
      .traces()
      .map(({ attributes }) => attributes['llm_otel.stage']);
    expect(stages).toContain(`${'canary '.repeat(36)}cana…`);
  });

  it('leaves room in the metrics for whatever else is measured', async () => {
    const { stderr } = await leftBy(
      traced,
      `import { llmCall, tool } from 'llm-otel';
      const fail = (code) => () => { throw Object.assign(new Error('No.'), { code }); };
      for (let n = 0; n < 600; n += 1) {
        llmCall({ model: 'm' + n, provider: 'p' }, (call) => call.set({ responseModel: 'r' + n }));
        tool('t' + n, () => 1);
        try { tool('broken', fail('E' + n)); } catch {}
      }
      llmCall({ model: 'm1', provider: 'p' }, (call) => call.set({ responseModel: 'r1' }));`,
    );
    const models = pointsOf(traced, 'gen_ai.client.inference.duration');
    expect(models).toHaveLength(501);
    expect(models.at(-1)).toMatchObject({
      'gen_ai.request.model': '_OTHER',
      'gen_ai.response.model': '_OTHER',
    });
    const tools = pointsOf(traced, 'gen_ai.execute_tool.duration');
    expect(tools.filter((point) => point['gen_ai.tool.name'] === '_OTHER')).toHaveLength(1);
    expect(tools.filter((point) => point['error.type'] === '_OTHER')).toHaveLength(1);
    for (const name of ['gen_ai.request.model', 'gen_ai.tool.name', 'error.type']) {
      expect(stderr.split(` of ${name},`)).toHaveLength(2);
    }
    expect(
      sink()
        .traces()
        .some(({ attributes }) => attributes['gen_ai.request.model'] === 'm599'),
    ).toBe(true);
  });
});
