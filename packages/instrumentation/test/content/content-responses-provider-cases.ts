// What the tools that the provider runs leave in the Responses API, and what only it can read.

import { CANARY, CANARY_BASE64, type ContentCase } from './content-client.ts';
import { blob, generic, model, reasoning, serverTool, text } from './content-parts.ts';
import { answer, message, said } from './content-responses-answer.ts';

/** Of the plain call and of its stream. */
export const providerCases: readonly ContentCase[] = [
  {
    name: 'tools of the provider, thoughts and what only it can read',
    params: {
      input: [
        { type: 'reasoning', id: 'rs_0', summary: [], encrypted_content: `opaque ${CANARY}` },
        { type: 'compaction', id: 'cmp_0', encrypted_content: `opaque ${CANARY}` },
        { type: 'hologram', of: CANARY, encrypted_content: `opaque ${CANARY}` },
      ],
    },
    answer: answer(
      [
        {
          type: 'reasoning',
          id: 'rs_1',
          summary: [{ type: 'summary_text', text: `Hm, ${CANARY}.` }],
          content: [{ type: 'reasoning_text', text: `Well, ${CANARY}.` }],
          encrypted_content: 'opaque',
        },
        {
          type: 'web_search_call',
          id: 'ws_1',
          status: 'completed',
          action: { type: 'search', query: CANARY },
        },
        {
          type: 'file_search_call',
          id: 'fs_1',
          status: 'completed',
          queries: [CANARY],
          results: [{ text: CANARY }],
        },
        {
          type: 'code_interpreter_call',
          id: 'ci_1',
          status: 'completed',
          code: CANARY,
          outputs: [{ type: 'logs', logs: CANARY }],
        },
        {
          type: 'image_generation_call',
          id: 'ig_1',
          status: 'completed',
          result: CANARY_BASE64,
          output_format: 'webp',
        },
        {
          type: 'mcp_call',
          id: 'mcp_1',
          server_label: 's',
          name: 'n',
          arguments: `{"a":"${CANARY}"}`,
          output: CANARY,
        },
        {
          type: 'mcp_list_tools',
          id: 'mcpl_1',
          server_label: 's',
          tools: [{ name: CANARY, input_schema: {} }],
        },
        {
          type: 'shell_call',
          id: 'x',
          call_id: 'sh_1',
          status: 'completed',
          action: { commands: [CANARY] },
          environment: { type: 'container_reference', container_id: 'c' },
        },
        { type: 'program', id: 'x', call_id: 'pr_1', code: CANARY, fingerprint: 'f' },
        { type: 'program_output', id: 'x', call_id: 'pr_1', status: 'completed', result: CANARY },
        { type: 'compaction', id: 'cmp_1', encrypted_content: 'opaque' },
        { type: 'hologram', of: CANARY },
        message([said(CANARY)]),
      ],
      { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
    ),
    expected: {
      input: [model({ type: 'compaction', id: 'cmp_0' }), model(generic('hologram'))],
      output: [
        {
          ...model(
            reasoning(`Hm, ${CANARY}.`),
            reasoning(`Well, ${CANARY}.`),
            ...serverTool('web_search', 'ws_1', {
              status: 'completed',
              action: { type: 'search', query: CANARY },
            }),
            ...serverTool(
              'file_search',
              'fs_1',
              { status: 'completed', queries: [CANARY] },
              {
                results: [{ text: CANARY }],
              },
            ),
            ...serverTool(
              'code_interpreter',
              'ci_1',
              { status: 'completed', code: CANARY },
              {
                outputs: [{ type: 'logs', logs: CANARY }],
              },
            ),
            ...serverTool('image_generation', 'ig_1', { status: 'completed' }),
            blob('image', 'image/webp'),
            ...serverTool(
              'mcp',
              'mcp_1',
              { server_label: 's', arguments: { a: CANARY } },
              {
                output: CANARY,
              },
              'n',
            ),
            {
              type: 'server_tool_call_response',
              id: 'mcpl_1',
              server_tool_call_response: {
                type: 'mcp_list_tools',
                server_label: 's',
                tools: [{ name: CANARY }],
              },
            },
            ...serverTool('shell', 'sh_1', {
              status: 'completed',
              action: { commands: [CANARY] },
            }),
            ...serverTool(
              'program',
              'pr_1',
              { code: CANARY },
              {
                status: 'completed',
                result: CANARY,
              },
            ),
            { type: 'compaction', id: 'cmp_1' },
            generic('hologram'),
            text(CANARY),
          ),
          finish_reason: 'length',
        },
      ],
    },
  },
];
