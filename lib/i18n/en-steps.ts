/** English: what the gate and a call say alike, of their steps and of a single operator. */
export const enSteps = {
  'gate.asking.heading': 'Only one operator answered',
  'gate.asking.text':
    'Copybara asks several independent operators which node a name points to, and opens it when two agree. This time only {operator} answered.',
  'gate.help': 'Help',
  'step.state.done': 'done',
  'step.state.now': 'in progress',
  'step.state.failed': 'failed',
  'step.state.asking': 'waits for you',
  'step.state.later': 'not yet',
} as const;
