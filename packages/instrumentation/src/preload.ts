// Shared code of both preloads: installs the hooks; the first SDK loads everything else.

import { shareAnnouncement } from './foundation/announcement.ts';
import { arrangeStart } from './arrange.ts';
import { reportAtExit } from './doctor.ts';
import { noteNativeFetch } from './foundation/native-fetch.ts';
import { safely } from './foundation/safely.ts';
import { prepareAdapters } from './modules/adapters.ts';
import { installHooks } from './modules/install.ts';
import { isDisabled } from './settings/settings.ts';

/** Installs the hooks, which patch SDK files as they are loaded. Never throws. */
export function preload(): void {
  noteNativeFetch();
  arrangeStart();
  const isInstalled = installHooks((...loaded) => {
    const { activate } = require('./modules/activate.js') as typeof import('./modules/activate.ts');
    return activate(...loaded);
  });
  if (!isInstalled) {
    if (isDisabled()) reportAtExit();
    return;
  }
  safely('preparing adapters', () =>
    prepareAdapters((adapter) =>
      (require('./observe/tracing.js') as typeof import('./observe/tracing.ts')).tracing(adapter),
    ),
  );
  // Worker threads created before the first call need the announcement, too.
  shareAnnouncement();
  reportAtExit();
}
