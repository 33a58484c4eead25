// The convention versions that can be checked against. A new version is a folder beside the others
// that says what it changes, and a line here.
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
