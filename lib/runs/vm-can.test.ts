import { describe, expect, test } from 'vitest'
import { checkRunRequest } from './check-run-request'
import { verbLabel, type Verb } from './verb'
import { vmCan, type VmContext, type VmForRules } from './vm-can'

const on: VmForRules = {
  powerState: 'poweredOn',
  connectionState: 'connected',
  isTemplate: false,
  toolsRunning: true,
  snapshotCount: 1,
}
const off: VmForRules = { ...on, powerState: 'poweredOff', toolsRunning: false }
const suspended: VmForRules = { ...on, powerState: 'suspended' }
const live: VmContext = { connectionLive: true }
/** Those that somebody can press. */
const verbs = (Object.keys(verbLabel) as Verb[]).filter((verb) => verb !== 'answerQuestion')

const because = (verb: Verb, vm: VmForRules, context: VmContext = live) => {
  const verdict = vmCan(verb, vm, context)
  return verdict.ok ? undefined : verdict.because
}

describe('what can start on a VM', () => {
  test('each power state offers the verbs that vSphere takes in it', () => {
    const possible = (vm: VmForRules) => verbs.filter((verb) => vmCan(verb, vm, live).ok)
    const everywhere = [
      'createSnapshot',
      'revertToSnapshot',
      'removeSnapshot',
      'renameSnapshot',
      'consolidateDisks',
      'setAllocation',
      'setNote',
    ]
    // What of it a running VM takes depends on the device, or on its flags.
    const devices = [
      'disconnectCdrom',
      'connectCdrom',
      'reconfigure',
      'editSerialPort',
      'addDisk',
      'attachDisk',
      'growDisk',
    ]
    devices.push('detachDisk', 'addNic', 'editNic', 'removeNic', 'addDrive', 'editDrive', 'removeDrive', 'setBoot')
    const onlyOff = ['addSerialPort', 'removeSerialPort', 'setDiskMode', 'setHotAdd']
    const placed = ['clone', 'migrate', 'relocate', 'moveToFolder', 'moveToPool']
    const sorted = (...lists: string[][]) => lists.flat().toSorted()
    expect(possible(on).toSorted()).toEqual(
      sorted(
        ['powerOff', 'suspend', 'reset', 'shutdownGuest', 'rebootGuest', 'mountTools', 'unmountTools', 'rename'],
        everywhere,
        devices,
        placed,
      ),
    )
    expect(possible(off).toSorted()).toEqual(
      sorted(
        ['powerOn', 'rename', 'unregister', 'destroy', 'markAsTemplate', 'copy'],
        everywhere,
        devices,
        onlyOff,
        placed,
      ),
    )
    expect(possible(suspended).toSorted()).toEqual(
      sorted(['powerOn', 'resume', 'rename', 'unregister'], everywhere, placed),
    )
  })

  test('a verb that is not possible always says why, in a sentence', () => {
    for (const verb of verbs)
      for (const vm of [on, off, suspended]) {
        const verdict = vmCan(verb, vm, live)
        if (!verdict.ok) expect(verdict.because).toMatch(/^[A-Z].*\.$/)
      }
    expect(because('powerOn', on)).toBe('The VM is already on.')
  })

  test('nothing starts while a question waits or a task runs', () => {
    for (const verb of verbs) {
      expect(because(verb, on, { ...live, question: { id: '1' } })).toBe(
        'No new task while one waits for an answer. Answer the question first.',
      )
      expect(because(verb, on, { ...live, unfinishedTask: { label: 'Power on' } })).toBe(
        'One task at a time on a VM. The next can start when Power on has ended.',
      )
    }
  })

  test('nothing starts while a run that has not been sent asks a person first', () => {
    for (const verb of verbs)
      expect(because(verb, on, { ...live, held: { label: 'Power off' } })).toBe(
        'Power off of this VM was asked for and has not been sent. Start it or drop it first.',
      )
  })

  test('nothing is concluded from old data', () => {
    for (const verb of verbs)
      expect(because(verb, on, { connectionLive: false, connectionName: 'esx-dr-02' })).toBe(
        'No contact with esx-dr-02. The state of this VM is unknown until contact is back.',
      )
    expect(because('powerOn', { ...off, powerState: 'unknown' })).toMatch(/state is unknown/)
  })

  test('guest verbs need running Tools, also when it is not known whether they run', () => {
    const { toolsRunning: _, ...untold } = on
    expect(because('shutdownGuest', { ...on, toolsRunning: false })).toBe('VMware Tools is not running.')
    expect(because('rebootGuest', untold)).toBe('VMware Tools is not running.')
    expect(vmCan('powerOff', { ...on, toolsRunning: false }, live)).toEqual({ ok: true })
  })

  test('snapshot verbs need a snapshot', () => {
    expect(because('revertToSnapshot', { ...on, snapshotCount: 0 })).toBe('The VM has no snapshot.')
    expect(because('removeSnapshot', { ...on, snapshotCount: 0 })).toBe('The VM has no snapshot.')
  })

  test('a template runs nowhere: it is renamed, moved, copied, made a VM, unregistered and deleted', () => {
    const possible = verbs.filter((verb) => vmCan(verb, { ...off, isTemplate: true }, live).ok)
    expect(possible).toEqual([
      'setNote',
      'rename',
      'unregister',
      'destroy',
      'clone',
      'markAsVm',
      'relocate',
      'moveToFolder',
    ])
    expect(because('markAsTemplate', { ...off, isTemplate: true })).toBe('It is a template already.')
    expect(because('markAsTemplate', on)).toMatch(/once it is off/)
    expect(because('markAsVm', off)).toBe('It is a VM, not a template.')
    expect(because('powerOn', { ...off, isTemplate: true })).toMatch(/A VM that is deployed from it can/)
  })

  test('what only a vCenter does is refused at a host by itself with the way out, and left to a server that is not known', () => {
    const alone = { ...live, server: 'esx' } as const
    expect(because('clone', off, alone)).toBe('A host by itself cannot clone. Copy does it here.')
    for (const verb of ['migrate', 'relocate'] as const)
      expect(because(verb, off, alone)).toMatch(/takes a vCenter\. Unregister/)
    for (const verb of ['markAsTemplate', 'markAsVm', 'moveToFolder', 'moveToPool'] as const)
      expect(because(verb, off, alone)).toBeDefined()
    expect(because('clone', off, { ...live, server: 'unknown' })).toBeUndefined()
    expect(because('copy', off, alone)).toBeUndefined()
    expect(because('copy', off, { ...live, server: 'vcenter' })).toMatch(/Clone it/)
    expect(because('copy', on, alone)).toBe('The VM is on. It can be copied once it is off.')
    expect(because('powerOn', off, alone)).toBeUndefined()
  })

  test('what the host has lost or cannot read can only be unregistered; a VM of a host without contact cannot', () => {
    for (const connectionState of ['orphaned', 'inaccessible', 'invalid'] as const) {
      const lost = { ...off, powerState: 'unknown', connectionState } as const
      expect(verbs.filter((verb) => vmCan(verb, lost, live).ok)).toEqual(['unregister'])
    }
    expect(because('unregister', { ...off, connectionState: 'disconnected' })).toMatch(/no contact/)
    expect(because('unregister', { ...off, connectionState: 'orphaned' }, { ...live, role: 'viewer' })).toMatch(
      /may look/,
    )
  })

  test('a VM that its host cannot use is left alone; a connection state from the future is left to the host', () => {
    expect(because('powerOn', { ...off, connectionState: 'inaccessible' })).toBe(
      'The host cannot read the files of this VM.',
    )
    expect(because('powerOn', { ...off, connectionState: 'quiescing' })).toBeUndefined()
  })

  test('a viewer may start nothing; an operator and an admin may', () => {
    for (const verb of verbs) expect(vmCan(verb, on, { ...live, role: 'viewer' }).ok).toBe(false)
    expect(vmCan('reset', on, { ...live, role: 'operator' }).ok).toBe(true)
    expect(vmCan('reset', on, { ...live, role: 'admin' }).ok).toBe(true)
  })
})

