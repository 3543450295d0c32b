import { parseArgs } from 'node:util'

export const configs = ['sqlite', 'postgres-1', 'postgres-3'] as const
export type Config = (typeof configs)[number]

/** What is to be done: so many of each; or as many as there is time for, a freeze after every two kills. */
export type Mischief = { kills: number; stops: number; restarts: number } | { minutes: number }

export type ChaosOptions = {
  /** One campaign each. */
  configs: readonly Config[]
  mischief: Mischief
  longestFreezeMs: number
  seed: number
  /** What needs a PostgreSQL is left out where there is none. */
  orSkip: boolean
  /** VMs that ask, on each of the three hosts. */
  vms: number
  people: number
  /** Real browsers that watch. */
  browsers: number
  /** The folder of an older build: it begins, and half of the blows fall on it. */
  from?: string
  /** Where its data are copied to as they lie there when it was killed for the last time. */
  keep?: string
}

export const helpText = `npm run chaos -- [options]

Kills and freezes the console at random moments under load, and compares what it
recorded with what the simulated hosts saw. Builds first where that is needed.

  --config NAME   ${configs.join(', ')} (default sqlite); several are done one after the other
  --kills N       SIGKILLs (default 20)
  --stops N       SIGSTOPs, each with its SIGCONT (default 10)
  --restarts N    SIGKILLs of the database, where it is PostgreSQL (default 0)
  --freeze S      the longest time between the two, in seconds (default 15; the shortest is 1)
  --minutes N     as many blows as there is time for, instead of --kills and --stops
  --seed N        what happens when (default: another one each time; it is printed)
  --or-skip       leaves out what needs PostgreSQL where there is none
  --vms N         VMs that ask when they are powered on, on each of three hosts (default 12)
  --people N      people who work at the same time (default 4)
  --browsers N    real browsers that watch the Board all the time (default 0)
  --from FOLDER   begins with the build in that folder, of an older version, and upgrades in the middle (sqlite)
  --keep FOLDER   with --from: copies the data of the older build there, as its last kill left them
`

const numbers = {
  kills: '20',
  stops: '10',
  restarts: '0',
  freeze: '15',
  minutes: '0',
  seed: String(Date.now() % 1_000_000),
  vms: '12',
  people: '4',
  browsers: '0',
}

/** @returns what is asked for, `help`, or a sentence about what cannot be understood. */
export function readOptions(args: readonly string[]): ChaosOptions | 'help' | { because: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        config: { type: 'string', multiple: true, default: ['sqlite'] },
        from: { type: 'string' },
        keep: { type: 'string' },
        'or-skip': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        ...textOptions,
      },
    })
    if (values.help) return 'help'
    const unknown = values.config.find((name) => !isConfig(name))
    if (unknown !== undefined) return { because: `--config is one of ${configs.join(', ')}, not "${unknown}".` }
    const wrong = names.find((name) => !/^\d{1,7}$/.test(values[name]))
    if (wrong) return { because: `--${wrong} wants a whole number, not "${values[wrong]}".` }
    const count = (name: keyof typeof numbers) => Number(values[name])
    if (values.from !== undefined && values.config.some((name) => name !== 'sqlite'))
      return { because: '--from goes with sqlite alone: older versions know nothing else.' }
    return {
      configs: values.config.filter(isConfig),
      mischief:
        count('minutes') > 0
          ? { minutes: count('minutes') }
          : { kills: count('kills'), stops: count('stops'), restarts: count('restarts') },
      longestFreezeMs: Math.max(1, count('freeze')) * 1_000,
      seed: count('seed'),
      orSkip: values['or-skip'],
      vms: Math.max(1, count('vms')),
      people: Math.max(1, count('people')),
      browsers: count('browsers'),
      ...(values.from !== undefined && { from: values.from }),
      ...(values.keep !== undefined && { keep: values.keep }),
    }
  } catch (error) {
    return { because: error instanceof Error ? error.message : String(error) }
  }
}

const names = Object.keys(numbers) as (keyof typeof numbers)[] // the keys of the table
const textOptions = {
  kills: { type: 'string', default: numbers.kills },
  stops: { type: 'string', default: numbers.stops },
  restarts: { type: 'string', default: numbers.restarts },
  freeze: { type: 'string', default: numbers.freeze },
  minutes: { type: 'string', default: numbers.minutes },
  seed: { type: 'string', default: numbers.seed },
  vms: { type: 'string', default: numbers.vms },
  people: { type: 'string', default: numbers.people },
  browsers: { type: 'string', default: numbers.browsers },
} as const

const isConfig = (name: string): name is Config => (configs as readonly string[]).includes(name)
