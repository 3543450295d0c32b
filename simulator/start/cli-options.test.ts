import { describe, expect, test } from 'vitest'
import { helpText, readCommandLine, readyText } from './cli-options'

function refusal(...args: string[]): string {
  const read = readCommandLine(args)
  return read.kind === 'refuse' ? read.because : `not refused: ${read.kind}`
}

test('nothing asked for is an ESXi host with the demo on 127.0.0.1:8989', () => {
  expect(readCommandLine([])).toMatchObject({
    kind: 'run',
    options: {
      host: '127.0.0.1',
      port: 8989,
      tls: false,
      product: 'esx',
      preset: 'demo',
      speed: 1,
      activity: false,
      vms: undefined,
    },
  })
})

test('everything can be asked for', () => {
  const args =
    '--listen [::1]:0 --tls --product vcenter --preset empty --vms 500 --seed 7 --speed 0 --user u --password p --api-version 6.7 --activity'
  expect(readCommandLine(args.split(' '))).toEqual({
    kind: 'run',
    options: {
      host: '::1',
      port: 0,
      tls: true,
      product: 'vcenter',
      preset: 'empty',
      vms: 500,
      seed: 7,
      speed: 0,
      user: 'u',
      password: 'p',
      apiVersion: '6.7',
      activity: true,
    },
  })
})

describe('a bad argument is refused with a sentence that says what would be right', () => {
  test.each([
    [['--listen', '8989'], '--listen wants a host and a port, such as 127.0.0.1:8989, not "8989".'],
    [['--listen', 'a:70000'], '--listen wants a host and a port, such as 127.0.0.1:8989, not "a:70000".'],
    [['--product', 'hyperv'], '--product is esx or vcenter, not "hyperv".'],
    [['--preset', 'x'], '--preset is one of demo, empty, everyday, field, not "x".'],
    [['--vms', 'many'], '--vms wants a number from 0 to 200000, not "many".'],
    [['--vms', '300000'], '--vms wants a number from 0 to 200000, not "300000".'],
    [['--seed', '1.5'], '--seed wants a whole number, not "1.5".'],
    [['--speed', 'fast'], '--speed wants a number such as 1, 10 or 0.5, not "fast".'],
    [['--api-version', 'new'], '--api-version wants a version such as 8.0.3.0, 6.7 or 2.5, not "new".'],
    [['--quirk', 'polite'], expect.stringContaining('not "polite".')],
    [['--boot', '404,never'], '--boot wants HTTP statuses and pages, such as 404,502,503,page, not "404,never".'],
    [['--clock', 'late'], '--clock wants an offset such as 3h, -90s or 2h30m, not "late".'],
    [
      ['--user', 'a:b:deny=not a privilege'],
      '--user with rights wants name:password:deny=Privilege.Id,Other.Id@vm-name, not "a:b:deny=not a privilege".',
    ],
    [['--nonsense'], "Unknown option '--nonsense'."],
    [['extra'], "Unexpected argument 'extra'."],
  ])('%j', (args, sentence) => {
    expect(refusal(...args)).toEqual(sentence)
  })
})

test('accounts say what they lack, everywhere or on one object, and the plain user stays who it is', () => {
  const op = String.raw`LAB\op:x:deny=VirtualMachine.Interact.*,System.Read@web-1:deny=System.View@db`
  const users = ['root', 'ro:p:w:only=System.*', op, 'old:x:login=PasswordExpired'].flatMap((user) => ['--user', user])
  const others = '--quirk silent --quirk gzip-x-gzip --boot 404,page --clock=-1h30s --instance-uuid u'.split(' ')
  const request = readCommandLine([...users, ...others])
  expect(request).toMatchObject({
    options: {
      user: 'root',
      accounts: [
        { user: 'ro', password: 'p:w', only: ['System.*'] },
        {
          user: String.raw`LAB\op`,
          password: 'x',
          deny: ['VirtualMachine.Interact.*'],
          denyOn: { 'web-1': ['System.Read'], db: ['System.View'] },
        },
        { user: 'old', password: 'x', loginFault: 'PasswordExpired' },
      ],
      quirks: { tellsSilentProperties: false, gzip: 'x-gzip' },
      boot: [404, 'page'],
      clockOffsetMs: -3_630_000,
      instanceUuid: 'u',
    },
  })
})

test('help names every option', () => {
  expect(readCommandLine(['--help'])).toEqual({ kind: 'help' })
  for (const name of [
    'listen',
    'tls',
    'product',
    'preset',
    'vms',
    'seed',
    'speed',
    'user',
    'password',
    'api-version',
    'activity',
    'quirk',
    'boot',
    'clock',
    'instance-uuid',
  ]) {
    expect(helpText).toContain(`--${name}`)
  }
})

test('the ready text has one line with the URL and one per client', () => {
  const at = {
    url: 'http://127.0.0.1:1',
    host: '127.0.0.1',
    port: 1,
    user: 'administrator@vsphere.local',
    password: 'p&q',
    hostPath: '/dc/c/h',
  }
  const lines = readyText(at, { product: 'vcenter', tls: false }).trim().split('\n')
  expect(lines).toHaveLength(5)
  expect(lines[0]).toBe(
    'Simulated vCenter ready: http://127.0.0.1:1/sdk (user administrator@vsphere.local, password p&q)',
  )
  expect(lines[1]).toContain("'vpx://administrator%40vsphere.local@127.0.0.1:1/dc/c/h?transport=http&no_verify=1'")
  expect(lines[2]).toContain('http://administrator%40vsphere.local:p%26q@127.0.0.1:1/sdk')
})

test('a recording can be served instead, on an address and with TLS, and with nothing else', () => {
  expect(readCommandLine(['--replay', 'wire', '--listen', '127.0.0.1:0', '--accept-cut'])).toEqual({
    kind: 'replay',
    options: { folder: 'wire', acceptCut: true, host: '127.0.0.1', port: 0, tls: false },
  })
  expect(refusal('--replay', 'wire', '--vms', '5')).toContain('--vms does not go with --replay')
  expect(refusal('--accept-cut')).toContain('--replay')
})
