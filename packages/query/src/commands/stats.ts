import { Command } from 'commander';
import { outputWidth } from '../format/terminal.ts';
import { statistics } from '../store/statistics.ts';
import type { Store } from '../store/store.ts';
import {
  type FilterOptions,
  names,
  toFilter,
  wholeNumber,
  withFilterOptions,
} from './filter-options.ts';
import { type LogOptions, openLog, printJson, withLogOptions } from './log-options.ts';
import { conversationStatistics } from '../store/conversations.ts';
import { parseDuration } from '../time-point.ts';
import { type TableOptions, withTableOptions } from './table-options.ts';

interface Options extends LogOptions, FilterOptions, TableOptions {
  readonly groupBy?: readonly string[];
  readonly limit?: number;
  readonly within: string;
}

/** What distinguishes messages over MCP. */
const OF_MCP = ['mcp_role', 'mcp_server', 'mcp_method', 'tool_name'];

/** `llm-otel stats` */
export function statsCommand(): Command {
  const command = new Command('stats')
    .option(
      '--group-by <keys>',
      'one row for each value of these keys: fields, attributes, hour, day, week, safety_flag, ...',
      names,
    )
    .option('--limit <rows>', 'at most so many groups', wholeNumber(1))
    .option('--within <time>', 'with --type conversation: a turn so soon is a follow-up', '10m');
  return withLogOptions(withTableOptions(withFilterOptions(command, 'model'))).action(run);
}

async function run(options: Options): Promise<void> {
  const filter = toFilter(options);
  await using store = await openLog(options);
  if (options.type === 'conversation') {
    // The log is open until then.
    await ofConversations(store, options);
    return;
  }
  // Loads while the database counts.
  const table = options.json === true ? undefined : import('../format/statistics-table.ts');
  const { groupBy = options.type === 'mcp' ? OF_MCP : [], limit } = options;
  const [total] = (await statistics(store, filter)) as [Awaited<ReturnType<typeof statistics>>[0]];
  const groups =
    groupBy.length === 0
      ? [total]
      : await statistics(store, filter, { groupBy, ...(limit !== undefined && { limit }) });
  if (table !== undefined) {
    const { toStatisticsTable } = await table;
    console.log(toStatisticsTable(groups, groupBy, outputWidth(options.wide)));
    return;
  }
  const summary = {
    total_requests: total.count,
    total_tokens: total.total_tokens,
    total_errors: total.errors,
    total_cost: total.cost_usd,
    p50_latency_ms: total.p50_ms,
    p95_latency_ms: total.p95_ms,
    p99_latency_ms: total.p99_ms,
  };
  printJson({ ...summary, groups }, store);
}

async function ofConversations(store: Store, options: Options): Promise<void> {
  const within = parseDuration('--within', options.within);
  const found = await conversationStatistics(
    store,
    toFilter({ ...options, type: 'model' }),
    within,
  );
  if (options.json === true) return printJson(found, store);
  const { toConversationTable } = await import('../format/conversation-table.ts');
  console.log(toConversationTable(found, outputWidth(options.wide)));
}
