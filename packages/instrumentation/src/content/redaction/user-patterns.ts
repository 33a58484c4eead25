// Patterns from the user. Their run time is unknown, so an engine with linear time for any pattern runs
// them: one that the user has installed. Without an engine they are refused, not tried.

import type { LinearEngine, LinearPattern } from './linear-engine.ts';
import { placeholdersIn } from './placeholders.ts';

const REDACTED = '[REDACTED]';

/**
 * Compiles the patterns; each match becomes `[REDACTED]`. `redact` is undefined if none is usable;
 * `problems` gives the reason and the remedy for each refused pattern. Never throws.
 */
export function compileUserPatterns(
  sources: readonly string[],
  engine: LinearEngine | undefined,
): {
  readonly redact: ((text: string) => string) | undefined;
  readonly problems: readonly string[];
} {
  const patterns: LinearPattern[] = [];
  const problems: string[] = [];
  for (const source of sources) {
    try {
      if (engine === undefined) throw new Error('install re2js beside llm-otel');
      patterns.push(engine.compile(source));
    } catch (error) {
      problems.push(problemOf(source, engine, error));
    }
  }
  const redact = (text: string): string => patterns.reduce(redactMatches, text);
  return { redact: patterns.length > 0 ? redact : undefined, problems };
}

function problemOf(source: string, engine: LinearEngine | undefined, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return engine === undefined
    ? `the pattern ${JSON.stringify(source)} is not used: it needs an engine that is never slow; ${reason}`
    : `the pattern ${JSON.stringify(source)} is not used: ${engine.name} cannot compile it (${reason}); look-around and back-references are not linear, write it without them`;
}

function redactMatches(text: string, pattern: LinearPattern): string {
  const matches = pattern.matches(text);
  if (matches.length === 0) return text;
  const placeholders = placeholdersIn(text);
  let redacted = '';
  let done = 0;
  let next = 0;
  for (const [matchStart, matchEnd] of matches) {
    while (next < placeholders.length && placeholders[next]![1] <= matchStart) next += 1;
    // A match within a placeholder is ignored; one that cuts into some covers them.
    let [start, end] = [matchStart, matchEnd];
    const first = placeholders[next];
    if (first !== undefined && first[0] <= start && end <= first[1]) continue;
    for (let at = next; at < placeholders.length && placeholders[at]![0] < end; at += 1) {
      start = Math.min(start, placeholders[at]![0]);
      end = Math.max(end, placeholders[at]![1]);
    }
    if (start > done || done === 0) redacted += text.slice(done, start) + REDACTED;
    done = Math.max(done, end);
  }
  return done === 0 ? text : redacted + text.slice(done);
}
