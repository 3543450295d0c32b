import assert from 'node:assert/strict'
import { startAndon } from '../andon'
import type { Pair } from '../check'
import { startGovmomi } from '../govmomi-server'

/** vcsim's own misbehaviour: slow tasks, and faults that it makes up. */
export async function openBadDay(): Promise<Pair> {
  const server = await startGovmomi('vcsim', '-delay', '700', '-fault', 'SuspendVM_Task=1')
  const andon = await startAndon({ ...server.ready, autoAnswer: false })
  const name = server.ready.vms[0] ?? ''
  return {
    checks: [
      {
        capability: 'an injected fault is shown with its type; the next try works',
        run: async () => {
          const refused = await andon.run(name, { verb: 'suspend' })
          assert.equal(refused.outcome, 'failed')
          assert.match(refused.text, /InvalidState/)
          assert.equal((await andon.run(name, { verb: 'suspend' })).outcome, 'succeeded')
        },
      },
      {
        capability: 'a slow task holds back the next one of the same VM',
        run: async () => {
          const other = server.ready.vms[1] ?? ''
          const run = await andon.start(other, { verb: 'powerOff' })
          await assert.rejects(andon.start(other, { verb: 'reset' }), /One task at a time/)
          await andon.until(({ runs }) => (runs[run]?.state.at === 'ended' ? true : undefined), 'the slow task ended')
        },
      },
    ],
    close: async () => {
      await andon.close()
      await server.close()
    },
  }
}
