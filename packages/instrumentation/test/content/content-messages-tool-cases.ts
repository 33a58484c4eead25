// What can be said of tools in Anthropic's messages.

import { CANARY, type ContentCase } from './content-client.ts';
import { call, file, generic, reasoning, returned, text } from './content-parts.ts';

/** A whole message. */
const answer = (content: readonly object[], stop_reason = 'end_turn'): object => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-5-2026-01-15',
  content,
  stop_reason,
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 3 },
});

/** Of the plain call and of its stream. */
export const messagesToolCases: readonly ContentCase[] = [
  {
    name: 'tool calls, what they returned, and thoughts',
    params: {
      tools: [
        { name: `${CANARY}_weather`, description: CANARY, input_schema: { type: 'object' } },
        { type: 'web_search_20250305', name: 'web_search' },
        { type: 'mcp_toolset', mcp_server_name: `${CANARY}_server` },
        { type: 'browser_toolset_20260801' },
      ],
      messages: [
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: `Hm, ${CANARY}.`, signature: 's' },
            { type: 'redacted_thinking', data: `opaque ${CANARY}` },
            { type: 'tool_use', id: 't1', name: 'weather', input: { city: CANARY } },
            { type: 'tool_use', id: 't2', name: 'weather', input: {} },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 't1', content: CANARY },
            {
              type: 'tool_result',
              tool_use_id: 't2',
              is_error: true,
              content: [
                { type: 'text', text: CANARY },
                { type: 'search_result', title: CANARY, source: 's', content: [] },
              ],
            },
            { type: 'tool_result', tool_use_id: 't3' },
          ],
        },
      ],
    },
    answer: answer(
      [
        { type: 'thinking', thinking: `So, ${CANARY}.`, signature: 'c2ln' },
        { type: 'text', text: `Let me see, ${CANARY}.`, citations: null },
        { type: 'tool_use', id: 't4', name: 'weather', input: { city: CANARY, days: [1, 2] } },
        { type: 'tool_use', id: 't5', name: 'weather', input: {} },
      ],
      'tool_use',
    ),
    expected: {
      tools: [
        { type: 'function', name: `${CANARY}_weather` },
        { type: 'web_search_20250305', name: 'web_search' },
        { type: 'mcp_toolset', name: `${CANARY}_server` },
        { type: 'browser_toolset_20260801', name: 'browser_toolset_20260801' },
      ],
      input: [
        {
          role: 'assistant',
          parts: [
            reasoning(`Hm, ${CANARY}.`),
            generic('redacted_thinking', {}),
            call('t1', 'weather', { city: CANARY }),
            call('t2', 'weather', {}),
          ],
        },
        {
          role: 'user',
          parts: [
            returned('t1', CANARY),
            {
              type: 'tool_call_response',
              id: 't2',
              response: {
                is_error: true,
                content: [
                  text(CANARY),
                  {
                    type: 'generic',
                    generic_type: 'search_result',
                    title: CANARY,
                    source: 's',
                    content: [],
                  },
                ],
              },
            },
            returned('t3', null),
          ],
        },
      ],
      output: [
        {
          role: 'assistant',
          parts: [
            reasoning(`So, ${CANARY}.`),
            text(`Let me see, ${CANARY}.`),
            call('t4', 'weather', { city: CANARY, days: [1, 2] }),
            call('t5', 'weather', {}),
          ],
          finish_reason: 'tool_call',
        },
      ],
    },
  },
  {
    name: 'tools of the provider',
    params: {
      messages: [
        {
          role: 'user',
          content: [
            {
              type: 'search_result',
              title: CANARY,
              source: 's',
              content: [{ type: 'text', text: CANARY }],
            },
            { type: 'compaction', content: CANARY, encrypted_content: `opaque ${CANARY}` },
          ],
        },
      ],
    },
    answer: answer(
      [
        { type: 'server_tool_use', id: 's1', name: 'web_search', input: { query: CANARY } },
        {
          type: 'web_search_tool_result',
          tool_use_id: 's1',
          content: [
            { type: 'web_search_result', title: CANARY, url: 'u', encrypted_content: 'opaque' },
          ],
        },
        { type: 'mcp_tool_use', id: 's2', name: 'find', server_name: 'srv', input: { a: CANARY } },
        {
          type: 'mcp_tool_result',
          tool_use_id: 's2',
          is_error: true,
          content: [{ type: 'text', text: CANARY }],
        },
        {
          type: 'bash_code_execution_tool_result',
          tool_use_id: 's3',
          content: { type: 'bash_code_execution_result', stdout: CANARY },
        },
        { type: 'compaction', content: CANARY, encrypted_content: null },
        { type: 'container_upload', file_id: `f_${CANARY}` },
        { type: 'redacted_thinking', data: 'opaque' },
        { type: 'hologram', of: CANARY },
      ],
      'max_tokens',
    ),
    expected: {
      input: [
        {
          role: 'user',
          parts: [
            {
              type: 'generic',
              generic_type: 'search_result',
              title: CANARY,
              source: 's',
              content: [{ type: 'text', text: CANARY }],
            },
            { type: 'compaction', content: CANARY },
          ],
        },
      ],
      output: [
        {
          role: 'assistant',
          parts: [
            {
              type: 'server_tool_call',
              id: 's1',
              name: 'web_search',
              server_tool_call: { type: 'web_search', input: { query: CANARY } },
            },
            {
              type: 'server_tool_call_response',
              id: 's1',
              server_tool_call_response: {
                type: 'web_search',
                content: [{ type: 'web_search_result', title: CANARY, url: 'u' }],
              },
            },
            {
              type: 'server_tool_call',
              id: 's2',
              name: 'find',
              server_tool_call: { type: 'mcp', server_name: 'srv', input: { a: CANARY } },
            },
            {
              type: 'server_tool_call_response',
              id: 's2',
              server_tool_call_response: {
                type: 'mcp',
                is_error: true,
                content: [{ type: 'text', text: CANARY }],
              },
            },
            {
              type: 'server_tool_call_response',
              id: 's3',
              server_tool_call_response: {
                type: 'bash_code_execution',
                content: { type: 'bash_code_execution_result', stdout: CANARY },
              },
            },
            { type: 'compaction', content: CANARY },
            file('document'),
            generic('redacted_thinking', {}),
            generic('hologram'),
          ],
          finish_reason: 'length',
        },
      ],
    },
  },
];
