import process from 'node:process'
import { inRoot } from './programs.mjs'

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
