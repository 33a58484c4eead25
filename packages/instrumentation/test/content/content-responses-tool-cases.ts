// What can be said of the application's tools in the Responses API.

import { CANARY, type ContentCase } from './content-client.ts';
import { call, link, model, reasoning, returned, text } from './content-parts.ts';
import { answer } from './content-responses-answer.ts';

const tool = (id: string, response: unknown): object => ({
  role: 'tool',
  parts: [returned(id, response)],
});

/** Of the plain call and of its stream. */
export const responsesToolCases: readonly ContentCase[] = [
  {
    name: 'tools of the application',
    params: {
      tools: [
        { type: 'function', name: `${CANARY}_weather`, description: CANARY, parameters: {} },
        { type: 'custom', name: `${CANARY}_query` },
        { type: 'web_search' },
        { type: 'mcp', server_label: `${CANARY}_server`, authorization: `secret ${CANARY}` },
      ],
      input: [
        { type: 'function_call', call_id: 'c1', name: 'weather', arguments: `{"a":"${CANARY}"}` },
        { type: 'function_call_output', call_id: 'c1', output: CANARY },
        {
          type: 'function_call_output',
          call_id: 'c2',
          output: [{ type: 'input_text', text: CANARY }],
        },
        { type: 'custom_tool_call', call_id: 'c3', name: 'query', input: CANARY },
        { type: 'custom_tool_call_output', call_id: 'c3', output: CANARY },
        { type: 'computer_call', id: 'x', call_id: 'c4', action: { type: 'type', text: CANARY } },
        {
          type: 'computer_call_output',
          call_id: 'c4',
          output: { type: 'computer_screenshot', image_url: `https://example.com/${CANARY}.png` },
        },
        { type: 'local_shell_call', id: 'x', call_id: 'c5', action: { command: [CANARY] } },
        { type: 'local_shell_call_output', id: 'c5', output: CANARY },
        { type: 'shell_call', call_id: 'c6', action: { commands: [CANARY] }, environment: null },
        { type: 'shell_call_output', call_id: 'c6', output: [{ stdout: CANARY, stderr: '' }] },
        {
          type: 'apply_patch_call',
          call_id: 'c7',
          operation: { type: 'delete_file', path: CANARY },
        },
        { type: 'apply_patch_call_output', call_id: 'c7', status: 'completed', output: CANARY },
        { type: 'tool_search_call', call_id: 'c8', execution: 'client', arguments: { q: CANARY } },
        {
          type: 'tool_search_output',
          call_id: 'c8',
          execution: 'client',
          tools: [{ type: CANARY }],
        },
        {
          type: 'mcp_approval_request',
          id: 'c9',
          server_label: 's',
          name: 'n',
          arguments: `["${CANARY}"]`,
        },
        { type: 'mcp_approval_response', approval_request_id: 'c9', approve: true, reason: CANARY },
      ],
    },
    answer: answer([
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: `Hm, ${CANARY}.` }],
      },
      {
        type: 'function_call',
        id: 'fc_1',
        call_id: 'c10',
        name: 'weather',
        arguments: `{"a":"${CANARY}"}`,
      },
      { type: 'custom_tool_call', id: 'ctc_1', call_id: 'c11', name: 'query', input: CANARY },
    ]),
    expected: {
      tools: [
        { type: 'function', name: `${CANARY}_weather` },
        { type: 'custom', name: `${CANARY}_query` },
        { type: 'web_search', name: 'web_search' },
        { type: 'mcp', name: `${CANARY}_server` },
      ],
      input: [
        model(call('c1', 'weather', { a: CANARY })),
        tool('c1', CANARY),
        tool('c2', [text(CANARY)]),
        model(call('c3', 'query', CANARY)),
        tool('c3', CANARY),
        model(call('c4', 'computer', { action: { type: 'type', text: CANARY } })),
        tool('c4', link('image', 'png')),
        model(call('c5', 'local_shell', { command: [CANARY] })),
        tool('c5', CANARY),
        model(call('c6', 'shell', { commands: [CANARY] })),
        tool('c6', [{ stdout: CANARY, stderr: '' }]),
        model(call('c7', 'apply_patch', { type: 'delete_file', path: CANARY })),
        tool('c7', { status: 'completed', output: CANARY }),
        model(call('c8', 'tool_search', { q: CANARY })),
        tool('c8', { tools: [{ type: CANARY, name: CANARY }] }),
        model(call('c9', 'mcp_approval', { server_label: 's', name: 'n', arguments: [CANARY] })),
        tool('c9', { approve: true, reason: CANARY }),
      ],
      output: [
        {
          ...model(
            reasoning(`Hm, ${CANARY}.`),
            call('c10', 'weather', { a: CANARY }),
            call('c11', 'query', CANARY),
          ),
          finish_reason: 'tool_call',
        },
      ],
    },
  },
];
