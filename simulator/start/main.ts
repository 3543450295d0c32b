import { helpText, readCommandLine, readyText, type CliOptions } from './cli-options'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from './start-simulator'

const request = readCommandLine(process.argv.slice(2))
if (request.kind === 'help') {
  process.stdout.write(helpText)
} else if (request.kind === 'refuse') {
  process.stderr.write(`${request.because}\nSee --help.\n`)
  process.exitCode = 2
} else {
  await run(request.options)
}

async function run(options: CliOptions): Promise<void> {
  let host: SimulatedHost
  try {
    host = await startSimulator(given(options))
  } catch (error) {
    process.stderr.write(`${whyNot(error, options)}\n`)
    process.exitCode = 1
    return
  }
  process.stdout.write(readyText(host, options))
  const stop = (): void => {
    void host.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** The options that were given; the rest have their defaults further in. */
function given(options: CliOptions): SimulatorOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function whyNot(error: unknown, { host, port }: CliOptions): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken. Choose another with --listen ${host}:PORT.`
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account. Choose one above 1024 with --listen ${host}:PORT.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
