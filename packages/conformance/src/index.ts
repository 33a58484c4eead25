// The checker API for tests and scripts in this repository.
export { check, type CheckOptions, type CheckResult } from './check.ts';
export { PROFILES, type Profile } from './conventions/profiles.ts';
export { type Finding, type FindingId, FINDINGS } from './finding.ts';
export { type Gap, judge, readGaps } from './gaps.ts';
export { InputError } from './otlp/input-error.ts';
export { joinRecords, readOtlp } from './otlp/read.ts';
export { type Extension, ownExtension, readExtension } from './registry/extension.ts';
