// The events of the conventions: named log records in the context of their span.

import { processState } from '../../foundation/process-state.ts';
import type { Attributes, Context, Logger } from '@opentelemetry/api';
import { config } from '../../settings/settings.ts';
import { contentAttributes } from '../content/content-attributes.ts';
import { className } from '../conventions/error-type.ts';
import { shownStack } from '../errors/shown-error.ts';
import { loggerProvider } from '../providers.ts';
import { SCOPE } from '../../foundation/scope.ts';
import { ATTRIBUTE as A, EVENT } from '../conventions/vocabulary.ts';
import type { Said, Thrown } from '../operation.ts';

/** The severities in the conventions, as numbers of OpenTelemetry's log data model. */
const DEBUG = 5;
const WARN = 13;

let known: { readonly provider: object; readonly logger: Logger } | undefined;
/** An error is reported once, however many operations it passes through. */
const { told } = processState('told-errors', () => ({ told: new WeakSet<object>() }));

/** Emits all details of an inference: `attributes` creates its span's; only called if enabled. */
export function emitOperationDetails(
  context: Context,
  attributes: () => Attributes,
  said: Said | undefined,
): void {
  const { detailsEvent } = config();
  const hasContent = said?.capture.onEvents === true && said.content !== undefined;
  if (detailsEvent === 'never' || (detailsEvent === 'with_content' && !hasContent)) return;
  emit(EVENT.operationDetails, DEBUG, context, () =>
    hasContent ? { ...attributes(), ...contentAttributes(said) } : attributes(),
  );
}

/** Emits an error that ended a service call, with its `message` as shown everywhere. */
export function emitException(
  context: Context,
  thrown: Thrown,
  message: string | undefined,
  said: Said | undefined,
): void {
  const { error } = thrown;
  if (typeof error === 'object' && error !== null) {
    if (told.has(error)) return;
    told.add(error);
  }
  emit(EVENT.exception, WARN, context, () => {
    const type = className(error);
    const stack = shownStack(thrown, message);
    const whole = said?.capture.onEvents === true ? said.content?.errorText : undefined;
    return {
      ...(type !== undefined && { [A.exceptionType]: type }),
      ...(message !== undefined && { [A.exceptionMessage]: message }),
      ...(stack !== undefined && { [A.exceptionStacktrace]: stack }),
      ...(whole !== undefined && { [A.errorText]: whole }),
    };
  });
}

/** Emits an evaluation. */
export function emitEvaluation(context: Context, attributes: Attributes): void {
  emit(EVENT.evaluationResult, undefined, context, () => attributes);
}

function emit(
  eventName: string,
  severityNumber: number | undefined,
  context: Context,
  attributes: () => Attributes,
): void {
  const logger = currentLogger();
  if (logger === undefined) return;
  const about = { context, eventName, ...(severityNumber !== undefined && { severityNumber }) };
  // Older loggers cannot be asked.
  if ((logger as Partial<Logger>).enabled?.(about) === false) return;
  logger.emit({ ...about, attributes: attributes() });
}

/** Our logger of the current provider; `undefined` if there is none. */
function currentLogger(): Logger | undefined {
  const provider = loggerProvider();
  if (provider === undefined) return undefined;
  if (known?.provider !== provider) {
    known = { provider, logger: provider.getLogger(SCOPE.name, SCOPE.version) };
  }
  return known.logger;
}
