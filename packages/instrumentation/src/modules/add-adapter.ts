// Adapters that an application adds.

import { safely } from '../foundation/safely.ts';
import { say } from '../foundation/say.ts';
import { CONTRACT, type Adapter } from '../model/adapter.ts';
import { tracing } from '../observe/tracing.ts';
import { isSdkDisabled } from '../settings/settings.ts';
import { use } from './adapters.ts';

/**
 * Uses `adapter` for modules loaded from now on. It takes precedence over our adapter for the same package.
 * Call it in a preload after `llm-otel/register`, or before the package is loaded. An adapter with another
 * contract version is not used; one warning says so.
 */
export function addAdapter(adapter: Adapter): void {
  const { contract, name, packages, globals } = adapter;
  if (contract !== CONTRACT) {
    say(
      `the adapter ${name} is not used: it is made for version ${String(contract)} of the contract, and this is version ${CONTRACT}`,
    );
    return;
  }
  use({ name, packages: packages.map((rule) => rule.name), load: () => adapter });
  if (globals !== undefined && !isSdkDisabled(name)) {
    safely(`installing ${name}`, () => globals.install(tracing(name)));
  }
}
