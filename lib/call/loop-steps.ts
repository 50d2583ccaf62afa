/** The steps of a call with oneself, in their order; the last two only where there is a microphone, a camera. */
export const LOOP_STEPS = ['host', 'relay', 'connection', 'sound', 'picture'] as const;
/** One of `LOOP_STEPS`. */
export type LoopStep = (typeof LOOP_STEPS)[number];
