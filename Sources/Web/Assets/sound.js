// Tones by WebAudio: no file, no request. A browser allows them after the first key or click.
let context;
addEventListener("pointerdown", () => { context ||= new AudioContext(); }, { once: true });
addEventListener("keydown", () => { context ||= new AudioContext(); }, { once: true });
export function tone(frequencies, seconds) {
  if (!context) return;
  frequencies.forEach((frequency, n) => {
    const source = context.createOscillator(), gain = context.createGain(), at = context.currentTime + n * seconds;
    source.frequency.value = frequency; gain.gain.setValueAtTime(.25, at); gain.gain.setValueAtTime(0, at + seconds * .9);
    source.connect(gain).connect(context.destination); source.start(at); source.stop(at + seconds);
  });
}
