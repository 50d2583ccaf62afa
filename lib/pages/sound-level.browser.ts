/** How often the level is told, in ms. */
const EVERY = 100;

/** Tells again and again how loud a microphone is, 0 to 1; the returned function ends that. */
export function watchLevel(
  microphone: MediaStreamTrack,
  tell: (level: number) => void,
): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  context.createMediaStreamSource(new MediaStream([microphone])).connect(analyser);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // Ears hear ratios: -60 dB is nothing, 0 dB is full.
    const level = 1 + Math.log10(Math.max(power, 1e-6)) / 6;
    tell(Math.min(1, Math.max(0, level)));
  }, EVERY);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
