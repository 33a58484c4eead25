// All checks except the tests: `npm run check`. Runs all steps, then names the failed ones. With `--built` it takes
// what is built, so that others can read it meanwhile.

import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** Published packages, and the targets of their type checks. */
const PUBLISHED = [
  ['packages/instrumentation', 'node16'],
  ['packages/query', 'esm-only'],
] as const;

const { built } = parseArgs({ options: { built: { type: 'boolean' } } }).values;

const steps: readonly (readonly [name: string, command: string])[] = [
  ...(built === true ? [] : [['build', 'npm run --silent build'] as const]),
  ['types', 'tsc -p . && tsc -p packages/query/page'],
  ['lint', 'oxlint --deny-warnings'],
  ['arrows between rooms', 'node scripts/rooms.ts'],
  ['format', 'oxfmt --check .'],
  ['unused code and dependencies', 'knip'],
  ['versions of the call record', 'node scripts/check-call-record.ts'],
  ['generated documents', 'node scripts/docs.ts --check'],
  ...PUBLISHED.flatMap(
    ([folder, profile]) =>
      [
        [`package of ${folder}`, `publint --strict ${folder}`],
        [`types of ${folder}`, `attw --pack ${folder} --profile ${profile}`],
      ] as const,
  ),
];

const failed = steps.filter(([name, command]) => {
  const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: 'utf8' });
  console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
  if (status !== 0) console.log(`  ${command}\n${stdout}${stderr}`);
  return status !== 0;
});
if (failed.length > 0) {
  console.error(
    `${failed.length} of ${steps.length} checks failed; \`npm run fix\` mends lint and format`,
  );
  process.exitCode = 1;
}
