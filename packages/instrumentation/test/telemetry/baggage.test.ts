// Who a call belongs to, as the baggage of this service's caller says.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const program = `
  import { context, propagation } from '@opentelemetry/api';
  import { llmCall, withConversation } from 'llm-otel';
  const call = () => llmCall({ model: 'm', provider: 'p' }, () => 1);
  call();
  const carrier = { baggage: 'gen_ai.conversation.id=c1,session.id=s1,user.id=lovelace,other=x' };
  context.with(propagation.extract(context.active(), carrier), () => {
    call();
    withConversation({ conversationId: 'c2', sessionId: undefined }, call);
  });
`;

async function ids(env: Readonly<Record<string, string>> = {}): Promise<object[]> {
  const { exitCode } = await start(program, env).finished;
  expect(exitCode).toBe(0);
  return sink()
    .traces()
    .slice(1)
    .map(({ attributes }) =>
      Object.fromEntries(
        Object.entries(attributes).filter(([name]) => /conversation|session|user|other/.test(name)),
      ),
    );
}

describe('baggage', () => {
  it('names the conversation, which the application may name better', async () => {
    expect(await ids()).toEqual([
      { 'gen_ai.conversation.id': 'c1' },
      { 'gen_ai.conversation.id': 'c2' },
    ]);
  });

  it('names session and user where that is asked for', async () => {
    expect(await ids({ LLM_OTEL_BAGGAGE: 'session.id, user.id' })).toEqual([
      { 'session.id': 's1', 'user.id': 'lovelace' },
      { 'session.id': 's1', 'user.id': 'lovelace', 'gen_ai.conversation.id': 'c2' },
    ]);
  });

  it('names nothing where nothing is asked for', async () => {
    expect(await ids({ LLM_OTEL_BAGGAGE: 'none' })).toEqual([
      {},
      { 'gen_ai.conversation.id': 'c2' },
    ]);
  });
});
