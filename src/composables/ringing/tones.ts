/** One struck note. */
interface Note {
  /** Seconds from the beginning of the figure. */
  at: number
  /** Hertz. */
  pitch: number
  /** Loudness among the notes, 0 to 1. */
  level: number
}

/** One overtone of an instrument. */
interface Overtone {
  /** Its pitch as a multiple of the note's. */
  ratio: number
  level: number
  /** Seconds until it has faded to a third. */
  decay: number
}

/** A short melody that repeats: the sound of a call. */
export interface Tone {
  notes: readonly Note[]
  instrument: readonly Overtone[]
  /** Seconds that the stroke of a note takes; longer is softer. */
  attack: number
  /** Seconds of sound, the last tenth of a second or more fading. */
  duration: number
  /** Seconds from one beginning to the next: sound and pause. */
  cycle: number
  /** Highest sample, 0 to 1. */
  peak: number
}

const FADE = 0.4

/** Bars of rosewood: a clear fundamental, and the two overtones that a marimba is tuned to. */
const marimba: readonly Overtone[] = [
  { ratio: 1, level: 1, decay: 0.42 },
  { ratio: 2, level: 0.12, decay: 0.3 },
  { ratio: 3.98, level: 0.2, decay: 0.09 },
  { ratio: 9.8, level: 0.05, decay: 0.025 },
]

/** A felt mallet on the same bars. */
const softBars: readonly Overtone[] = [
  { ratio: 1, level: 1, decay: 0.55 },
  { ratio: 2, level: 0.06, decay: 0.3 },
]

const C4 = 261.63
const G4 = 392
const A3 = 220
const E5 = 659.26
const G5 = 783.99
const A5 = 880
const C6 = 1046.5
const D6 = 1174.66
const E6 = 1318.51
const A4 = 440
const D5 = 587.33

/** For a call that comes in: a phrase that rises, and one that answers it. */
export const incomingTone: Tone = {
  notes: [
    { at: 0, pitch: C4, level: 0.5 },
    { at: 0, pitch: E5, level: 0.8 },
    { at: 0.15, pitch: G5, level: 0.75 },
    { at: 0.3, pitch: C6, level: 0.85 },
    { at: 0.45, pitch: E6, level: 0.9 },
    { at: 0.9, pitch: A3, level: 0.55 },
    { at: 0.9, pitch: D6, level: 0.85 },
    { at: 1.05, pitch: C6, level: 0.75 },
    { at: 1.2, pitch: A5, level: 0.75 },
    { at: 1.35, pitch: G5, level: 0.9 },
    { at: 1.35, pitch: G4, level: 0.4 },
  ],
  instrument: marimba,
  attack: 0.004,
  duration: 2.1,
  cycle: 4,
  peak: 0.7,
}

/** For those who call and wait: two soft notes, low enough to talk over. */
export const ringBackTone: Tone = {
  notes: [
    { at: 0, pitch: A4, level: 0.9 },
    { at: 0, pitch: A3, level: 0.4 },
    { at: 0.5, pitch: D5, level: 0.7 },
  ],
  instrument: softBars,
  attack: 0.03,
  duration: 1.9,
  cycle: 4,
  peak: 0.3,
}

/** The samples of one cycle, -1 to 1: begins and ends in silence, so that it can be looped. */
export function synthesise(tone: Tone, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(tone.cycle * sampleRate))
  const end = Math.round(tone.duration * sampleRate)
  for (const note of tone.notes) {
    for (const overtone of tone.instrument) {
      addOvertone(samples, note, overtone, { end, sampleRate, attack: tone.attack })
    }
  }
  fadeOut(samples, end, Math.round(FADE * sampleRate))
  scaleTo(samples, tone.peak)
  return samples
}

function addOvertone(
  samples: Float32Array,
  note: Note,
  overtone: Overtone,
  { end, sampleRate, attack }: { end: number; sampleRate: number; attack: number },
) {
  const frequency = note.pitch * overtone.ratio
  // above half the sample rate it would come back as another pitch
  if (frequency * 2 >= sampleRate) return
  const begin = Math.round(note.at * sampleRate)
  const strokeLength = Math.round(attack * sampleRate)
  const angle = (2 * Math.PI * frequency) / sampleRate
  const fading = Math.exp(-1 / (overtone.decay * sampleRate))
  // each sample follows from the two before: far cheaper than a sine and an exponential for each
  const feedback = 2 * fading * Math.cos(angle)
  const loss = fading * fading
  let before = 0
  let current = note.level * overtone.level * fading * Math.sin(angle)
  for (let index = begin + 1; index < end; index++) {
    const sinceStroke = index - begin
    const stroke =
      sinceStroke < strokeLength ? 0.5 - 0.5 * Math.cos((Math.PI * sinceStroke) / strokeLength) : 1
    samples[index]! += current * stroke
    const next = feedback * current - loss * before
    before = current
    current = next
  }
}

function fadeOut(samples: Float32Array, end: number, length: number) {
  for (let index = end - length; index < end; index++) {
    samples[index]! *= 0.5 + 0.5 * Math.cos((Math.PI * (index - (end - length) + 1)) / length)
  }
}

function scaleTo(samples: Float32Array, peak: number) {
  let highest = 0
  for (const sample of samples) highest = Math.max(highest, Math.abs(sample))
  const factor = highest > 0 ? peak / highest : 0
  for (let index = 0; index < samples.length; index++) samples[index]! *= factor
}
