/** The whole of a run over real SOAP: runs, inventory, session and stream against a simulated host, and what is shown. */
import { afterEach, describe, expect, test } from 'vitest'
import { splitKey } from '@/lib/vsphere/ids'
import { knownValue } from '@/lib/testing/known-value'
import { comparable } from '@/lib/vsphere/same-question'
import { kinds, otherPerson, outcomeOf, person, stepOf } from '../runs/testing/run-rig'
import { openSimulated, vmKeyOf, type SimulatedConsole } from './testing/simulated-console'

const closings: (() => unknown)[] = []

async function open(options?: Parameters<typeof openSimulated>[0]): Promise<SimulatedConsole> {
  const { console, close } = await openSimulated(options)
  closings.push(close)
  return console
}

afterEach(async () => {
  for (const close of closings.splice(0)) await close()
})

const off = { autoAnswer: false, setBy: 'r.nakamura' }

describe('auto-answer on', () => {
  test('the serial port question is answered with Append, and the VM is on', async () => {
    const console = await open()
    const run = await console.over(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(stepOf(run, 'answered')).toMatchObject({
      actor: { kind: 'autoAnswer', setBy: 'r.nakamura' },
      event: { isDefault: true, choice: { summary: 'Append' } },
    })
    const vm = console.vm('asks-append-or-replace')
    await console.until(() => console.inventory.vms.get(vm)?.powerState === 'poweredOn')
    expect(await console.store.journal.readRun(run.id)).toEqual(console.see(run))
    // Nobody has to decide, so the file that is asked about was not looked at.
    expect(console.host.calls.filter(({ method }) => method === 'SearchDatastore_Task')).toEqual([])
  })

  test('two questions in one task are both answered', async () => {
    const console = await open()
    const run = await console.over(await console.begin('asks-twice'))
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(kinds(run).filter((kind) => kind === 'answered')).toHaveLength(2)
  })

  test('a question without a default waits for a person; answered, the task goes on', async () => {
    const console = await open()
    const run = await console.ended(await console.begin('asks-without-default'))
    expect(outcomeOf(run)).toMatchObject({ kind: 'left-blocked' })
    expect(stepOf(run, 'not-answered')?.event).toMatchObject({ because: 'no-default' })
    const key = await console.question('asks-without-default')
    await console.until(() => console.hub.get('questions', key)?.state.at === 'waiting')
    expect(console.hub.get('questions', key)).toMatchObject({
      state: { why: { why: 'no-default' } },
      run: run.id,
      task: { label: 'Power on', startedBy: 'm.okafor', cancelable: false },
    })
    const yes = console.hub
      .get('questions', key)
      ?.question.choices.find(({ summary, label }) => /yes/i.test(summary + label))
    expect(await console.answer(key, yes?.key ?? '', person)).toEqual({ ok: true, value: null })
    const after = await console.over(run)
    expect(stepOf(after, 'task-ended')?.event).toMatchObject({ state: 'success' })
    expect(outcomeOf(after)).toMatchObject({ kind: 'left-blocked' })
  })

  test('a question that comes back after Retry is left to a person after three answers', async () => {
    const console = await open()
    const run = await console.ended(await console.begin('asks-again-after-retry'))
    expect(kinds(run).filter((kind) => kind === 'answered')).toHaveLength(3)
    expect(stepOf(run, 'not-answered')?.event).toMatchObject({ because: 'came-back-three-times' })
  })

  test('the locked CD-ROM: the default is No, so the task fails, and the run says how', async () => {
    const console = await open()
    const vm = console.vm('cd-locked-by-guest')
    const at = splitKey(vm)
    if (!at) throw new Error('no VM')
    const detail = await console.inventory.readVmDetail(at.moid)
    const cdrom = knownValue(detail.devices).find(({ type }) => type === 'VirtualCdrom')
    if (!cdrom) throw new Error('no CD-ROM')
    const begun = await console.begin('cd-locked-by-guest', {
      verb: 'disconnectCdrom',
      deviceKey: cdrom.key,
      deviceLabel: cdrom.label,
    })
    const run = await console.over(begun)
    expect(stepOf(run, 'answered')?.event).toMatchObject({ isDefault: true })
    expect(outcomeOf(run)).toMatchObject({ kind: 'failed' })
  })

  test('an earlier task of somebody else is answered and followed; the wanted one is not started', async () => {
    const console = await open()
    const colleague = console.connect()
    closings.unshift(() => colleague.close())
    const at = splitKey(console.vm('asks-append-or-replace'))
    if (!at) throw new Error('no VM')
    while (colleague.state.at !== 'live') await new Promise((resolve) => colleague.onChanges(resolve))
    await colleague.startTask(at.moid, { verb: 'powerOn' })
    await console.question('asks-append-or-replace')
    const run = await console.over(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toMatchObject({ kind: 'answered-earlier', task: expect.any(String) })
    expect(stepOf(run, 'task-ended')?.event).toMatchObject({ state: 'success' })
    expect(kinds(run)).not.toContain('start-sent')
  })

  test('a start that fails ends with the chain of causes', async () => {
    const console = await open()
    const run = await console.over(await console.begin('fails-to-power-on'))
    const outcome = outcomeOf(run)
    expect(outcome).toMatchObject({ kind: 'failed' })
    expect(outcome?.kind === 'failed' && outcome.fault.chain.length).toBeGreaterThan(0)
  })
})

describe('auto-answer off', () => {
  test('the question is the error, the task cannot be cancelled and is left blocked; a person answers, and it goes on', async () => {
    const console = await open()
    console.policy = off
    const run = await console.ended(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toEqual({ kind: 'left-blocked', because: 'not-cancelable' })
    expect(run.error).toMatchObject({ kind: 'question', question: { messageId: 'msg.serial.file.open' } })
    const key = await console.question('asks-append-or-replace')
    expect(await console.runs.start(vmKeyOf(run), { verb: 'powerOn' }, person)).toMatchObject({ ok: true })
    await console.until(() =>
      [...console.hub.rows('runs').values()].some((view) => outcomeOf(view)?.kind === 'refused'),
    )
    expect(await console.answer(key, '0', person)).toEqual({ ok: true, value: null })
    const after = await console.over(run)
    expect(
      kinds(after)
        .filter((kind) => kind !== 'progress')
        .slice(-3),
    ).toEqual(['answer-sent', 'answered', 'task-ended'])
    expect(after.error).toEqual(run.error)
  })

  test('two operators at once: the host takes one answer, the second operator reads whose', async () => {
    const console = await open()
    console.policy = off
    const run = await console.ended(await console.begin('asks-if-moved-or-copied'))
    const key = await console.question('asks-if-moved-or-copied')
    const choices = console.inventory.questions.get(vmKeyOf(run))?.question.choices ?? []
    const presses = await Promise.all([
      console.answer(key, choices[2]?.key ?? '', otherPerson),
      console.answer(key, choices[1]?.key ?? '', person),
    ])
    expect(presses[0]).toEqual({ ok: true, value: null })
    expect(presses[1]).toMatchObject({
      ok: false,
      error: {
        sentence: expect.stringMatching(/^Already answered 'I copied it' by a\.haddad\.$/i),
        at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    })
    expect(console.host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(1)
    expect(stepOf(await console.over(run), 'answered')?.actor).toEqual(otherPerson)
  })

  test('a question that belongs to no task is answered by a person, under their name', async () => {
    const console = await open()
    console.policy = off
    const key = await console.question('disk-full')
    const choices = console.inventory.questions.get(console.vm('disk-full'))?.question.choices ?? []
    expect(await console.answer(key, choices[1]?.key ?? '', person)).toEqual({ ok: true, value: null })
    await console.until(() => console.hub.get('questions', key)?.state.at === 'answered')
    await console.until(() => console.inventory.vms.get(console.vm('disk-full'))?.powerState === 'poweredOff')
    const { notes } = await console.store.journal.readHistory({ text: 'disk-full' })
    // The host's own events are read now and then: one of them may be there already.
    expect(notes.filter(({ content }) => content.kind !== 'host-event')).toMatchObject([
      { by: 'm.okafor', content: { event: { kind: 'answered' } } },
      { by: 'Andon', content: { event: { kind: 'question-noted', origin: 'no task' } } },
    ])
  })
})

describe('questions that move', () => {
  test('other figures are the same question: three answers, then a person', async () => {
    const console = await open({ preset: 'field' })
    const run = await console.ended(await console.begin('asks-with-other-figures'))
    expect(stepOf(run, 'not-answered')?.event).toMatchObject({ because: 'came-back-three-times' })
    expect(console.host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(3)
  })

  test('another question under the same id: what a person pressed for the old one is not sent', async () => {
    const console = await open()
    console.policy = off
    const run = await console.ended(await console.begin('asks-append-or-replace'))
    const key = await console.question('asks-append-or-replace')
    const seen = console.inventory.questions.get(vmKeyOf(run))?.question
    if (!seen) throw new Error('it asks')
    const [first, second] = seen.choices
    const choices = [
      { ...second, key: first?.key },
      { ...first, key: second?.key },
    ] as typeof seen.choices // swapped
    console.host.rephrase('asks-append-or-replace', { text: 'Replace it?', choices, defaultIndex: 0 })
    const press = { choice: first?.key ?? '', seen: comparable(seen), confirmed: true } as const
    expect(await console.runs.answer(key, press, person)).toMatchObject({
      ok: false,
      error: { code: 'question-changed' },
    })
    expect(console.host.calls.filter(({ method }) => method === 'AnswerVM')).toEqual([])
  })
})

describe('bad days', () => {
  test('the session ends in the middle of a task: the run goes on to its end', async () => {
    const console = await open({ speed: 30 })
    const begun = await console.begin('slow-to-start')
    await console.until(() => kinds(console.see(begun)).includes('started'))
    console.host.expireSessions()
    expect(outcomeOf(await console.over(begun))).toEqual({ kind: 'succeeded' })
  })

  test('the session ends while a question waits: the answer is given all the same', async () => {
    const console = await open()
    console.policy = off
    const run = await console.ended(await console.begin('asks-append-or-replace'))
    const key = await console.question('asks-append-or-replace')
    console.host.expireSessions()
    expect(await console.answer(key, '0', person)).toEqual({ ok: true, value: null })
    expect(stepOf(await console.over(run), 'task-ended')?.event).toMatchObject({ state: 'success' })
  })

  test('connections are cut in the middle of a task: the run goes on to its end', async () => {
    const console = await open({ speed: 30 })
    const begun = await console.begin('slow-to-start')
    await console.until(() => kinds(console.see(begun)).includes('started'))
    console.host.drop()
    expect(outcomeOf(await console.over(begun))).toEqual({ kind: 'succeeded' })
  })

  test('the reply to an automatic answer is cut: the host took it, and the run finds out', async () => {
    const console = await open()
    console.host.fail({ method: 'AnswerVM', times: 1, cutBody: true })
    const run = await console.over(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(console.host.calls.filter(({ method }) => method === 'AnswerVM')).toHaveLength(1)
  })

  test('the connection is cut before the host takes an automatic answer: it is given again', async () => {
    const console = await open()
    console.host.fail({ method: 'AnswerVM', times: 1, dropConnection: true })
    const run = await console.over(await console.begin('asks-append-or-replace'))
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(stepOf(run, 'answered')?.actor.kind).toBe('autoAnswer')
  })

  test('the host’s management service starts again in the middle of a task: the run has an end', async () => {
    const console = await open({ speed: 30 })
    console.policy = off
    const run = await console.ended(await console.begin('asks-append-or-replace'))
    await console.host.restart({ downMs: 50 })
    const after = await console.over(run)
    expect(outcomeOf(after)).toMatchObject({ kind: 'left-blocked' })
    expect(kinds(after).at(-1)).toBe('task-ended')
  })

  test('the console starts again in the middle of a task: the run is taken up, and its question answered', async () => {
    const console = await open({ speed: 30 })
    console.policy = off
    const blocked = await console.ended(await console.begin('asks-append-or-replace'))
    const slow = await console.begin('slow-to-start')
    await console.until(() => kinds(console.see(slow)).includes('started'))
    await console.die()
    await console.live()
    const key = await console.question('asks-append-or-replace')
    expect(await console.answer(key, '0', person)).toEqual({ ok: true, value: null })
    expect(stepOf(await console.over(blocked), 'task-ended')?.event).toMatchObject({ state: 'success' })
    expect(outcomeOf(await console.over(slow))).toEqual({ kind: 'succeeded' })
  })

  test('a start whose reply is cut is found at the host, and not sent again', async () => {
    const console = await open()
    console.host.fail({ method: 'PowerOnVM_Task', times: 1, cutBody: true })
    const run = await console.over(await console.begin('asks-twice'))
    expect(stepOf(run, 'started')?.event).toMatchObject({ found: true })
    expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
    expect(console.host.calls.filter(({ method }) => method === 'PowerOnVM_Task')).toHaveLength(1)
  })
})

test('a guest is shut down, and the run ends when the VM is off', async () => {
  const console = await open()
  const run = await console.over(await console.begin('web-frontend', { verb: 'shutdownGuest' }))
  expect(outcomeOf(run)).toEqual({ kind: 'succeeded' })
  expect(console.inventory.vms.get(vmKeyOf(run))?.powerState).toBe('poweredOff')
})
