// The collector ends while spans come and others wait in its queue. What it answered with 200 is there afterwards.

import { describe, expect, it } from 'vitest';
import { faultyStack, isSkipped, type FaultyStack } from './faulty-stack.ts';
import { emittedIn, ownCounts, startProgram } from './program.ts';
import { sendSpans, type Sent } from './spans.ts';
import { arrivedInJaeger, importable, missingFrom, storedInFile, type Stored } from './stored.ts';

const KILLS = 50;
const PER_ROUND = 1000;
const PER_REQUEST = 20;
const SENDERS = 4;

/** Sends the spans of a round without a pause; the collector gets the signal after some of its answers. */
async function endDuring(
  stack: FaultyStack,
  signal: NodeJS.Signals,
  round: number,
  service: string,
): Promise<Sent> {
  const collector = await stack.start('collector');
  let end: Promise<void> | undefined;
  const sent = await sendSpans(stack.endpoints.otlpHttp, {
    service,
    from: round * PER_ROUND + 1,
    count: PER_ROUND,
    perRequest: PER_REQUEST,
    senders: SENDERS,
    onAccepted: (requests) => {
      if (requests > 4 + (round % 25)) end ??= collector.stop(signal);
    },
  });
  await end;
  const how = signal === 'SIGTERM' ? 'exit code 0' : signal;
  expect(await collector.ended).toContain(`collector ended with ${how};`);
  return sent;
}

/** Starts all and gives back what both sinks have, as soon as Jaeger has everything that was accepted. */
async function storedAfterwards(
  stack: FaultyStack,
  service: string,
  accepted: ReadonlySet<string>,
): Promise<{ inJaeger: Stored; inFile: Stored }> {
  await Promise.all([stack.start('collector'), stack.start('jaeger')]);
  const inJaeger = await arrivedInJaeger(stack, service, accepted.size);
  return { inJaeger, inFile: await storedInFile(stack.files.traces) };
}

describe.skipIf(isSkipped)('the collector ends under load, with a backlog for Jaeger', () => {
  it.each([
    { signal: 'SIGKILL', rounds: KILLS },
    { signal: 'SIGTERM', rounds: 5 },
  ] as const)(
    '$signal, $rounds times: no span is lost that it accepted',
    async ({ signal, rounds }) => {
      // Redaction has no part in this, and reads its patterns at each start.
      const stack = await faultyStack({ redacts: false });
      const accepted = new Set<string>();
      const emitted = new Set<string>();
      let interrupted = 0;
      for (let round = 0; round < rounds; round += 1) {
        const sent = await endDuring(stack, signal, round, 'interrupted');
        for (const identity of sent.accepted) accepted.add(identity);
        for (const identity of [...sent.accepted, ...sent.refused, ...sent.unanswered]) {
          emitted.add(identity);
        }
        if (sent.accepted.size > 0 && sent.unanswered.size > 0) interrupted += 1;
      }
      expect(interrupted).toBe(rounds);
      expect(emitted.size).toBe(rounds * PER_ROUND);

      const { inJaeger, inFile } = await storedAfterwards(stack, 'interrupted', accepted);
      expect(missingFrom(inJaeger.identities, accepted)).toEqual([]);
      expect(missingFrom(inFile.identities, accepted)).toEqual([]);
      // A line may be torn, which costs no other.
      expect((await importable(stack.files.traces)).spans).toBeGreaterThanOrEqual(accepted.size);
      // Beside these, only what was under way, which may be in one of both: a request of each sender.
      for (const { identities } of [inFile, inJaeger]) {
        expect(missingFrom(emitted, identities)).toEqual([]);
        const underWay = rounds * SENDERS * PER_REQUEST;
        expect(identities.size).toBeLessThanOrEqual(accepted.size + underWay);
      }
    },
  );

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    '%s under an application: emitted = sent + lost',
    async (signal) => {
      const stack = await faultyStack();
      await stack.start('jaeger');
      let collector = await stack.start('collector');
      const program = startProgram({
        source: SOURCE,
        endpoint: stack.endpoints.otlpHttp,
        env: {
          OTEL_SERVICE_NAME: 'going-on',
          OTEL_BSP_SCHEDULE_DELAY: '200',
          OTEL_METRICS_EXPORTER: 'none',
        },
      });
      const inFile = async (): Promise<number> =>
        (await storedInFile(stack.files.traces)).identities.size;
      for (let ends = 0; ends < 3; ends += 1) {
        const before = await inFile();
        await expect.poll(inFile, { timeout: 30_000 }).toBeGreaterThan(before + 500);
        await collector.stop(signal);
        collector = await stack.start('collector');
      }
      program.kill('SIGUSR2');
      const { stderr, callRecords } = await program.finished;
      const emitted = emittedIn(callRecords());
      const { sent, lost } = ownCounts(stderr);
      expect(sent).toBeGreaterThan(1500);
      expect(sent + lost).toBe(emitted.size);

      const inJaeger = await arrivedInJaeger(stack, 'going-on', sent);
      const stored = await storedInFile(stack.files.traces);
      // What has arrived may be more than the application was told.
      for (const { identities } of [stored, inJaeger]) {
        expect(missingFrom(emitted, identities)).toEqual([]);
        expect(identities.size).toBeGreaterThanOrEqual(sent);
      }
    },
  );
});

const SOURCE = `import { tool } from 'llm-otel';
  import { setTimeout } from 'node:timers/promises';
  let isOver = false;
  process.once('SIGUSR2', () => { isOver = true; });
  while (!isOver) {
    for (let span = 0; span < 20; span += 1) tool('t', () => 1);
    await setTimeout(10);
  }`;
