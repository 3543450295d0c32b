import { allows, type Asker } from '@/lib/accounts/role'
import type { Operations } from '@/lib/contract/contract'
import { ok, type Result } from '@/lib/result'
import { canOpenConsole } from '@/lib/screen/screen'
import { vmrcUri } from '@/lib/screen/vmrc'
import type { ConnectionView } from '@/lib/vsphere/connection'
import { splitKey, type ConnectionId, type VmKey } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import type { Inventory } from '../inventory/contract'
import { createFinder } from '../inventory/find-object'
import { WireError } from '../vsphere/errors'
import { asText } from '../vsphere/wire-value'
import { contextOf, createScreens, type ScreenOf, type Shot } from './screens'

/** Who is handed a ticket that signs in as Andon's account at a host. */
export type ConsoleTickets = 'admin' | 'operator' | 'nobody'

type Ports = {
  inventoryOf: (connection: ConnectionId) => Inventory | undefined
  viewOf: (connection: ConnectionId) => ConnectionView | undefined
  /** Resolves when the line is in the record. */
  note: (line: { by: string; text: string; connection: ConnectionId; vm: VmKey }) => Promise<unknown>
  tickets: ConsoleTickets
  now: () => number
}

/** What screens of guests, and their consoles, are asked for. Each rejects with Refused, VimFault or WireError. */
export function createScreenOperations({ inventoryOf, viewOf, note, tickets, now }: Ports) {
  const find = createFinder(inventoryOf)
  const screens = createScreens({ now })

  function screenOf(key: VmKey): ScreenOf {
    const { inventory, moid } = find('VM', key)
    return { key, moid, inventory, connectionName: viewOf(inventory.id)?.name }
  }

  const nameOf = ({ key, inventory }: ScreenOf) => inventory.vms.get(key)?.name ?? splitKey(key)?.moid ?? key
  const line = (of: ScreenOf, by: string, text: string) =>
    note({ by, text: `${text} of ${nameOf(of)}`, connection: of.inventory.id, vm: of.key })

  return {
    ofContract: {
      /**
       * The address of the VM's console. With a ticket it is for one sign-in as Andon's account, which may do more than who
       * asks: it is made on a press, never kept, never logged, and only for whom the setting says.
       */
      async openConsole(vm, by) {
        const of = screenOf(vm)
        const { context } = await contextOf(of)
        const known = of.inventory.vms.get(vm)
        const verdict = canOpenConsole(known ?? { powerState: 'unknown' }, { ...context, role: by.role })
        if (!verdict.ok) throw new Refused({ code: 'not-possible', sentence: verdict.because })
        const endpoint = viewOf(of.inventory.id)?.endpoint
        if (!endpoint) throw new Refused({ code: 'no-connection', sentence: 'This connection is not known any more.' })
        const mayHaveTicket = tickets !== 'nobody' && allows(by.role, tickets)
        await line(
          of,
          by.username,
          mayHaveTicket ? 'Console in VMRC, with a ticket,' : 'Console in VMRC, without a ticket,',
        )
        const ticket = mayHaveTicket ? await acquireTicket(of.inventory) : undefined
        const { host, port } = endpoint
        return ok({
          uri: vmrcUri({ host, port, moid: of.moid, ...withoutUndefined({ ticket }) }),
          withTicket: ticket !== undefined,
        })
      },
    } satisfies Partial<Operations<Asker>>,
    ofDoors: {
      lookAtScreen: async (vm: VmKey): Promise<Result<Shot>> => ok(await screens.look(screenOf(vm))),
      async takeScreenshot(vm: VmKey, by: Pick<Asker, 'username'>): Promise<Result<Shot>> {
        const of = screenOf(vm)
        const shot = await screens.take(of, () =>
          line(of, by.username, 'Screenshot by way of a file (CreateScreenshot_Task)'),
        )
        if (shot.left) await line(of, by.username, `${shot.left.file} could not be removed, a screenshot`)
        return ok(shot)
      },
    },
  }
}

async function acquireTicket(inventory: Inventory): Promise<string> {
  const access = inventory.access()
  const { sessionManager } = access.content
  const ticket = sessionManager && asText(await access.call('AcquireCloneTicket', sessionManager))
  if (!ticket) throw new WireError('not-vsphere', 'AcquireCloneTicket returned no ticket')
  return ticket
}
