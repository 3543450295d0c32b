'use client'

/** Two tones, a third apart; as loud as a word. */
const tones = [
  { hertz: 660, from: 0 },
  { hertz: 523, from: 0.18 },
]
const loud = 0.12
const lasts = 0.5

/** Plays it. @returns false where the browser keeps pages silent that nobody has touched yet, or has no sound. */
export async function playChime(): Promise<boolean> {
  if (typeof AudioContext === 'undefined') return false
  const context = new AudioContext()
  try {
    if (context.state === 'suspended') await Promise.race([context.resume(), wait(500)])
    if (context.state !== 'running') return false
    for (const { hertz, from } of tones) {
      const [tone, volume] = [context.createOscillator(), context.createGain()]
      const begins = context.currentTime + from
      tone.frequency.value = hertz
      volume.gain.setValueAtTime(0, begins)
      volume.gain.linearRampToValueAtTime(loud, begins + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.001, begins + lasts)
      tone.connect(volume).connect(context.destination)
      tone.start(begins)
      tone.stop(begins + lasts)
    }
    await wait((lasts + 0.3) * 1_000)
    return true
  } finally {
    void context.close()
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
