import { readRecordings, RecordingRefused } from '../replay/recording'
import { serveRecording } from '../replay/serve-recording'
import { helpText, readCommandLine, readyText, type CliOptions, type ReplayOptions } from './cli-options'
import { startSimulator, type SimulatedHost, type SimulatorOptions } from './start-simulator'

const request = readCommandLine(process.argv.slice(2))
if (request.kind === 'help') {
  process.stdout.write(helpText)
} else if (request.kind === 'refuse') {
  process.stderr.write(`${request.because}\nSee --help.\n`)
  process.exitCode = 2
} else if (request.kind === 'replay') {
  await replay(request.options)
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
  closeOnSignal(() => host.close())
}

async function replay(options: ReplayOptions): Promise<void> {
  try {
    const exchanges = readRecordings(options.folder, { acceptCut: options.acceptCut })
    const onUnrecorded = (sentence: string): void => void process.stderr.write(`${sentence}\n`)
    const served = await serveRecording(exchanges, { ...options, onUnrecorded })
    process.stdout.write(`${exchanges.length} recorded exchanges ready: ${served.url}/sdk (any user and password)\n`)
    closeOnSignal(() => served.close())
  } catch (error) {
    process.stderr.write(`${error instanceof RecordingRefused ? error.message : whyNot(error, options)}\n`)
    process.exitCode = 1
  }
}

function closeOnSignal(close: () => Promise<void>): void {
  const stop = (): void => {
    void close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

/** The options that were given; the rest have their defaults further in. */
function given(options: CliOptions): SimulatorOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function whyNot(error: unknown, { host, port }: Pick<CliOptions, 'host' | 'port'>): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken. Choose another with --listen ${host}:PORT.`
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account. Choose one above 1024 with --listen ${host}:PORT.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine.`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
