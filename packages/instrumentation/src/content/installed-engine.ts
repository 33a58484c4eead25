// Finds the engine for patterns of the application among what it has installed.

import { createRequire } from 'node:module';
import path from 'node:path';
import { re2Engine, re2jsEngine, type LinearEngine } from './redaction/linear-engine.ts';

/** `re2`, which is native, or `re2js`, of the application or beside this package. */
export function installedEngine(): LinearEngine | undefined {
  const application = createRequire(path.resolve(process.argv[1] ?? 'index.js'));
  const working = createRequire(path.resolve('index.js'));
  for (const from of [application, working, require]) {
    const engine = engineOf(from, 're2', re2Engine) ?? engineOf(from, 're2js', re2jsEngine);
    if (engine !== undefined) return engine;
  }
  return undefined;
}

function engineOf<Exports>(
  from: NodeJS.Require,
  name: string,
  toEngine: (exports: Exports) => LinearEngine,
): LinearEngine | undefined {
  try {
    return toEngine(from(name) as Exports);
  } catch {
    return undefined;
  }
}
