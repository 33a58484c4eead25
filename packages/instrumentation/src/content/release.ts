// Decides, after an operation ends, whether its content leaves the process, and redacts it.

import { processState } from '../foundation/process-state.ts';
import { config } from '../settings/settings.ts';
import type { Content } from '../model/content.ts';
import { isRecorded, type Capture } from './capture.ts';
import { chosen } from './choice.ts';
import { redactValue } from './redact-value.ts';

/** Facts about an ended operation. */
export interface Circumstances {
  readonly durationSeconds: number;
  /** Input plus output. */
  readonly tokens: number;
  /** It failed, or a filter stopped it. */
  readonly isBad: boolean;
}

/** Why content is missing, though recorded by default. */
export type Omission = 'below_threshold' | 'rate_limit';

const MINUTE = 60_000;
const minute = processState('captures-per-minute', () => ({ began: -MINUTE, count: 0 }));

/** Why an operation's content stays in the process; `undefined` if it leaves. */
export function omissionOf(capture: Capture, circumstances: Circumstances): Omission | undefined {
  if (capture.isForced || !isRecorded(capture)) return undefined;
  const { captureWhen, capturePerMinute } = config();
  if (captureWhen === 'on_threshold' && !isRemarkable(circumstances)) return 'below_threshold';
  if (capturePerMinute !== undefined && !hasRoom(capturePerMinute)) return 'rate_limit';
  return undefined;
}

/** The part of `copy` to be exported, redacted. */
export function released(copy: Content, capture: Capture): Content {
  return redactValue(chosen(copy, capture)) as Content;
}

function isRemarkable({ durationSeconds, tokens, isBad }: Circumstances): boolean {
  const { captureSlowerThan, captureOverTokens } = config();
  return (
    isBad ||
    durationSeconds > captureSlowerThan ||
    (captureOverTokens !== undefined && tokens > captureOverTokens)
  );
}

function hasRoom(limit: number): boolean {
  const now = performance.now();
  if (now - minute.began >= MINUTE) Object.assign(minute, { began: now, count: 0 });
  minute.count += 1;
  return minute.count <= limit;
}
