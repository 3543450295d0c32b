import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { connectionId } from '@/lib/vsphere/ids'
import { openInventory } from '../../inventory/open-inventory'
import { readThumbprint } from '../../vsphere/connector'
import { createLog, wireTaps } from '../log'
import { settingsFrom } from '../settings'
import { checkHost } from './check-host'
import { helpText, readArguments } from './read-arguments'
import { reportText } from './report'

const request = readArguments(process.argv.slice(2))
if (request.kind === 'help') {
  process.stdout.write(helpText)
} else if (request.kind === 'refuse') {
  process.stderr.write(`${request.because}\nSee --help.\n`)
  process.exitCode = 2
} else {
  const { endpoint, user, mostVms, where } = request
  const settings = readEnvironment()
  const password = settings.hostPassword ?? (await askPassword(`Password of ${user} at ${where}: `))
  const log = createLog(settings.logLevel)
  const openTap = wireTaps({ folder: settings.wireFolder, log, now: Date.now, nameOf: () => undefined })
  const onProgress = (text: string) => void process.stderr.write(`reading ${text} …\n`)
  const report = await checkHost({
    endpoint,
    user,
    password,
    mostVms,
    openInventory,
    openTap: openTap?.(connectionId('check')),
    onProgress,
  })
  process.stdout.write(reportText(report, where))
  const isCertificate = 'raw' in report.state && /certificate/i.test(report.state.raw ?? '')
  if (isCertificate) {
    const thumbprint = await readThumbprint(endpoint).catch(() => undefined)
    if (thumbprint !== undefined) {
      process.stdout.write(
        `The server shows the certificate ${thumbprint}. If it is yours: --thumbprint ${thumbprint}\n`,
      )
    }
  }
  process.exitCode = report.state.at === 'live' ? 0 : 1
}

function readEnvironment() {
  try {
    return settingsFrom(process.env)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  }
}

/** Asks without showing what is typed. */
async function askPassword(question: string): Promise<string> {
  process.stderr.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY })
  const password = await terminal.question('')
  terminal.close()
  process.stderr.write('\n')
  return password
}
