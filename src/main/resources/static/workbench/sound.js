// Two sounds made in the page: a soft one for somebody who waits, an urgent one for somebody in danger.

let audio

/** Browsers let a page sound only after somebody has pressed something on it. */
const context = () => audio ??= new AudioContext()

export const chime = () => play([[660, 0], [880, .12]], .08)
export const alarm = () => play([[988, 0], [740, .18], [988, .36], [740, .54]], .2)

function play(tones, loud) {
  try {
    for (const [pitch, after] of tones) tone(pitch, context().currentTime + after, loud)
  } catch {
    // a browser without sound; the title tells it too
  }
}

function tone(pitch, at, loud) {
  const oscillator = new OscillatorNode(context(), { frequency: pitch })
  const gain = new GainNode(context(), { gain: loud })
  gain.gain.setValueAtTime(loud, at)
  gain.gain.exponentialRampToValueAtTime(.001, at + .16)
  oscillator.connect(gain).connect(context().destination)
  oscillator.start(at)
  oscillator.stop(at + .17)
}
