// Fails if the schema of the call record has changed more than its version allows.
// A release freezes the schema: `cp call-record-1.schema.json released/{version}.json`.

import { versionProblems } from './call-record/schema-change.ts';
import { currentSchema, releasedSchemas } from './call-record/schema-file.ts';

const latest = releasedSchemas().at(-1);
for (const problem of latest === undefined ? [] : versionProblems(latest, currentSchema())) {
  console.error(problem);
  process.exitCode = 1;
}
