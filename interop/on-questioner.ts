import assert from 'node:assert/strict'
import { startAndon, type AndonOnHost } from './andon'
import type { Check, Pair, Suite } from './check'
import { openGovc, type Govc } from './govc/govc'
import { startGovmomi } from './govmomi-server'
import { govmomi } from './peers'

/** The run algorithm, judged by a property collector that we did not write. */
async function open(autoAnswer: boolean, ...args: string[]): Promise<Pair> {
  const server = await startGovmomi('questioner', ...args)
  const andon = await startAndon({ ...server.ready, autoAnswer })
  const govc = openGovc(await govmomi('govc'), server.ready, undefined)
  return {
    checks: autoAnswer ? answering(andon) : showing(andon, govc),
    close: async () => {
      await andon.close()
      await server.close()
    },
  }
}

const kinds = (ended: Awaited<ReturnType<AndonOnHost['run']>>) => ended.run.steps.map(({ event }) => event.kind)
const keys = (ended: Awaited<ReturnType<AndonOnHost['run']>>) =>
  ended.run.steps.flatMap(({ event }) => (event.kind === 'answered' ? [event.choice.key] : []))

function answering(andon: AndonOnHost): Check[] {
  const answeredWith =
    (vm: string, ...expected: string[]): Check['run'] =>
    async () => {
      const ended = await andon.powerOn(vm)
      assert.equal(ended.outcome, 'succeeded', ended.text)
      assert.deepEqual(keys(ended), expected)
      await andon.until(
        ({ vms }) => Object.values(vms).find(({ name, powerState }) => name === vm && powerState === 'poweredOn'),
        `${vm} is on`,
      )
    }
  return [
    { capability: 'auto-answer on: the key of the default, not its place', run: answeredWith('asks-serial', '0') },
    { capability: 'auto-answer on: raised long after running was reported', run: answeredWith('asks-late', '0') },
    { capability: 'auto-answer on: two questions in one task', run: answeredWith('asks-twice', '0', '12') },
    {
      capability: 'auto-answer on: no default, so a person is needed',
      run: async () => {
        const ended = await andon.powerOn('asks-without-default')
        assert.equal(ended.outcome, 'left-blocked', ended.text)
        assert.deepEqual(keys(ended), [])
        const question = andon.question('asks-without-default')
        assert.ok(question)
        await andon.answer(question, '0')
        await andon.until(
          ({ vms }) =>
            Object.values(vms).find(
              ({ name, powerState }) => name === 'asks-without-default' && powerState === 'poweredOn',
            ),
          'it went on',
        )
      },
    },
  ]
}

function showing(andon: AndonOnHost, govc: Govc): Check[] {
  return [
    {
      capability: 'auto-answer off: cancelled, and the host confirms it',
      run: async () => {
        const ended = await andon.powerOn('asks-cancelable')
        assert.equal(ended.outcome, 'cancelled', ended.text)
        assert.equal(ended.run.error?.kind, 'question')
        assert.ok(kinds(ended).includes('cancel-sent'))
      },
    },
    {
      capability: 'auto-answer off: not cancelable, left blocked, answered by govc, followed to its end',
      run: async () => {
        const ended = await andon.powerOn('asks-serial')
        assert.equal(ended.outcome, 'left-blocked', ended.text)
        assert.equal(ended.run.error?.kind, 'question')
        await govc.print('vm.question', '-vm', 'asks-serial', '-answer', '0')
        const followed = await andon.until(({ runs }) => {
          const run = runs[ended.run.id]
          return run?.steps.some(({ event }) => event.kind === 'task-ended') ? run : undefined
        }, 'the run recorded what became of its task')
        assert.ok(followed.steps.some(({ event }) => event.kind === 'question-gone'))
        assert.equal(followed.error?.kind, 'question', 'what became of the task does not overwrite the error')
      },
    },
    {
      capability: 'a question of a task that somebody else started, answered by us',
      run: async () => {
        const starting = govc.finish('vm.power', '-on', 'asks-late')
        const question = await andon.until(() => andon.question('asks-late'), 'the question of a foreign task appeared')
        await andon.answer(question, '0')
        assert.equal((await starting).code, 0)
      },
    },
  ]
}

export const questionerSuites: Suite[] = [
  { client: 'Andon', server: 'questioner (govmomi), auto-answer on', open: () => open(true) },
  { client: 'Andon', server: 'questioner (govmomi), auto-answer off', open: () => open(false) },
  { client: 'Andon', server: 'questioner as ESXi, auto-answer on', open: () => open(true, '-esx') },
]
