import { describe, expect, test } from 'vitest'
import { verbLabel, type Verb } from './verb'
import { canFor, checkRunRequest, vmCan, type VmContext, type VmForRules } from './vm-can'

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
  const verdict = canFor(verb, vm, context)
  return verdict.ok ? undefined : verdict.because
}

describe('what can start on a VM', () => {
  test('each power state offers the verbs that vSphere takes in it', () => {
    const possible = (vm: VmForRules) => verbs.filter((verb) => canFor(verb, vm, live).ok)
    expect(possible(on)).toEqual([
      'powerOff',
      'suspend',
      'reset',
      'shutdownGuest',
      'rebootGuest',
      'createSnapshot',
      'revertToSnapshot',
      'removeSnapshot',
      'consolidateDisks',
      'disconnectCdrom',
      'connectCdrom',
      'setAllocation',
      'editSerialPort',
      'rename',
    ])
    expect(possible(off)).toEqual([
      'powerOn',
      'createSnapshot',
      'revertToSnapshot',
      'removeSnapshot',
      'consolidateDisks',
      'disconnectCdrom',
      'connectCdrom',
      'reconfigure',
      'setAllocation',
      'addSerialPort',
      'editSerialPort',
      'removeSerialPort',
      'rename',
      'unregister',
      'destroy',
    ])
    expect(possible(suspended)).toEqual([
      'powerOn',
      'resume',
      'createSnapshot',
      'revertToSnapshot',
      'removeSnapshot',
      'consolidateDisks',
      'setAllocation',
      'rename',
      'unregister',
    ])
  })

  test('a verb that is not possible always says why, in a sentence', () => {
    for (const verb of verbs)
      for (const vm of [on, off, suspended]) {
        const verdict = canFor(verb, vm, live)
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
    expect(vmCan.powerOff({ ...on, toolsRunning: false }, live)).toEqual({ ok: true })
  })

  test('snapshot verbs need a snapshot', () => {
    expect(because('revertToSnapshot', { ...on, snapshotCount: 0 })).toBe('The VM has no snapshot.')
    expect(because('removeSnapshot', { ...on, snapshotCount: 0 })).toBe('The VM has no snapshot.')
  })

  test('a template can only be renamed, unregistered and deleted', () => {
    const possible = verbs.filter((verb) => canFor(verb, { ...off, isTemplate: true }, live).ok)
    expect(possible).toEqual(['rename', 'unregister', 'destroy'])
  })

  test('what the host has lost or cannot read can only be unregistered; a VM of a host without contact cannot', () => {
    for (const connectionState of ['orphaned', 'inaccessible', 'invalid'] as const) {
      const lost = { ...off, powerState: 'unknown', connectionState } as const
      expect(verbs.filter((verb) => canFor(verb, lost, live).ok)).toEqual(['unregister'])
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
    for (const verb of verbs) expect(canFor(verb, on, { ...live, role: 'viewer' }).ok).toBe(false)
    expect(vmCan.reset(on, { ...live, role: 'operator' }).ok).toBe(true)
    expect(vmCan.reset(on, { ...live, role: 'admin' }).ok).toBe(true)
  })

  test('vmCan and canFor are the same rules', () => {
    for (const verb of verbs)
      for (const vm of [on, off, suspended]) expect(vmCan[verb](vm, live)).toEqual(canFor(verb, vm, live))
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
