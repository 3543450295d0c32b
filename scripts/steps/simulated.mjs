import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { untilAnswering } from './programs-together.mjs'
import { inRoot, programs } from './programs.mjs'

/**
 * The simulated endpoints of the demo: what each is, on which port, and the connection that leads to it.
 * @param {number} port of the first; the others follow it
 */
export const demoEndpoints = (port) => [
  endpoint({ name: 'esx-lab', port, what: 'ESXi 8', autoAnswer: false, args: [] }),
  endpoint({
    name: 'esx-edge-07',
    port: port + 1,
    what: 'ESXi 7',
    autoAnswer: true,
    args: ['--preset', 'everyday', '--api-version', '7.0', '--seed', '7'],
  }),
  endpoint({
    name: 'vcenter-01',
    port: port + 2,
    what: 'vCenter 8',
    autoAnswer: false,
    user: 'administrator@vsphere.local',
    args: ['--product', 'vcenter', '--activity'],
  }),
]

function endpoint({ name, port, what, autoAnswer, user = 'root', args }) {
  const password = 'password'
  const address = `http://127.0.0.1:${port}`
  const simulator = [process.execPath, '--import', 'tsx', inRoot('simulator', 'start', 'main.ts')]
  return {
    name,
    port,
    what,
    url: `${address}/sdk`,
    command: [...simulator, '--listen', `127.0.0.1:${port}`, '--user', user, '--password', password, ...args],
    connection: { name, address, user, password, trust: { kind: 'system' }, autoAnswer },
  }
}

/**
 * Starts the endpoints, and resolves when all of them answer.
 * @param {ReturnType<typeof import('./programs-together.mjs').programsTogether>} together
 * @param {ReturnType<typeof demoEndpoints>} endpoints
 * @param {() => boolean} isReady who stops one of them then wants to see what the console says of it; before, it is a fault
 */
export async function startEndpoints(together, endpoints, isReady) {
  for (const { what, command } of endpoints)
    together.start(`The simulated ${what}`, command, { quiet: true, mayEnd: isReady })
  await Promise.all(endpoints.map(({ url }) => untilAnswering(url, together)))
}

/** One of each role, for whoever opens the sign-in page: it listens on this machine alone. */
export const demoPeople = () => [
  { username: 'admin', role: 'admin', password: process.env.ANDON_ADMIN_PASSWORD || generated() },
  ...['operator', 'viewer'].map((role) => ({ username: role, role, password: generated() })),
]

const generated = () => randomBytes(9).toString('base64url')

/**
 * A process of the console in front of the endpoints.
 * @param {{ port: number, dataDir: string, people: ReturnType<typeof demoPeople>,
 *   endpoints: ReturnType<typeof demoEndpoints>, databaseUrl?: string }} options
 */
export const consoleOf = ({ port, dataDir, people, endpoints, databaseUrl }) => ({
  url: `http://127.0.0.1:${port}`,
  command: [...programs.start, '-H', '127.0.0.1', '-p', String(port)],
  env: {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    ANDON_DATA: dataDir,
    ANDON_ADMIN_PASSWORD: people[0]?.password,
    ANDON_DEMO_ACCOUNTS: JSON.stringify(people),
    ANDON_SEED_CONNECTIONS: JSON.stringify(endpoints.map(({ connection }) => connection)),
    // Not one that happens to be in the environment: a demo begins anew.
    DATABASE_URL: databaseUrl ?? '',
  },
})

/** What to say when all is up. */
export function readyText({ url, people, endpoints, also = '' }) {
  const hosts = endpoints.map(
    ({ name, what, url: address, connection }) =>
      `    ${name.padEnd(12)} ${what.padEnd(10)} ${address}   ${connection.user}, ${connection.password}`,
  )
  return `
Andon is ready.

  Open      ${url}
  User      admin
  Password  ${people[0]?.password}

  Simulated hosts, for any vSphere client (user, password):
${hosts.join('\n')}
${also}
  Try: power on asks-append-or-replace on esx-lab, and answer what its host asks.
  Ctrl-C stops everything.
`
}
