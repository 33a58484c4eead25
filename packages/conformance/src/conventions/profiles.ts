// The supported convention versions. A new version needs a folder beside the others with
// its changes, and a line here.
import type { Conventions } from '../registry/definition.ts';
import { latest } from './latest/index.ts';
import { v1_41 } from './v1-41/index.ts';

/** Each profile with its conventions. */
export const PROFILES = {
  latest,
  '1.41': v1_41,
} as const satisfies Record<string, Conventions>;

/** The name of a profile. */
export type Profile = keyof typeof PROFILES;
