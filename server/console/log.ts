import { pino, type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'isLevelEnabled'>

/** Lines of JSON on standard error, `ANDON_LOG` sets the level (`info` unless it does). Secrets never get this far; known names are removed all the same. */
export function createLog(level = process.env.ANDON_LOG ?? 'info'): Log {
  const redact = ['password', '*.password', 'token', '*.token', 'cookie', '*.cookie', '*.headers.cookie']
  return pino({ name: 'andon', level, redact }, pino.destination({ dest: 2, sync: true }))
}
