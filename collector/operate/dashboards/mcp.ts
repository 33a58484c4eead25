// The rows of the dashboard of agents about the Model Context Protocol.

import { LABEL as L, NAME as N } from '../recording.ts';
import type { Dashboard } from './dashboard.ts';
import { line } from './panels.ts';
import { ofServices, quantile, rate } from './queries.ts';

const TOOLS = `${L.operation}="execute_tool"`;

/** Tools over the protocol, by the server that has them. */
export const MCP_ROW: Dashboard['rows'][number] = {
  title: 'Model Context Protocol',
  panels: [
    line(
      'Tool errors, by server',
      'percentunit',
      `${rate(ofServices(`${N.mcpClient}_count`, `${TOOLS}, ${L.errorType}!=""`), L.mcpServer)} / ${rate(ofServices(`${N.mcpClient}_count`, TOOLS), L.mcpServer)}`,
      `{{${L.mcpServer}}}`,
    ),
    line(
      'Requests of clients',
      'reqps',
      rate(ofServices(`${N.mcpClient}_count`), `${L.mcpServer}, ${L.mcpMethod}`),
      `{{${L.mcpServer}}} {{${L.mcpMethod}}}`,
    ),
    line(
      'Tools of servers, p95',
      's',
      quantile(0.95, ofServices(`${N.mcpServer}_bucket`, TOOLS), `${L.mcpServer}, ${L.tool}`),
      `{{${L.mcpServer}}} {{${L.tool}}}`,
    ),
    line(
      'Sessions that the server ended',
      'short',
      rate(ofServices(`${N.mcpClientSession}_count`, `${L.errorType}!=""`), L.mcpServer),
      `{{${L.mcpServer}}}`,
    ),
  ],
};
