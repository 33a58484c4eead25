// What can be said of tools in chat.completions.

import { CANARY, type ContentCase } from './content-client.ts';
import { call, returned, text } from './content-parts.ts';

const answer = (message: object, finish_reason: string): object => ({
  id: 'chatcmpl_1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o-2026-01-15',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason }],
});

/** Of the plain call and of its stream. */
export const chatToolCases: readonly ContentCase[] = [
  {
    name: 'tool calls and what they returned',
    params: {
      tools: [
        {
          type: 'function',
          function: { name: `${CANARY}_weather`, description: `Tells ${CANARY}.`, parameters: {} },
        },
        { type: 'custom', custom: { name: `${CANARY}_query`, description: `Asks ${CANARY}.` } },
        { type: 'hologram' },
      ],
      functions: [{ name: `${CANARY}_old` }],
      messages: [
        {
          role: 'assistant',
          content: '',
          tool_calls: [
            {
              id: 'call_1',
              type: 'function',
              function: { name: 'weather', arguments: `{"city":"${CANARY}"}` },
            },
            { id: 'call_2', type: 'function', function: { name: 'weather', arguments: CANARY } },
            { id: 'call_3', type: 'custom', custom: { name: 'query', input: `find ${CANARY}` } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: `${CANARY} rain` },
        { role: 'tool', tool_call_id: 'call_2', content: [{ type: 'text', text: CANARY }] },
        { role: 'assistant', function_call: { name: 'old', arguments: '{}' } },
        { role: 'function', name: 'old', content: CANARY },
      ],
    },
    answer: answer(
      {
        content: null,
        tool_calls: [
          {
            id: 'call_4',
            type: 'function',
            function: { name: 'weather', arguments: `{"city":"${CANARY}","days":[1,2]}` },
          },
          { id: 'call_5', type: 'custom', custom: { name: 'query', input: `see ${CANARY}` } },
        ],
      },
      'tool_calls',
    ),
    expected: {
      tools: [
        { type: 'function', name: `${CANARY}_weather` },
        { type: 'custom', name: `${CANARY}_query` },
        { type: 'hologram', name: 'hologram' },
        { type: 'function', name: `${CANARY}_old` },
      ],
      input: [
        {
          role: 'assistant',
          parts: [
            call('call_1', 'weather', { city: CANARY }),
            call('call_2', 'weather', CANARY),
            call('call_3', 'query', `find ${CANARY}`),
          ],
        },
        {
          role: 'tool',
          parts: [returned('call_1', `${CANARY} rain`)],
        },
        {
          role: 'tool',
          parts: [returned('call_2', [text(CANARY)])],
        },
        { role: 'assistant', parts: [{ type: 'tool_call', name: 'old', arguments: {} }] },
        {
          role: 'function',
          name: 'old',
          parts: [{ type: 'tool_call_response', response: CANARY }],
        },
      ],
      output: [
        {
          role: 'assistant',
          parts: [
            call('call_4', 'weather', { city: CANARY, days: [1, 2] }),
            call('call_5', 'query', `see ${CANARY}`),
          ],
          finish_reason: 'tool_call',
        },
      ],
    },
  },
  {
    name: 'a legacy function call',
    params: { messages: [{ role: 'user', content: CANARY }] },
    answer: answer(
      { content: null, function_call: { name: 'old', arguments: `{"a":"${CANARY}"}` } },
      'function_call',
    ),
    expected: {
      input: [{ role: 'user', parts: [text(CANARY)] }],
      output: [
        {
          role: 'assistant',
          parts: [{ type: 'tool_call', name: 'old', arguments: { a: CANARY } }],
          finish_reason: 'tool_call',
        },
      ],
    },
  },
];
