// `anomalies` with few calls.
import { describe, expect, it } from 'vitest';
import { ask, run } from './command.ts';
import { call, logOf, type TestRecord } from './records.ts';

describe('anomalies', () => {
  const hour = (at: number): string => new Date(Date.UTC(2026, 9, 5, at)).toISOString();
  const hours = (count: number, of: (at: number) => TestRecord[]): TestRecord[] =>
    Array.from({ length: count }, (_one, at) => of(at)).flat();

  it('takes no hour of one slow call for a slow hour', async () => {
    const log = logOf(
      hours(20, (at) =>
        at === 13
          ? [call({ timestamp: hour(at), latency_ms: 60_000 })]
          : Array.from({ length: 6 }, (_one, no) =>
              call({ timestamp: hour(at), latency_ms: 100 + no }),
            ),
      ),
    );
    const found = await ask(log, 'anomalies');
    expect(found).toMatchObject({ anomalies: [], left_out: 1 });
    expect((await ask(log, 'anomalies', '--min-calls', '1')).anomalies).toMatchObject([
      { from: hour(13), count: 1 },
    ]);
    const { stderr } = await run(['anomalies', '--dir', log]);
    expect(stderr).toContain('spans of time left out, with fewer than 4 calls: 1;');
  });

  it('finds an hour with few calls where many are usual', async () => {
    const log = logOf(
      hours(20, (at) =>
        Array.from({ length: at === 7 ? 1 : 9 + (at % 3) }, () => call({ timestamp: hour(at) })),
      ),
    );
    const found = await ask(log, 'anomalies', '--metric', 'count');
    expect(found.anomalies).toMatchObject([{ from: hour(7), value: 1 }]);
  });

  it('compares no counts where a call an hour is usual', async () => {
    const log = logOf(
      hours(20, (at) =>
        Array.from({ length: at === 7 ? 3 : 1 }, () => call({ timestamp: hour(at) })),
      ),
    );
    expect(await ask(log, 'anomalies', '--metric', 'count')).toMatchObject({
      anomalies: [],
      left_out: 20,
    });
  });
});
