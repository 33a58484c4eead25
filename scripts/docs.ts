// Writes docs/telemetry.md, docs/configuration.md, docs/call-record.md, the table of SDKs in README.md, the table of
// keys in docs/redaction.md, that of dialects in docs/import.md, that of tiers in docs/cost.md, and the rules, the
// runbook, the redaction, the search template and the Kubernetes base of the collector from the tables of the packages and the
// schema of records: `npm run docs`.
// With --check it writes nothing and fails if a file differs.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { callRecordDocument } from './docs/call-record.ts';
import { configurationDocument } from './docs/configuration.ts';
import { withDialects } from './docs/dialects.ts';
import { withKeys } from './docs/redaction.ts';
import { withSdks } from './docs/sdks.ts';
import { telemetryDocument } from './docs/telemetry.ts';
import { withTiers } from './docs/tiers.ts';
import { dashboardFiles } from '../collector/operate/dashboards/index.ts';
import { kubernetesFiles } from '../collector/kubernetes/generated.ts';
import { redactionFile } from '../collector/redaction/file.ts';
import { searchTemplate } from '../collector/storage/search-template.ts';
import { ruleFiles, ruleTests } from '../collector/operate/rule-files.ts';
import { runbook } from '../collector/operate/runbook.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const root = path.join(import.meta.dirname, '..');
const documents = {
  'docs/call-record.md': callRecordDocument(),
  'docs/configuration.md': configurationDocument(),
  'docs/cost.md': withTiers(readFileSync(path.join(root, 'docs/cost.md'), 'utf8')),
  'docs/import.md': withDialects(readFileSync(path.join(root, 'docs/import.md'), 'utf8')),
  'docs/telemetry.md': telemetryDocument(),
  'docs/redaction.md': withKeys(readFileSync(path.join(root, 'docs/redaction.md'), 'utf8')),
  ...within('collector/rules', ruleFiles()),
  ...within('collector/rules/tests', ruleTests()),
  ...within('collector/dashboards', dashboardFiles()),
  'collector/RUNBOOK.md': runbook(),
  'collector/redaction.yaml': redactionFile(),
  'collector/storage/search-template.json': searchTemplate(),
  ...within('collector/kubernetes', kubernetesFiles()),
  'README.md': withSdks(readFileSync(path.join(root, 'README.md'), 'utf8')),
};

for (const [name, text] of Object.entries(documents)) {
  const file = path.join(root, name);
  if (!values.check) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  } else if (read(file) !== text) {
    console.error(`${name} is not what the tables say: run \`npm run docs\``);
    process.exitCode = 1;
  }
}

function within(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]),
  );
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
