// The clients of OpenRouter's package, and texts of its errors.

import type { Clients } from '../client-methods.ts';
import { baseUrl, PACKAGE_TEXTS, SPEAKEASY } from '../speakeasy.ts';

/** Texts of the gateway and of the package. */
const ERROR_TEXTS: readonly string[] = [
  ...PACKAGE_TEXTS,
  'No auth credentials found',
  'User not found.',
  'Insufficient credits',
  'Rate limit exceeded',
  'Rate limit exceeded: {text}',
  'Provider returned error',
  'No endpoints found for {model}.',
  'No allowed providers are available for the selected model.',
  '{model} is not a valid model ID',
  'Internal Server Error',
];

/** What all methods share. */
export const clients: Clients = {
  baseUrl,
  provider: () => 'openrouter',
  common: { ...SPEAKEASY, errorTexts: ERROR_TEXTS },
};
