// The words and numbers of an error that are recorded always, as far as they have the shape of such.

import type { Attributes } from '@opentelemetry/api';
import { readProperty } from '../../foundation/read-property.ts';
import { className, fitting } from '../conventions/error-type.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';
import type { Thrown } from '../operation.ts';
import { asServiceError, statusOf } from './service-errors.ts';

const WORD = /^[\w.:-]{1,64}$/;
const PARAMETER = /^[\w.[\]-]{1,128}$/;
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The attributes of the error that ended an operation. */
export function errorAttributes(thrown: Thrown): Attributes {
  const { name, status, parameter, requestId } = factsOf(thrown);
  return {
    ...(name !== undefined && { [A.errorName]: name }),
    ...(status !== undefined && { [A.httpStatus]: status }),
    ...(parameter !== undefined && { [A.errorParameter]: parameter }),
    ...(requestId !== undefined && { [A.errorRequestId]: requestId }),
  };
}

/** These words as a text, such as `400 invalid_request_error (param messages)`. */
export function inWords(thrown: Thrown): string | undefined {
  const { name, status, word, parameter } = factsOf(thrown);
  const words = [status, word ?? name].filter((part) => part !== undefined);
  if (words.length === 0) return undefined;
  return words.join(' ') + (parameter === undefined ? '' : ` (param ${parameter})`);
}

interface Facts {
  /** The class of the error. */
  readonly name: string | undefined;
  readonly status: number | undefined;
  /** The service's code, or its kind of error. */
  readonly word: string | undefined;
  readonly parameter: string | undefined;
  readonly requestId: string | undefined;
}

function factsOf(thrown: Thrown): Facts {
  const { error, failure } = asServiceError(thrown) ?? thrown;
  const status = statusOf({ error, failure });
  const codes = [failure?.code, readProperty(error, 'code'), failure?.type];
  return {
    name: className(error),
    status,
    word: codes.filter((code) => code !== String(status)).find((code) => fitting(code, WORD)) as
      | string
      | undefined,
    parameter: fitting(failure?.param, PARAMETER),
    requestId: fitting(failure?.requestId, REQUEST_ID),
  };
}
