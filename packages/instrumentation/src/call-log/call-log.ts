// Writes a call record for each ended operation, for each evaluation, and for each configuration of a model.

import path from 'node:path';
import { config } from '../settings/settings.ts';
import { flushOnExit } from '../exit/exit.ts';
import { abandonAll } from '../foundation/abandonment.ts';
import { safely, safelyAlone } from '../foundation/safely.ts';
import { onEvaluation } from '../telemetry/events/evaluations.ts';
import type { OperationStart } from '../telemetry/operation.ts';
import { onFinishedOperation, onStartedOperation } from '../telemetry/listeners.ts';
import { configurationOf } from './configurations.ts';
import { LineBatch } from './line-batch.ts';
import { toLine } from './line.ts';
import { countLost, settleBy } from './losses.ts';
import { CallLogWriter } from './writer.ts';
import { toCallRecord } from './records/call-record.ts';
import { toConfigRecord } from './records/config-record.ts';
import { toFeedbackRecord } from './records/feedback-record.ts';
import { toStartRecord } from './records/start-record.ts';

/** From now on writes each ended operation to `directory`, which is created when needed. */
export function writeCallLog(directory: string): void {
  const writer = new CallLogWriter(path.resolve(directory), config());
  const batch =
    config().logMode === 'batch'
      ? new LineBatch((text, count) => writer.write(text, count))
      : undefined;
  if (batch !== undefined) settleBy(() => batch.flush());
  let isEnding = false;
  const add = (make: () => object): void => {
    const line = lineOf(make);
    if (line === undefined) return;
    // Records from other exit listeners are written at once.
    if (batch === undefined || isEnding) writer.write(line, 1);
    else batch.add(line);
  };
  const hashOf = (start: OperationStart): string | undefined => {
    const configuration = configurationOf(start);
    if (configuration?.isTold === false) {
      configuration.isTold = true;
      add(() => toConfigRecord(configuration));
    }
    return configuration?.hash;
  };
  onFinishedOperation((operation) => add(() => toCallRecord(operation, hashOf(operation.start))));
  onEvaluation((evaluation) => add(() => toFeedbackRecord(evaluation)));
  if (config().logStarted === '1') {
    onStartedOperation((operation) => add(() => toStartRecord(operation, hashOf(operation.start))));
  }
  const settle = (): void => {
    safelyAlone('writing the call records that wait', () => batch?.flush());
    writer.flush();
  };
  process.on('exit', () => {
    safely('ending what runs', abandonAll);
    settle();
    isEnding = true;
  });
  // A signal that ends the process skips `exit`.
  flushOnExit([{ forceFlush: () => Promise.resolve(settle()) }]);
}

function lineOf(make: () => object): string | undefined {
  try {
    return toLine(make() as Record<string, unknown>);
  } catch (error) {
    countLost(1, error);
    return undefined;
  }
}
