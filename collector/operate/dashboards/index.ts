// All dashboards.

import { COSTS } from './costs.ts';
import { type Dashboard, toJson } from './dashboard.ts';
import { MODELS } from './models.ts';
import { OVERVIEW } from './overview.ts';
import { QUALITY, RETRIEVAL } from './quality.ts';
import { AGENTS, PIPELINE } from './work.ts';

/** In the order of their list. */
const DASHBOARDS: readonly Dashboard[] = [
  OVERVIEW,
  COSTS,
  QUALITY,
  MODELS,
  RETRIEVAL,
  AGENTS,
  PIPELINE,
];

/** Files of dashboards, by name. */
export function dashboardFiles(): Record<string, string> {
  return Object.fromEntries(
    DASHBOARDS.map((dashboard) => [`${dashboard.name}.json`, toJson(dashboard)]),
  );
}
