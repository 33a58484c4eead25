// `llm-otel/hooks`: the hooks of `llm-otel/register` for applications that start their own
// OpenTelemetry SDK. Never starts an SDK.

import { neverStartPipeline } from './start-policy.ts';
import { preload } from './preload.ts';

neverStartPipeline();
preload();
