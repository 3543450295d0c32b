import process from 'node:process'
import { parseArgs } from 'node:util'
import { createClient } from './client'
import { commands } from './commands'
import { Ended, exits, type Exit } from './exits'
import { usage, type Given } from './given'
import { help } from './help'
import { complain } from './print'

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const

const options = {
  connection: text,
  datastore: text,
  guest: text,
  disk: text,
  cpu: text,
  memory: text,
  network: text,
  iso: text,
  firmware: text,
  folder: text,
  hardware: text,
  report: flag,
  state: text,
  name: text,
  power: text,
  since: text,
  until: text,
  person: text,
  source: text,
  vm: text,
  outcome: text,
  text,
  limit: text,
  count: flag,
  key: text,
  url: text,
  ask: flag,
  defaults: flag,
  follow: flag,
  'until-question': flag,
  confirm: flag,
  json: flag,
  help: { ...flag, short: 'h' },
} as const

/** Carries out one command. @returns what the program ends with. */
export async function main(argv: readonly string[]): Promise<Exit> {
  try {
    const { values, positionals } = read(argv)
    const [name, ...rest] = positionals
    if (values.help || name === 'help') {
      process.stdout.write(help)
      return exits.done
    }
    const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) throw usage('COMMAND …')
    const all: Readonly<Record<string, string | boolean | undefined>> = values
    const given: Given = {
      rest,
      json: values.json ?? false,
      option: (one) => (typeof all[one] === 'string' ? all[one] : undefined),
      has: (one) => all[one] === true,
    }
    return await command(createClient({ url: addressOf(values.url), token: token() }), given)
  } catch (error) {
    if (!(error instanceof Ended)) throw error
    complain(error.message)
    return error.exit
  }
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw usage(`COMMAND … (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`)
  }
}

function addressOf(given: string | undefined): string {
  const url = given ?? (process.env['ANDON_URL'] || 'http://127.0.0.1:3000')
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Ended(exits.usage, `"${url}" is no address. It begins with http:// or https://.`)
  return url
}

/** Never an argument: those everybody on the machine can see. */
function token(): string {
  const given = process.env['ANDON_TOKEN']?.trim() ?? ''
  if (given === '')
    throw new Ended(exits.usage, 'ANDON_TOKEN holds no token. An administrator makes one in Settings, API tokens.')
  if (!/^[\x21-\x7e]+$/.test(given)) throw new Ended(exits.usage, 'What ANDON_TOKEN holds is no token.')
  return given
}
