// Which configs make an agent or a gateway of the scaled form, in the order in which they are merged; and a key of each
// file that stands in no other, for the check that a misspelt one is found.

import { join } from 'node:path';

/** A file of this directory, with what is merged before and after it. */
export interface ScaleForm {
  readonly before: readonly string[];
  readonly file: string;
  readonly after: readonly string[];
  readonly key: string;
}

const directory = join(import.meta.dirname, '..');

/** By what it is. Names of files are relative to `collector/`, without `.yaml`. */
export const scaleForms = {
  agent: {
    before: [],
    file: 'scale/agent',
    after: ['redaction'],
    key: 'partition_traces_by_id',
  },
  gateway: {
    before: ['config'],
    file: 'scale/gateway',
    after: [],
    key: 'group_instance_id',
  },
  'gateway beside a Jaeger that reads Kafka': {
    before: ['config', 'scale/gateway'],
    file: 'scale/gateway-no-jaeger',
    after: [],
    key: 'error_mode',
  },
  'agent of two gateways': {
    before: ['scale/agent', 'redaction'],
    file: 'scale/agent-shares',
    after: [],
    key: 'log_conditions',
  },
  'agent without Kafka': {
    before: ['scale/agent', 'redaction'],
    file: 'scale/agent-direct',
    after: [],
    key: 'routing_key',
  },
  'gateway without Kafka': {
    before: ['config', 'scale/gateway'],
    file: 'scale/gateway-direct',
    after: [],
    key: 'receivers',
  },
} as const satisfies Record<string, ScaleForm>;

export type ScaleFormName = keyof typeof scaleForms;

/** What the collector is given; `file` stands in for the form's own. */
export function configsOf({ before, file: own, after }: ScaleForm, file?: string): string[] {
  const all = [...before, own, ...after];
  return all.map((name) =>
    name === own && file !== undefined ? `--config=${file}` : `--config=${directory}/${name}.yaml`,
  );
}