test('what no host would take is refused with its reason', () => {
  expect(checkRunRequest({ verb: 'rename', newName: ' ' })).toMatchObject({ ok: false })
  expect(checkRunRequest({ verb: 'rename', newName: 'R&D "50%" a/b' })).toEqual({ ok: true })
  const port = { yieldOnPoll: true, startConnected: true }
  const uri = { kind: 'network', serviceUri: 'gopher://x:1', direction: 'client' } as const
  expect(checkRunRequest({ verb: 'addSerialPort', port: { ...port, backing: uri } })).toMatchObject({
    ok: false,
    because: expect.stringContaining('gopher'),
  })
  const climbing = { kind: 'file', fileName: '[ds] a/../../x.log' } as const
  expect(checkRunRequest({ verb: 'addSerialPort', port: { ...port, backing: climbing } }).ok).toBe(false)
})

test('a VM is deleted only by who has read its name', () => {
  const destroy = (vmName: string, name: string) => checkRunRequest({ verb: 'destroy', vmName }, { name })
  expect(destroy('db/primary', 'db/primary')).toEqual({ ok: true })
  // Composed otherwise, with what nobody sees, with other blanks: it reads the same.
  expect(destroy(' cafe\u0301  01', 'caf\u00e9 01\u200b')).toEqual({ ok: true })
  expect(destroy('DB/primary', 'db/primary')).toEqual({
    ok: false,
    because: 'The VM is called "db/primary", not "DB/primary". Nothing is deleted.',
  })
  expect(destroy('', 'db').ok).toBe(false)
})

