import { parseArgs } from 'node:util'

export const configs = ['sqlite', 'postgres-1', 'postgres-3'] as const
export type Config = (typeof configs)[number]

export type ChaosOptions = {
  config: Config
  kills: number
  stops: number
  seed: number
  /** VMs that ask, on each of the three hosts. */
  vms: number
  people: number
}

export const helpText = `npm run chaos -- [options]

Kills and freezes the console at random moments under load, and compares what it
recorded with what the simulated hosts saw. It needs a build (npm run build).

  --config NAME   ${configs.join(', ')} (default sqlite)
  --kills N       SIGKILLs (default 20)
  --stops N       SIGSTOPs of 1 to 15 s, each with its SIGCONT (default 10)
  --seed N        what happens when (default: another one each time; it is printed)
  --vms N         VMs that ask when they are powered on, on each of three hosts (default 12)
  --people N      people who work at the same time (default 4)
`

/** @returns what is asked for, `help`, or a sentence about what cannot be understood. */
export function readOptions(args: readonly string[]): ChaosOptions | 'help' | { because: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: { type: 'string', default: 'sqlite' },
        kills: { type: 'string', default: '20' },
        stops: { type: 'string', default: '10' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        vms: { type: 'string', default: '12' },
        people: { type: 'string', default: '4' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) return 'help'
    const config = configs.find((one) => one === values.config)
    if (!config) return { because: `--config is one of ${configs.join(', ')}, not "${values.config}".` }
    const numbers = {
      kills: values.kills,
      stops: values.stops,
      seed: values.seed,
      vms: values.vms,
      people: values.people,
    }
    const wrong = Object.entries(numbers).find(([, text]) => !/^\d{1,7}$/.test(text))
    if (wrong) return { because: `--${wrong[0]} wants a whole number, not "${wrong[1]}".` }
    const { kills, stops, seed, vms, people } = numbers
    return {
      config,
      kills: Number(kills),
      stops: Number(stops),
      seed: Number(seed),
      vms: Math.max(1, Number(vms)),
      people: Math.max(1, Number(people)),
    }
  } catch (error) {
    return { because: error instanceof Error ? error.message : String(error) }
  }
}
