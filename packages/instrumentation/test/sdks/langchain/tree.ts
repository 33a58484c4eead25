// The records of a program as a tree that a reader can check.

export type CallRecord = Readonly<Record<string, unknown>>;

/** A line for each record, below the one of its parent, in the order in which they began. */
export function treeOf(records: readonly CallRecord[]): string {
  const ordered = records.toSorted((a, b) => startOf(a) - startOf(b));
  const linesOf = (parent: CallRecord | undefined, depth: number): string[] =>
    ordered
      .filter((record) =>
        parent === undefined
          ? !ordered.some((other) => other['span_id'] === record['parent_span_id'])
          : record['parent_span_id'] === parent['span_id'],
      )
      .flatMap((record) => [
        `${'  '.repeat(depth)}${lineOf(record)}`,
        ...linesOf(record, depth + 1),
      ]);
  return `${linesOf(undefined, 0).join('\n')}\n`;
}

/** Milliseconds. */
function startOf(record: CallRecord): number {
  return Number(BigInt(String(record['time_unix_nano'])) / 1_000_000n);
}

function lineOf(record: CallRecord): string {
  const texts = [
    [record['name'], record['stage']],
    [record['provider'], record['model_id']],
    [count('in', record['prompt_tokens']), count('out', record['completion_tokens'])],
    [record['finish_reasons']],
    [
      record['data_source_id'],
      count('found', record['retrieved_count']),
      count('best', record['best_score']),
    ],
    [record['agent_name'] === undefined ? undefined : `agent ${String(record['agent_name'])}`],
    [
      record['conversation_id'] === undefined
        ? undefined
        : `thread ${String(record['conversation_id'])}`,
    ],
    [record['outcome']],
  ];
  return texts
    .map((part) =>
      part
        .flat()
        .filter((text) => text !== undefined)
        .join(' '),
    )
    .filter((text) => text !== '')
    .join(' | ');
}

function count(what: string, value: unknown): string | undefined {
  return value === undefined ? undefined : `${String(value)} ${what}`;
}
