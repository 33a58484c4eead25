// What both preloads do: install the hooks; everything else is loaded with the first SDK.

import { shareAnnouncement } from './foundation/announcement.ts';
import { arrangeStart } from './arrange.ts';
import { reportAtExit } from './doctor.ts';
import { installHooks } from './modules/install.ts';

/** Installs the hooks, whose files are patched as they are loaded. Never throws. */
export function preload(): void {
  arrangeStart();
  const isInstalled = installHooks((...loaded) => {
    const { activate } = require('./modules/activate.js') as typeof import('./modules/activate.ts');
    return activate(...loaded);
  });
  if (!isInstalled) return;
  // Worker threads that are created before the first call are to know of it too.
  shareAnnouncement();
  reportAtExit();
}
