import { MistakenSettings } from './read-settings'

/** `EX_CONFIG` of sysexits: a supervisor need not try again before somebody has changed the settings. */
const mistakenSettings = 78

/** Says in sentences why there is no start, and ends the process: nothing works without it. */
export function cannotStart(error: unknown): never {
  const hint = error instanceof MistakenSettings ? 'All settings: docs/configuration.md\n' : ''
  process.stderr.write(`Andon cannot start: ${error instanceof Error ? error.message : String(error)}\n${hint}`)
  process.exit(error instanceof MistakenSettings ? mistakenSettings : 1)
}