test('a backing that is not known stays as it is, but is never new', () => {
  const port = {
    backing: { kind: 'unknown', type: 'VirtualSerialPortNewBackingInfo', why: 'newer' },
    yieldOnPoll: false,
    startConnected: true,
  } as const
  expect(checkRunRequest({ verb: 'editSerialPort', deviceKey: 9000, deviceLabel: '', port })).toEqual({ ok: true })
  expect(checkRunRequest({ verb: 'addSerialPort', port }).ok).toBe(false)
})

test('an allocation is checked against itself and against the VM', () => {
  const memory = { reservation: 2_048, limit: 'unlimited', shares: { level: 'normal' } } as const
  expect(checkRunRequest({ verb: 'setAllocation', memory }, { memoryMiB: 4_096 })).toEqual({ ok: true })
  expect(checkRunRequest({ verb: 'setAllocation', memory }, { memoryMiB: 1_024 }).ok).toBe(false)
  expect(checkRunRequest({ verb: 'setAllocation', memory: { ...memory, limit: 1_024 } }).ok).toBe(false)
  expect(checkRunRequest({ verb: 'setAllocation' }).ok).toBe(false)
})

test('the installer of VMware Tools is mounted once, and taken out where it is', () => {
  const on: VmForRules = {
    powerState: 'poweredOn',
    connectionState: 'connected',
    isTemplate: false,
    toolsRunning: false,
  }
  const ask = (verb: 'mountTools' | 'unmountTools', vm: VmForRules) => vmCan(verb, vm, { connectionLive: true })
  const mounted = { ...on, toolsInstallerMounted: true }
  const not = { ...on, toolsInstallerMounted: false }
  expect(ask('mountTools', not)).toEqual({ ok: true })
  expect(ask('unmountTools', mounted)).toEqual({ ok: true })
  expect(ask('mountTools', mounted)).toEqual({ ok: false, because: 'The installer is mounted already.' })
  expect(ask('unmountTools', not)).toEqual({ ok: false, because: 'The installer is not mounted.' })
  // Whether it is was not told: the host knows.
  expect([ask('mountTools', on), ask('unmountTools', on)]).toEqual([{ ok: true }, { ok: true }])
  expect(ask('mountTools', { ...not, powerState: 'poweredOff' })).toMatchObject({ ok: false })
})
