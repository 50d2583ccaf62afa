/** How often the level is told, in ms. */
const EVERY = 100;
/** How long a browser may take to begin measuring, in ms. */
const PATIENCE = 2_000;

/**
 * Tells again and again how loud a microphone is, 0 to 1, or undefined where the browser does not process sound: Firefox does not
 * where it has nothing to play it on. The returned function ends that.
 */
export function watchLevel(
  microphone: MediaStreamTrack,
  tell: (level: number | undefined) => void,
): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  // Held till the end: Firefox throws away a source that nobody holds.
  const source = context.createMediaStreamSource(new MediaStream([microphone]));
  source.connect(analyser);
  const begun = performance.now();
  const timer = setInterval(() => {
    if (context.state !== 'running') {
      // What waits for a press goes on after it.
      void context.resume().catch(() => undefined);
      if (performance.now() - begun > PATIENCE) tell(undefined);
      return;
    }
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // Ears hear ratios: -60 dB is nothing, 0 dB is full.
    const level = 1 + Math.log10(Math.max(power, 1e-6)) / 6;
    tell(Math.min(1, Math.max(0, level)));
  }, EVERY);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}
