import { describe, expect, test } from 'vitest'
import { heldTables } from '@/lib/live/live-state'
import { aConnection, aQuestion, aTask, aVm, tablesOf } from '../testing/vm-fixtures'
import { createRowReader, type VmRow, disabledReason } from '../vm/vm-row'
import { bulkRequests, leftOutText, planBulk } from './bulk'

const off = aVm('off', { powerState: 'poweredOff' })
const on = aVm('on')
const on2 = aVm('on2', { toolsRunning: false })
const suspended = aVm('suspended', { powerState: 'suspended' })
const waiting = aVm('waiting', { powerState: 'poweredOff' })
const busy = aVm('busy')
const unknown = aVm('unknown', { powerState: 'unknown' })
const template = aVm('template', { isTemplate: true, powerState: 'poweredOff' })
const vms = [off, on, on2, suspended, waiting, busy, unknown, template]

function rowsOf(live = true): VmRow[] {
  const state = live
    ? aConnection('c1').state
    : ({ at: 'lost', since: '2026-11-22T10:00:00Z', reason: 'connection timed out' } as const)
  const tables = tablesOf({
    vms,
    connections: [aConnection('c1', { state })],
    tasks: [aTask(waiting), aTask(busy, { name: 'ResetVM_Task' })],
    questions: [aQuestion(waiting)],
  })
  return [...createRowReader()(heldTables(tables)).values()]
}

const names = (rows: readonly VmRow[]) => rows.map((row) => row.vm.name)

describe('bulk verbs', () => {
  test('power on takes those that are off or suspended and says of the others why not', () => {
    const plan = planBulk('powerOn', rowsOf())
    expect(names(plan.fits)).toEqual(['off', 'suspended'])
    expect(leftOutText(plan.leftOut)).toBe(
      '2: The VM is already on, 1 waits for an answer, 1 has a task that has not ended, 1 unknown, 1 is a template',
    )
  })

  test('a guest is only shut down where VMware Tools run', () => {
    const plan = planBulk('shutdownGuest', rowsOf())
    expect(names(plan.fits)).toEqual(['on'])
    expect(plan.leftOut.find((one) => one.row.vm === on2)?.because).toBe('VMware Tools is not running.')
  })

  test('what is stuck whatever the verb is told apart from what this verb alone leaves out', () => {
    const always = planBulk('reset', rowsOf()).leftOut.filter((one) => one.always)
    expect(names(always.map((one) => one.row))).toEqual(['waiting', 'busy', 'unknown', 'template'])
  })

  test('a template can be unregistered and deleted too; each is deleted by its own name', () => {
    expect(names(planBulk('unregister', rowsOf()).fits)).toEqual(['off', 'suspended', 'template'])
    const plan = planBulk('destroy', rowsOf())
    expect(names(plan.fits)).toEqual(['off', 'template'])
    expect(
      bulkRequests(plan, { verb: 'destroy', vmName: '' }).map(({ request, rows }) => [request, names(rows)]),
    ).toEqual([
      [{ verb: 'destroy', vmName: 'off' }, ['off']],
      [{ verb: 'destroy', vmName: 'template' }, ['template']],
    ])
  })

  test('without contact nobody takes part', () => {
    const plan = planBulk('powerOff', rowsOf(false))
    expect(plan.fits).toEqual([])
    expect(leftOutText(plan.leftOut)).toBe('8 without contact')
  })

  test('the suspended are resumed, the others are powered on; nothing is asked for nobody', () => {
    const requests = bulkRequests(planBulk('powerOn', rowsOf()), { verb: 'powerOn' })
    expect(requests.map(({ request, rows }) => [request.verb, names(rows)])).toEqual([
      ['powerOn', ['off']],
      ['resume', ['suspended']],
    ])
    expect(bulkRequests(planBulk('powerOff', []), { verb: 'powerOff' })).toEqual([])
  })
})

describe('a button of one VM', () => {
  const row = (name: string) => rowsOf().find((one) => one.vm.name === name) as VmRow // the list above has each name
  test('may be pressed, or says why not', () => {
    expect(disabledReason('powerOn', row('off'))).toBeUndefined()
    expect(disabledReason('powerOn', row('waiting'))).toBe(
      'No new task while one waits for an answer. Answer the question first.',
    )
    expect(disabledReason('suspend', row('busy'))).toBe(
      'One task at a time on a VM. The next can start when Reset has ended.',
    )
  })
})
