// OpenTelemetry's instrumentation adds the ids to the lines. Loaded before pino.

const { PinoInstrumentation } = require('@opentelemetry/instrumentation-pino');

// It could send the lines as log records, too; here they go to stdout alone.
const instrumentation = new PinoInstrumentation({ disableLogSending: true });
instrumentation.enable();
