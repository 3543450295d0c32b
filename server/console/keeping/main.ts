import { backup } from './backup'
import { Misused, type Command } from './command'
import { exportRecord } from './export'
import { forgetPerson } from './forget'
import { restore } from './restore'
import { rotateKey } from './rotate-key'
import { verifyJournal } from './verify-journal'

const commands: Readonly<Record<string, Command>> = {
  backup,
  export: exportRecord,
  restore,
  'rotate-key': rotateKey,
  'journal:forget': forgetPerson,
  'journal:verify': verifyJournal,
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  process.stderr.write(`There is no program "${name}". There are: ${Object.keys(commands).join(', ')}.\n`)
  process.exitCode = 2
} else if (args.includes('--help')) {
  process.stdout.write(command.help)
} else {
  const folder = process.env.INIT_CWD ?? process.cwd()
  try {
    process.stdout.write(await command.run(args, { env: process.env, folder, now: Date.now }))
  } catch (error) {
    const isMisused = error instanceof Misused
    const sentence = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${sentence}${isMisused ? '\nSee --help.' : ''}\n`)
    process.exitCode = isMisused ? 2 : 1
  }
}
