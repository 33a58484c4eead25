// The events of the conventions: log records with a name, in the context of their span.

import { processState } from '../../foundation/process-state.ts';
import type { Attributes, Context, Logger } from '@opentelemetry/api';
import { config } from '../../settings/settings.ts';
import { redactErrorText, redactStackTrace } from '../../content/error-text.ts';
import type { Capture } from '../../content/capture.ts';
import { contentAttributes } from '../content/content-attributes.ts';
import { exceptionOf } from '../conventions/error-type.ts';
import { loggerProvider } from '../providers.ts';
import { SCOPE } from '../../foundation/scope.ts';
import { ATTRIBUTE as A, EVENT } from '../conventions/vocabulary.ts';
import type { Said, Thrown } from '../operation.ts';

/** The severities of the conventions, by the numbers of OpenTelemetry's log data model. */
const DEBUG = 5;
const WARN = 13;

let known: { readonly provider: object; readonly logger: Logger } | undefined;
/** An error is told of once, however many operations it passes on its way up. */
const { told } = processState('told-errors', () => ({ told: new WeakSet<object>() }));

/** Tells all of an inference: `attributes` makes what its span has; only called if somebody listens. */
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

/** Tells of an error that ended a call to a service. */
export function emitException(
  context: Context,
  thrown: Thrown,
  capture: Capture | undefined,
): void {
  const { error } = thrown;
  if (typeof error === 'object' && error !== null) {
    if (told.has(error)) return;
    told.add(error);
  }
  emit(EVENT.exception, WARN, context, () => {
    const { type, message, stack } = exceptionOf(thrown);
    const attributes: Attributes = {};
    if (type !== undefined) attributes[A.exceptionType] = type;
    if (message !== undefined) attributes[A.exceptionMessage] = redactErrorText(message, capture);
    if (stack !== undefined) attributes[A.exceptionStacktrace] = redactStackTrace(stack, capture);
    return attributes;
  });
}

/** Tells of an evaluation. */
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

/** Our logger of this moment's provider; `undefined` where nobody has one. */
function currentLogger(): Logger | undefined {
  const provider = loggerProvider();
  if (provider === undefined) return undefined;
  if (known?.provider !== provider) {
    known = { provider, logger: provider.getLogger(SCOPE.name, SCOPE.version) };
  }
  return known.logger;
}
