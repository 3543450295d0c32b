import type { PlainPng } from '@/lib/screen/plain-png'
import {
  canSeeScreen,
  screenFloorMs,
  screenshotPrivilege,
  type NoScreen,
  type ScreenContext,
  type ScreenWay,
} from '@/lib/screen/screen'
import { lacksSentence } from '@/lib/vsphere/rights'
import { moRef, splitKey, type ConnectionId, type HostKey, type Moid, type VmKey } from '@/lib/vsphere/ids'
import type { VmView } from '@/lib/vsphere/vm'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import { readBeside, type EndpointAccess } from '../inventory/access'
import type { Inventory } from '../inventory/contract'
import { CallsInFlight } from '../vsphere/calls-in-flight'
import { asBoolean } from '../vsphere/wire-value'
import { readScreen } from './read-screen'
import { takeScreenshot, type Screenshot } from './take-screenshot'

/** A picture as it leaves for browsers. `takenAt`: ms, our clock. */
export type Shot = PlainPng & { takenAt: number; way: ScreenWay; left?: Screenshot['left'] }

/** What is asked for of one VM: how it is known here, and where to ask. */
export type ScreenOf = { key: VmKey; moid: Moid; inventory: Inventory; connectionName: string | undefined }

/** So many pictures one connection is asked for at a time. */
const mostAtOnce = 2
/** A server that gave nothing is not asked at each look; a VM that has just gone on may have a screen in a moment. */
const askAgainMs = 60_000
const capability = 'capability.screenshotSupported'
/** For so long a picture is kept for others who look at the same VM. */
const keptMs = screenFloorMs

/**
 * The screens of guests, for all who look: of one VM a host is asked for one picture at a time, and not again before the floor
 * is over, whether it gave one or not. Nobody looks, nothing is asked.
 */
export function createScreens({ now }: { now: () => number }) {
  const held = new Map<string, { shot: Promise<Shot>; until: number }>()
  const turns = new Map<ConnectionId, CallsInFlight>()
  /** VMs of which /screen gave nothing although they are on, and until when it is not asked again. */
  const without = new Map<VmKey, number>()
  /** Whether hosts say beforehand that they have /screen. What is not told is found out. */
  const offers = new Map<HostKey, boolean>()

  async function isOffered({ host }: VmView, access: EndpointAccess): Promise<boolean> {
    const key = host?.key
    const moid = key && splitKey(key)?.moid
    if (!moid) return true
    const known = offers.get(key)
    if (known !== undefined) return known
    const told = await readBeside(access, moRef('HostSystem', moid), [capability])
    const isSaid = asBoolean(told.get(capability)) !== false
    offers.set(key, isSaid)
    return isSaid
  }

  function inTurn<T>(id: ConnectionId, work: () => Promise<T>): Promise<T> {
    const turn = turns.get(id) ?? new CallsInFlight(mostAtOnce)
    turns.set(id, turn)
    return turn.run(work)
  }

  /** One for all who ask meanwhile, and for a while after. */
  function shared(of: ScreenOf, way: ScreenWay, take: (access: EndpointAccess) => Promise<Shot>): Promise<Shot> {
    const what = `${way} ${of.key}`
    for (const [key, { until }] of held) if (until <= now()) held.delete(key)
    for (const [key, until] of without) if (until <= now()) without.delete(key)
    const known = held.get(what)
    if (known) return known.shot
    const shot = inTurn(of.inventory.id, () => take(of.inventory.access()))
    const entry = { shot, until: Number.POSITIVE_INFINITY }
    held.set(what, entry)
    const settle = () => {
      entry.until = now() + keptMs
    }
    shot.then(settle, settle)
    return shot
  }

  return {
    /** By /screen. Rejects with Refused (`not-offered`: a person may have a file written), VimFault or WireError. */
    async look(of: ScreenOf): Promise<Shot> {
      const { vm } = await admitted(of)
      if ((without.get(of.key) ?? 0) > now()) throw notOffered()
      return shared(of, 'screen', async (access) => {
        const png = (await isOffered(vm, access)) ? await readScreen(access, vm.moid) : undefined
        if (png) return { ...png, takenAt: now(), way: 'screen' }
        without.set(of.key, now() + askAgainMs)
        throw notOffered()
      })
    },
    /** By a file, on somebody's press. `before` is waited for before anything leaves. Rejects as `look` does. */
    async take(of: ScreenOf, before: () => Promise<unknown>): Promise<Shot> {
      const { vm, missing } = await admitted(of)
      if (missing?.includes(screenshotPrivilege))
        throw new Refused({ code: 'not-possible', sentence: lacksSentence(screenshotPrivilege, of.connectionName) })
      await before()
      return shared(of, 'file', async (access) => {
        const { png, left } = await takeScreenshot(access, vm.moid)
        return { ...png, takenAt: now(), way: 'file', ...withoutUndefined({ left }) }
      })
    },
  }
}

/** The VM as it is known now, if its screen can be seen. Rejects with Refused: `no-vm`, or the code of `NoScreen`. */
async function admitted(of: ScreenOf): Promise<{ vm: VmView; missing: readonly string[] | undefined }> {
  const { vm, context } = await contextOf(of)
  const verdict = canSeeScreen(vm, context)
  if (!verdict.ok) throw refusedAs(verdict)
  return { vm, missing: context.missing }
}

/** What the rules want to know of a VM. Rejects with Refused (`no-vm`). */
export async function contextOf({
  key,
  inventory,
  connectionName,
}: ScreenOf): Promise<{ vm: VmView; context: ScreenContext }> {
  const vm = inventory.vms.get(key)
  if (!vm) throw new Refused({ code: 'no-vm', sentence: 'This VM is not known here any more.' })
  const connectionLive = inventory.state.at === 'live'
  const missing = connectionLive ? await inventory.access().missingWith(vm.roles) : undefined
  return { vm, context: { connectionLive, ...withoutUndefined({ missing, connectionName }) } }
}

const refusedAs = ({ why, because }: NoScreen) => new Refused({ code: why, sentence: because })

const notOffered = () =>
  new Refused({
    code: 'not-offered',
    sentence: 'This server shows no screens by themselves.',
    wayOut: 'It can write a picture to a file, which Andon reads and removes.',
  })
