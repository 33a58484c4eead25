// Programs of Mastra: agents, plain and streamed, a workflow around another, and what may go wrong in them.

import {
  adopting,
  asked,
  beginning,
  durable,
  ending,
  older,
  others,
  untraced,
  wrong,
} from './mastra-parts.ts';
import type { Framework } from './programs.ts';

const OPENTELEMETRY = { '@opentelemetry/api': '1.10.0', '@opentelemetry/sdk-node': '0.301.0' };
/** Of models of the first interface, which agents have methods of their own for. */
const FIRST_INTERFACE = { 'openai-of-ai-4': 'npm:@ai-sdk/openai@1.3.24' };
const NEWEST = {
  '@mastra/core': '1.71.0',
  '@mastra/observability': '1.17.9',
  '@mastra/otel-bridge': '1.5.4',
  '@ai-sdk/openai': '4.0.118',
  ...FIRST_INTERFACE,
  openai: '7.59.0',
  zod: '4.1.13',
  ...OPENTELEMETRY,
};
/** The first release that is traced. */
const OLDEST = {
  '@mastra/core': '1.34.0',
  '@ai-sdk/openai': '2.0.101',
  ...FIRST_INTERFACE,
  zod: '3.25.76',
  ...OPENTELEMETRY,
};

/** What is installed for each release. */
export const MASTRA_RELEASES = [OLDEST, NEWEST] as const;

const esm = (program: string): string => `const load = (name) => import(name);\n${program}`;
const commonJs = (program: string): string =>
  `const load = async (name) => require(name);\n(async () => {${program}})();`;
/** What is handed over of a bundle: it has no module to be met. */
const bundled = (program: string): string => {
  const modules = [
    ...new Set([...program.matchAll(/load\('([^']+)'\)/g)].map(([, name]) => name!)),
  ];
  const handedOver = ['agent', 'agent/durable', 'workflows', 'workflows/evented'];
  return `
${modules.map((name, index) => `import * as module${index} from '${name}';`).join('\n')}
${handedOver.map((name, index) => `import * as part${index} from '@mastra/core/${name}';`).join('\n')}
import { instrument, uninstrument } from 'llm-otel';
const parts = { ${handedOver.map((_name, index) => `...part${index}`).join(', ')} };
instrument(parts);
const modules = { ${modules.map((name, index) => `'${name}': module${index}`).join(', ')} };
const load = async (name) => modules[name];
${program}`;
};
const bridged = `
const { Observability } = await load('@mastra/observability');
const { OtelBridge } = await load('@mastra/otel-bridge');
const observability = new Observability({ configs: { default: { serviceName: 'service', bridge: new OtelBridge(), excludeSpanTypes: ['model_inference', 'model_chunk'] } } });
const mastra = new Mastra({ agents: { weather: agent }, workflows: { asking }, logger: false, observability });
`;
const plain = `
const mastra = new Mastra({ agents: { weather: agent }, workflows: { asking }, logger: false });
`;

/** All of them. */
export const MASTRA: readonly Framework[] = [
  {
    name: '@mastra/core',
    variant: 'its other ways',
    dependencies: NEWEST,
    source: esm(beginning + plain + older + others + durable + ending),
  },
  {
    name: '@mastra/core',
    dependencies: NEWEST,
    source: esm(beginning + plain + asked + adopting + wrong + ending),
    isShown: true,
  },
  {
    name: '@mastra/core',
    variant: 'with its bridge',
    dependencies: NEWEST,
    source: esm(beginning + bridged + asked + ending),
  },
  {
    name: '@mastra/core',
    variant: 'its other ways in a bundle',
    dependencies: NEWEST,
    source: bundled(beginning + plain + older + others + durable + untraced + ending),
    bundleOf: 'its other ways',
  },
  {
    name: '@mastra/core',
    variant: 'oldest',
    dependencies: OLDEST,
    format: 'cjs',
    source: commonJs(beginning + plain + asked + older + others + ending),
  },
];
