// What both preloads do: install the hooks; everything else is loaded with the first SDK.

import { shareAnnouncement } from './announcement.ts';
import { reportAtExit } from './doctor.ts';
import { installHooks } from './hooks/install.ts';

/** Installs the hooks, whose files are patched as they are loaded. Never throws. */
export function preload(): void {
  const isInstalled = installHooks((module, file, exports, location) => {
    const { activate } = require('./instrumentation.js') as typeof import('./instrumentation.ts');
    activate(module, file, exports, location);
  });
  if (!isInstalled) return;
  // Worker threads that are created before the first call are to know of it too.
  shareAnnouncement();
  reportAtExit();
}
