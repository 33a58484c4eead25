// The tool that the model may call: how it is offered, and what it does.

const answers = {
  vacation: 'You have 12 vacation days left this year.',
  parental: 'You have taken no parental leave so far.',
};

/** How the tool is offered to the model. */
export const remainingLeaveTool = {
  type: 'function',
  function: {
    name: 'remaining_leave',
    description: 'Looks up how many days of leave the person who asks has left.',
    parameters: {
      type: 'object',
      properties: { kind: { type: 'string', enum: Object.keys(answers) } },
      required: ['kind'],
      additionalProperties: false,
    },
  },
};

/** Runs the tool. */
export function remainingLeave({ kind }) {
  return answers[kind] ?? `Nothing is known about leave of the kind "${kind}".`;
}
