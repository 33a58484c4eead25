// OpenTelemetry's own preload with all its instrumentations, including one for openai before 7.

import { type Format, openTelemetrySpan, type OtherTool, otlpVariables } from './other-tool.ts';

const REGISTER = '@opentelemetry/auto-instrumentations-node/register';
const LOADER = '--experimental-loader=@opentelemetry/instrumentation/hook.mjs';

function autoInstrumentations(
  openai: string,
  format: Format,
  start: readonly string[],
  isGenAi: boolean,
): OtherTool {
  const loader = start.includes(LOADER) ? ' with its loader' : '';
  const flag = start.includes('--import') ? ' by --import' : '';
  return {
    name: `auto-instrumentations-node 0.82.0${flag}${loader}, openai ${openai}`,
    format,
    start,
    dependencies: {
      openai,
      '@opentelemetry/api': '1.10.0',
      '@opentelemetry/auto-instrumentations-node': '0.82.0',
      '@opentelemetry/instrumentation': '0.300.0',
    },
    env: otlpVariables,
    spans: openTelemetrySpan,
    isProvider: true,
    ...(isGenAi && { isGenAi }),
  };
}

export const autoInstrumentationTools: readonly OtherTool[] = [
  autoInstrumentations('7.55.0', 'cjs', ['--require', REGISTER], false),
  autoInstrumentations('7.55.0', 'esm', ['--require', REGISTER], false),
  autoInstrumentations('7.55.0', 'esm', [LOADER, '--require', REGISTER], false),
  autoInstrumentations('7.55.0', 'esm', [LOADER, '--import', REGISTER], false),
  autoInstrumentations('6.49.0', 'cjs', ['--require', REGISTER], true),
  autoInstrumentations('6.49.0', 'esm', ['--require', REGISTER], false),
  autoInstrumentations('6.49.0', 'esm', [LOADER, '--require', REGISTER], true),
];
