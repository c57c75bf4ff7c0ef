// Tones by WebAudio: no file, no request. A browser allows them after the first key or click; until then the header
// says that this console is silent.
let context;
const button = document.getElementById("sound");

function open() {
  context ||= new AudioContext();
  context.resume().then(show, show);
}

function show() {
  if (button) button.hidden = context?.state === "running";
}

addEventListener("pointerdown", open, { once: true });
addEventListener("keydown", open, { once: true });
if (navigator.userActivation?.hasBeenActive) open();
show();

/// Plays the frequencies one after the other; `climb` is how often nobody answered: each step is louder.
export function tone(frequencies, seconds, climb = 0) {
  if (context?.state !== "running") return;
  const volume = Math.min(.9, .15 * 1.6 ** climb);
  frequencies.forEach((frequency, n) => {
    const source = context.createOscillator(), gain = context.createGain(), at = context.currentTime + n * seconds;
    source.frequency.value = frequency;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(volume, at + .01);
    gain.gain.linearRampToValueAtTime(0, at + seconds * .9);
    source.connect(gain).connect(context.destination);
    source.start(at);
    source.stop(at + seconds);
  });
  document.dispatchEvent(new CustomEvent("tone", { detail: { frequencies, volume } }));
}
