// Samples what the main thread runs, for `bench/profile.ts`.

import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** Starts to sample every `interval` microseconds; returns what ends it and writes V8's profile to `file`. */
export async function startProfiler({ file, interval }) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval });
  await session.post('Profiler.start');
  return async () => {
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(file, JSON.stringify(profile));
  };
}
