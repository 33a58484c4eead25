// What an application finds out about an operation while it runs.

import type { AttributeValue } from '@opentelemetry/api';
import { isDisabled } from '../settings/settings.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { safely } from '../foundation/safely.ts';
import { notesAround } from '../telemetry/context/parent.ts';
import { redactAttributes } from './custom-attributes.ts';

/**
 * Adds an attribute to the running operation: to its span and its call record. Outside of an operation of this
 * package it goes to the active span.
 *
 * @example
 * annotate('lint_errors', 3);
 */
export function annotate(name: string, value: AttributeValue): void {
  safely('annotating an operation', () => {
    const api = otelApi();
    if (isDisabled() || api === undefined) return;
    const attributes = redactAttributes({ [name]: value });
    if (attributes === undefined) return;
    const context = api.context.active();
    const notes = notesAround(context);
    if (notes === undefined) api.trace.getSpan(context)?.setAttributes(attributes);
    else Object.assign(notes, attributes);
  });
}
