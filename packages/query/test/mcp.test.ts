// Requests over the Model Context Protocol, and tools that are called by one.
import { expect, it } from 'vitest';
import { ask, run } from './command.ts';
import { call, logOf } from './records.ts';

const request = (fields = {}) =>
  call({
    log_type: 'step_completed',
    name: 'tools/list',
    mcp_method: 'tools/list',
    mcp_role: 'client',
    mcp_server: 'weather',
    operation: undefined,
    provider: undefined,
    model_id: undefined,
    ...fields,
  });
const tool = (fields = {}) =>
  request({
    log_type: 'tool_completed',
    name: 'tools/call forecast',
    mcp_method: 'tools/call',
    operation: 'execute_tool',
    tool_name: 'forecast',
    ...fields,
  });
const failure = { success: false, status: 'failure', error_code: 'tool_error', outcome: 'error' };

it('stats --type mcp has a row for each end, server, method and tool', async () => {
  const log = logOf([
    request(),
    tool(),
    tool(failure),
    tool({ mcp_role: 'server' }),
    // On the span of the tool itself.
    tool({ name: 'execute_tool forecast' }),
    call(),
    call({ log_type: 'tool_completed', operation: 'execute_tool', tool_name: 'own' }),
    tool({ log_type: 'request_started' }),
  ]);
  const { groups, total_requests: total } = await ask(log, 'stats', '--type', 'mcp');
  expect(total).toBe(5);
  const rows = groups.map(({ group, count, errors }: Record<string, unknown>) => [
    Object.values(group as object),
    count,
    errors,
  ]);
  expect(rows).toEqual([
    [['client', 'weather', 'tools/call', 'forecast'], 3, 1],
    [['client', 'weather', 'tools/list', null], 1, 0],
    [['server', 'weather', 'tools/call', 'forecast'], 1, 0],
  ]);
  const { stdout } = await run(['stats', '--type', 'mcp', '--dir', log]);
  expect(stdout).toMatch(/^mcp_role +mcp_server +mcp_method +tool_name +calls +errors/);
  const byServer = await ask(log, 'stats', '--type', 'mcp', '--group-by', 'mcp_server');
  expect(byServer.groups).toMatchObject([{ group: { mcp_server: 'weather' }, count: 5 }]);
});
