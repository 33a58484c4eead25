// The methods of the covered classes that have no span, and why. Any other method of these classes has a plain one.

import type { Untraced } from '../other-methods.ts';

const composed = 'made of methods that are traced: a span of its own would count them twice';

/** By their path from a client. */
export const UNTRACED: Untraced = {
  'messages.parse': composed,
  'messages.stream': composed,
  'beta.messages.parse': composed,
  'beta.messages.stream': composed,
  'beta.messages.thread': composed,
  'beta.messages.toolRunner': composed,
};
