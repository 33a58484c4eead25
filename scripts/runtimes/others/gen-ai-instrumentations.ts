// Instrumentations of openai that an application adds to its own OpenTelemetry SDK. They hook
// the package; ES modules need OpenTelemetry's loader or are passed manually.

import type { Dependencies } from '../application.ts';
import {
  type Format,
  openTelemetrySpan,
  type OtherTool,
  otlpVariables,
  setUp,
} from './other-tool.ts';

const LOADER = '--experimental-loader=@opentelemetry/instrumentation/hook.mjs';
const FORMATS: readonly Format[] = ['cjs', 'esm'];

interface Instrumentation {
  readonly name: string;
  readonly dependencies: Dependencies;
  readonly module: string;
  /** The name that the module exports. */
  readonly className: string;
  /** How an ES module is instrumented. */
  readonly esm: 'loader' | 'by hand';
  readonly openai: string;
}

const LINE_3 = {
  '@opentelemetry/api': '1.10.0',
  '@opentelemetry/instrumentation': '0.301.0',
  '@opentelemetry/sdk-node': '0.301.0',
};
const LINE_2 = {
  '@opentelemetry/api': '1.9.1',
  '@opentelemetry/instrumentation': '0.223.0',
  '@opentelemetry/sdk-node': '0.223.0',
};

const instrumentations: readonly Instrumentation[] = [
  {
    name: '@opentelemetry/instrumentation-openai 0.22.0',
    dependencies: { ...LINE_3, '@opentelemetry/instrumentation-openai': '0.22.0' },
    module: '@opentelemetry/instrumentation-openai',
    className: 'OpenAIInstrumentation',
    esm: 'loader',
    openai: '6.49.0',
  },
  {
    name: '@opentelemetry/instrumentation-openai 0.21.0',
    dependencies: { ...LINE_2, '@opentelemetry/instrumentation-openai': '0.21.0' },
    module: '@opentelemetry/instrumentation-openai',
    className: 'OpenAIInstrumentation',
    esm: 'loader',
    openai: '6.49.0',
  },
  {
    name: '@traceloop/instrumentation-openai 0.27.0',
    dependencies: { ...LINE_2, '@traceloop/instrumentation-openai': '0.27.0' },
    module: '@traceloop/instrumentation-openai',
    className: 'OpenAIInstrumentation',
    esm: 'by hand',
    openai: '6.49.0',
  },
  {
    name: '@arizeai/openinference-instrumentation-openai 4.2.7',
    dependencies: { ...LINE_2, '@arizeai/openinference-instrumentation-openai': '4.2.7' },
    module: '@arizeai/openinference-instrumentation-openai',
    className: 'OpenAIInstrumentation',
    esm: 'by hand',
    openai: '7.55.0',
  },
];

export const genAiInstrumentationTools: readonly OtherTool[] = instrumentations.flatMap((each) =>
  FORMATS.map((format): OtherTool => {
    const { start, files } = setUp(format, source(each, format));
    return {
      name: `${each.name}, openai ${each.openai}`,
      format,
      dependencies: { ...each.dependencies, openai: each.openai },
      start: format === 'esm' && each.esm === 'loader' ? [LOADER, ...start] : start,
      files,
      env: otlpVariables,
      spans: openTelemetrySpan,
      isProvider: true,
      isGenAi: true,
      importsSdk: format === 'esm' && each.esm === 'by hand',
    };
  }),
);

function source({ module, className, esm }: Instrumentation, format: Format): string {
  const start = `
const instrumentation = new ${className}();
const sdk = new NodeSDK({ instrumentations: [instrumentation] });
sdk.start();
process.once('beforeExit', () => sdk.shutdown());`;
  if (format === 'cjs') {
    return `const { NodeSDK } = require('@opentelemetry/sdk-node');
const { ${className} } = require('${module}');${start}`;
  }
  const named = `import { NodeSDK } from '@opentelemetry/sdk-node';
import * as namespace from '${module}';
const { ${className} } = namespace.default ?? namespace;${start}`;
  return esm === 'loader'
    ? named
    : `import OpenAI from 'openai';\n${named}\ninstrumentation.manuallyInstrument(OpenAI);`;
}
