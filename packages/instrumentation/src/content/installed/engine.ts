// Finds an engine for the application's patterns among its installed packages.

import { applicationRequires } from '../../foundation/application-requires.ts';
import { re2Engine, re2jsEngine, type LinearEngine } from '../redaction/linear-engine.ts';

let found: LinearEngine | null | undefined;

/** `re2`, which is native, or `re2js`, of the application or beside this package; looked for once. */
export function installedEngine(): LinearEngine | undefined {
  if (found === undefined) found = find() ?? null;
  return found ?? undefined;
}

function find(): LinearEngine | undefined {
  for (const from of applicationRequires()) {
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
