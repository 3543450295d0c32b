import assert from 'node:assert/strict'
import { connectionId } from '../../lib/vsphere/ids'
import { taskLabel } from '../../lib/vsphere/task-label'
import { openInventory } from '../../server/inventory/open-inventory'
import type { Ready } from '../govmomi-server'

/** Its own lists, as they are read back after a time in which nobody looked. */
export async function remembering(
  { url, user, password }: Ready,
  reset: () => Promise<unknown>,
  vm: string,
): Promise<void> {
  const { protocol, hostname: host, port } = new URL(url)
  const transport = protocol === 'https:' ? 'https' : 'http'
  const endpoint = { transport, host, port: Number(port), trust: { kind: 'none' } } as const
  const inventory = openInventory({ id: connectionId('peer'), endpoint, user, password })
  try {
    await new Promise<void>((resolve) => {
      inventory.onChanges(() => inventory.state.at === 'live' && resolve())
      inventory.start()
    })
    const since = new Date().toISOString()
    await reset()
    const events: string[] = []
    const keptEvents = await inventory.history().readEvents(since, async (page) => {
      events.push(...page.map(({ type, vmName }) => `${type} ${vmName}`))
    })
    assert.deepEqual(keptEvents, { kind: 'whole' })
    assert.ok(events.includes(`VmPoweredOnEvent ${vm}`), events.join(', '))
    const tasks: string[] = []
    const keptTasks = await inventory.history().readTasks(since, async (page) => {
      tasks.push(...page.map((task) => `${taskLabel(task)} ${task.state}`))
    })
    if (inventory.endpointKind === 'esx') assert.equal(keptTasks.kind, 'not-readable')
    else assert.ok(keptTasks.kind === 'whole' && tasks.includes('Reset success'), tasks.join(', '))
  } finally {
    await inventory.close()
  }
}
