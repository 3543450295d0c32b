import { encodeInventoryName } from '@/lib/names/inventory-name'
import type { Place, PlaceRequest } from '@/lib/runs/place-request'
import { moRef, type MoRef } from '@/lib/vsphere/ids'
import { withoutUndefined } from '@/lib/without-undefined'
import { Refused } from '../errors/console-error'
import type { Parameters } from '../vsphere/encode'
import { retrieveOne } from '../vsphere/retrieve'
import type { Session } from '../vsphere/session'
import { asRef, refValue, type WireObject } from '../vsphere/wire-value'

type Call = { target: MoRef; parameters: Parameters }

/**
 * The call behind a request that gives a VM, or a copy of it, another place. A host of another cluster takes a VM only with
 * a resource pool of its own, and a template has none: where none is asked for it is the root one, read now.
 * Rejects with Refused, VimFault or WireError.
 */
export async function placeCall(
  session: Session,
  vm: MoRef,
  request: Exclude<PlaceRequest, { verb: 'markAsTemplate' }>,
): Promise<Call> {
  switch (request.verb) {
    case 'moveToFolder':
      return { target: moRef('Folder', request.folder), parameters: { list: [refValue(vm)] } }
    case 'moveToPool':
      return { target: moRef('ResourcePool', request.pool), parameters: { list: [refValue(vm)] } }
    case 'migrate': {
      const { priority = 'defaultPriority' } = request
      return { target: vm, parameters: { priority, ...(await hostAndPool(session, vm, request)) } }
    }
    case 'relocate': {
      const spec = withoutUndefined({
        datastore: refOf('Datastore', request.datastore),
        ...(await hostAndPool(session, vm, request)),
      })
      return { target: vm, parameters: { spec, priority: request.priority ?? 'defaultPriority' } }
    }
    case 'markAsVm': {
      const at = request.host ?? (await hostOf(session, vm))
      const pool = refOf('ResourcePool', request.pool) ?? (at === undefined ? undefined : await rootPool(session, at))
      if (!pool) throw nowhere()
      return { target: vm, parameters: withoutUndefined({ pool, host: refOf('HostSystem', request.host) }) }
    }
    case 'clone':
      return { target: vm, parameters: await cloneParameters(session, vm, request) }
  }
}

async function cloneParameters(
  session: Session,
  vm: MoRef,
  request: Extract<PlaceRequest, { verb: 'clone' }>,
): Promise<Parameters> {
  const { properties } = await retrieveOne(session, vm, ['parent', 'resourcePool', 'runtime.host'])
  const folder = refOf('Folder', request.folder) ?? refOf('Folder', asRef(properties.get('parent'))?.value)
  if (!folder) {
    const sentence = 'The VM lies in no folder that the account may see, so its copy has none either.'
    throw new Refused({ code: 'no-folder', sentence, wayOut: 'Say in which folder it is to be.' })
  }
  const { host, pool } = await hostAndPool(session, vm, request)
  // A template that is made needs no pool; from a template, which has none, a VM needs one.
  const needsPool = !request.template && !asRef(properties.get('resourcePool'))
  const at = request.host ?? asRef(properties.get('runtime.host'))?.value
  const own = needsPool && !pool && at !== undefined ? await rootPool(session, at) : pool
  if (needsPool && !own) throw nowhere()
  const location = withoutUndefined({
    datastore: refOf('Datastore', request.datastore),
    pool: request.template ? undefined : own,
    // Where nobody asked for a host, the cluster decides.
    host,
  })
  return {
    folder,
    name: encodeInventoryName(request.name),
    spec: withoutUndefined({
      location,
      template: request.template ?? false,
      // A question of the new VM would belong to no run: it is started by one of its own.
      powerOn: false,
    }),
  }
}

const nowhere = () =>
  new Refused({
    blame: 'vsphere',
    code: 'no-place',
    sentence: 'The server shows no resource pool in which the VM could run.',
    wayOut: 'Say which host or pool it goes to; the account may lack permissions.',
  })

const refOf = (type: string, id: string | undefined): WireObject | undefined =>
  id === undefined ? undefined : refValue(moRef(type, id))

async function hostAndPool(
  session: Session,
  vm: MoRef,
  { host, pool }: Pick<Place, 'host' | 'pool'>,
): Promise<{ host?: WireObject; pool?: WireObject }> {
  const wanted = refOf('ResourcePool', pool) ?? (host === undefined ? undefined : await poolAt(session, vm, host))
  return withoutUndefined({ host: refOf('HostSystem', host), pool: wanted })
}

/** The root pool of a host's cluster; undefined where the VM is in a pool of it already, or is a template, which has none. */
async function poolAt(session: Session, vm: MoRef, host: string): Promise<WireObject | undefined> {
  const own = asRef((await retrieveOne(session, vm, ['resourcePool'])).properties.get('resourcePool'))
  if (!own) return undefined
  const [owner, compute] = await Promise.all([
    retrieveOne(session, own, ['owner']),
    retrieveOne(session, moRef('HostSystem', host), ['parent']),
  ])
  const there = asRef(compute.properties.get('parent'))?.value
  return asRef(owner.properties.get('owner'))?.value === there ? undefined : rootPool(session, host)
}

async function rootPool(session: Session, host: string): Promise<WireObject | undefined> {
  const compute = asRef((await retrieveOne(session, moRef('HostSystem', host), ['parent'])).properties.get('parent'))
  const pool = compute && asRef((await retrieveOne(session, compute, ['resourcePool'])).properties.get('resourcePool'))
  return pool && refValue(pool)
}

const hostOf = async (session: Session, vm: MoRef) =>
  asRef((await retrieveOne(session, vm, ['runtime.host'])).properties.get('runtime.host'))?.value
