import { parseArgs } from 'node:util'
import { isIPv6 } from 'node:net'
import type { Environment } from './read-settings'
import type { Listen } from './settings'

export const startHelp = `Starts the console that "npm run build" has built.

Usage: npm start -- [--port <port>] [--hostname <address>]

  -p, --port <port>         the port to listen on (PORT, 3000)
  -H, --hostname <address>  the address to listen on (ANDON_LISTEN, 127.0.0.1: this machine alone)
  --help                    this text

All settings: docs/configuration.md
`

/** What a command line asks for: the help, or settings that go before those of the environment. @throws a sentence. */
export function readStartLine(args: readonly string[]): 'help' | Environment {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', short: 'p' },
      hostname: { type: 'string', short: 'H' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return 'help'
  return {
    ...(values.port !== undefined && { PORT: values.port }),
    ...(values.hostname !== undefined && { ANDON_LISTEN: values.hostname }),
  }
}

const urlOf = ({ host, port }: Listen): string => `http://${isIPv6(host) ? `[${host}]` : host}:${port}`

/** Whether only this machine comes to an address. */
const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\.[\d.]+$/.test(host)

/** What is said once the console listens: for whom, and what has to stand before it for others. */
export function listeningText(listen: Listen): string {
  const reach = isLoopback(listen.host)
    ? 'for this machine alone.'
    : 'in plain HTTP: passwords and sessions can be read on the way to it.'
  return `Andon listens on ${urlOf(listen)}, ${reach}
For others, a proxy with TLS stands in front of it. It has to
  - keep Host, and say X-Forwarded-Proto and X-Forwarded-For (ANDON_PROXIES holds its own address),
  - pass replies on as they come, without a buffer, and wait for an hour while one is silent,
  - pass uploads on as they come, of any size.
docs/operating.md shows it for nginx and Caddy.
`
}

/** Why there is no listening, with the way out. */
export function whyNotListening({ host, port }: Listen, { code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} at ${host} is taken. Stop what listens there, or set PORT to another one.`
    case 'EACCES':
      return `Port ${port} may not be used by the user that Andon runs as. Set PORT to one from 1024 on; a proxy listens on 443.`
    case 'EADDRNOTAVAIL':
      return `This machine has no address ${host}. Set ANDON_LISTEN to one that it has, or to 0.0.0.0 for all of them.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${host} leads to no address. Set ANDON_LISTEN to an address of this machine.`
    default:
      return `Andon cannot listen on ${urlOf({ host, port })}: ${message}.`
  }
}
