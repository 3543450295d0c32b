import { expect, test } from 'vitest'
import { pictureName } from './picture-name'
import { canOpenConsole, canSeeScreen, screenPrivilege } from './screen'
import { vmrcUri } from './vmrc'

const on = { powerState: 'poweredOn' } as const
const live = { connectionLive: true, connectionName: 'esx-lab', role: 'operator' } as const

test('the screen of a VM that is on is for operators whose host answers and whose account may', () => {
  expect(canSeeScreen(on, live)).toEqual({ ok: true })
  expect(canSeeScreen(on, { ...live, missing: ['Other'] })).toEqual({ ok: true })
  const why = (vm: Parameters<typeof canSeeScreen>[0], context: Parameters<typeof canSeeScreen>[1]) => {
    const verdict = canSeeScreen(vm, context)
    return verdict.ok ? 'yes' : [verdict.why, verdict.because]
  }
  expect(why(on, { ...live, role: 'viewer' })).toEqual([
    'not-allowed',
    'Your account may look at VMs, but not at screens.',
  ])
  expect(why(on, { ...live, missing: [screenPrivilege] })).toEqual([
    'not-allowed',
    'Andon’s account at esx-lab lacks VirtualMachine.Interact.ConsoleInteract.',
  ])
  expect(why(on, { ...live, connectionLive: false })).toEqual(['no-contact', 'No contact with esx-lab.'])
  expect(why({ ...on, connectionState: 'inaccessible' }, live)[0]).toBe('no-contact')
  expect(why({ ...on, lastKnown: true }, live)[0]).toBe('no-contact')
  expect(why({ powerState: 'poweredOff' }, live)).toEqual(['not-on', 'No picture: the VM is off.'])
  expect(why({ powerState: 'suspended' }, live)).toEqual(['not-on', 'No picture: the VM is suspended.'])
  expect(why({ powerState: 'unknown' }, live)).toEqual(['not-on', 'No picture: whether the VM is on is not known.'])
})

test('a console opens for a VM that is off too, and for nobody who may not see screens', () => {
  expect(canOpenConsole({ powerState: 'poweredOff' }, live)).toEqual({ ok: true })
  expect(canOpenConsole(on, { ...live, role: 'viewer' })).toMatchObject({ ok: false })
  expect(canOpenConsole(on, { ...live, missing: [screenPrivilege] })).toMatchObject({ ok: false })
  expect(canOpenConsole(on, { ...live, connectionLive: false })).toMatchObject({ ok: false })
})

test.each([
  ['web-frontend', 'web-frontend 2026-11-29 14.07.32.png'],
  ['db/primary', 'db_primary 2026-11-29 14.07.32.png'],
  ['../../etc/passwd', '_.._etc_passwd 2026-11-29 14.07.32.png'],
  ['a|"b" <c>: 50%\n', 'a__b_ _c__ 50__ 2026-11-29 14.07.32.png'],
  ['-rf', 'rf 2026-11-29 14.07.32.png'],
  ['Überprüfung 🚀', 'Überprüfung 🚀 2026-11-29 14.07.32.png'],
  ['invoice\u202egnp.exe', 'invoice_gnp.exe 2026-11-29 14.07.32.png'],
  ['CON', 'CON 2026-11-29 14.07.32.png'],
  ['', 'screen 2026-11-29 14.07.32.png'],
])('a picture of %j is saved as %j', (name, file) => expect(pictureName(name, '2026-11-29T14:07:32.123Z')).toBe(file))

test('a name of any length gives a file name that file systems take', () => {
  expect(Buffer.byteLength(pictureName('🚀'.repeat(240), '2026-11-29T14:07:32Z'))).toBeLessThanOrEqual(255)
})

test.each([
  [
    { host: 'esx', port: 443, moid: '12', ticket: 'cst-VCT-52-a--tp-BA-CC' },
    'vmrc://clone:cst-VCT-52-a--tp-BA-CC@esx/?moid=12',
  ],
  [{ host: 'vc.example', port: 8443, moid: 'vm-19' }, 'vmrc://vc.example:8443/?moid=vm-19'],
  [{ host: 'fe80::1', port: 443, moid: 'vm-19', ticket: 'a@b/c' }, 'vmrc://clone:a%40b%2Fc@[fe80::1]/?moid=vm-19'],
])('VMRC is called with %j', (address, uri) => expect(vmrcUri(address)).toBe(uri))
