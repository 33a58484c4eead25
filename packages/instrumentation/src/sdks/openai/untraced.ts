// The methods of the covered classes that have no span, and why. Any other method of these classes has a plain one.

import type { Untraced } from '../other-methods.ts';

const composed = 'made of methods that are traced: a span of its own would count them twice';
const managed = 'manages what is stored: no model runs';

/** By their path from a client. Some are of older majors alone. */
export const UNTRACED: Untraced = {
  'chat.completions.parse': composed,
  'chat.completions.stream': composed,
  'chat.completions.runTools': composed,
  'chat.completions.retrieve': managed,
  'chat.completions.update': managed,
  'chat.completions.list': managed,
  'chat.completions.delete': managed,
  'chat.completions.del': managed,
  'beta.chat.completions.parse': composed,
  'beta.chat.completions.stream': composed,
  'beta.chat.completions.runTools': composed,
  'beta.chat.completions.runFunctions': composed,
  'responses.parse': composed,
  'responses.stream': composed,
  'responses.delete': managed,
  'responses.del': managed,
  'beta.responses.delete': managed,
  'beta.threads.createAndRunPoll': composed,
  'beta.threads.createAndRunStream': composed,
  'beta.threads.runs.createAndPoll': composed,
  'beta.threads.runs.createAndStream': composed,
  'beta.threads.runs.poll': composed,
  'beta.threads.runs.stream': composed,
  'beta.threads.runs.submitToolOutputsAndPoll': composed,
  'beta.threads.runs.submitToolOutputsStream': composed,
  'files.waitForProcessing': composed,
  'vectorStores.create': managed,
  'vectorStores.retrieve': managed,
  'vectorStores.update': managed,
  'vectorStores.list': managed,
  'vectorStores.delete': managed,
  'vectorStores.del': managed,
};
