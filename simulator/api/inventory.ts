import { putFolder } from '../estate/build-inventory'
import { SimFault } from '../vim25/faults'
import { flag, refIn, refs, text } from '../vim25/read-data'
import type { Ref } from '../vim25/value'
import { reloadVmx, rewriteVmx } from '../vm/config-file'
import { contactOf, refuseOutOfReach, setVmContact } from '../vm/contact'
import { createVm } from '../vm/create'
import { wrongPowerState } from '../vm/power-on'
import { powerStateOf } from '../vm/power-state'
import { findVmx, registerVm } from '../vm/register'
import { destroy, unregister } from '../vm/remove'
import { refuseIfAtWork, refuseIfBusy } from '../vm/tasks'
import { refuseTaken, rename, storedName } from '../vm/unique-names'
import { postVmEvent } from '../world/events'
import { addRef, dropRef, nameOf, parentOf, refsAt } from '../world/inventory-walk'
import { idSource } from '../world/moids'
import type { World } from '../world/world'
import { type CallContext, type MethodTable, startFor } from './method'

/** Names, folders, registration and removal. */
export const inventoryMethods: MethodTable = {
  Rename_Task(ctx, entity, args) {
    const { world } = ctx
    const isVm = entity.type === 'VirtualMachine'
    const newName = text(args, 'newName') ?? ''
    // Hosts refuse a bad or taken name at once, not in the task.
    const stored = storedName(newName, entity)
    const folder = parentOf(world, entity)
    if (folder?.type === 'Folder') refuseTaken(world, folder, stored, entity)
    return startFor(ctx, {
      descriptionId: isVm ? 'VirtualMachine.rename' : 'ManagedEntity.rename',
      entity,
      exclusive: isVm,
      async run(task) {
        await task.work(350)
        const oldName = nameOf(world, entity)
        rename(world, entity, newName)
        if (!isVm) return
        rewriteVmx(world, entity)
        postVmEvent(world, entity, 'VmRenamedEvent', `Renamed {vm} from ${oldName}`, {
          chainId: task.chainId,
          userName: task.userName,
          fields: { oldName, newName: stored },
        })
      },
    })
  },

  Destroy_Task(ctx, entity) {
    const { world } = ctx
    if (entity.type === 'VirtualMachine') return destroyVm(ctx, entity)
    if (entity.type !== 'Folder' || parentOf(world, entity)?.type !== 'Folder') throw new SimFault('NotSupported')
    return startFor(ctx, {
      descriptionId: 'ManagedEntity.destroy',
      entity,
      async run(task) {
        await task.work(600)
        destroyFolder(world, entity, task.chainId)
      },
    })
  },

  UnregisterVM(ctx, vm) {
    const { world } = ctx
    refuseIfAtWork(world, vm)
    const contact = contactOf(world, vm)
    if (contact === 'disconnected') refuseOutOfReach(world, vm)
    const state = powerStateOf(world, vm)
    if (contact === 'connected' && state === 'poweredOn') throw wrongPowerState('poweredOff', state)
    unregister(world, vm)
  },

  RegisterVM_Task(ctx, folder, args) {
    const { world } = ctx
    const path = text(args, 'path') ?? ''
    findVmx(world, folder, path)
    const name = text(args, 'name')
    return startFor(ctx, {
      descriptionId: 'Folder.registerVm',
      entity: folder,
      async run(task) {
        await task.work(500, 10, 90)
        const vm = registerVm(world, {
          folder,
          path,
          ...(name !== undefined && { name }),
          asTemplate: flag(args, 'asTemplate') === true,
          pool: refIn(args, 'pool'),
          host: refIn(args, 'host'),
        })
        postVmEvent(world, vm, 'VmRegisteredEvent', 'Registered {vm}', {
          chainId: task.chainId,
          userName: task.userName,
        })
        return vm
      },
    })
  },

  CreateVM_Task: (ctx, folder, args) =>
    startFor(ctx, {
      descriptionId: 'Folder.createVm',
      entity: folder,
      async run(task) {
        await task.work(900, 5, 95)
        const vm = await createVm(ctx.world, folder, args, task)
        postVmEvent(ctx.world, vm, 'VmCreatedEvent', 'Created {vm}', { chainId: task.chainId, userName: task.userName })
        return vm
      },
    }),

  /** Read the .vmx again, in case somebody has put another in its place. One that was unreadable is whole again. */
  Reload(ctx, entity) {
    if (entity.type !== 'VirtualMachine') return
    const contact = contactOf(ctx.world, entity)
    if (contact === 'inaccessible' || contact === 'invalid') {
      setVmContact(ctx.world, entity, 'connected')
      rewriteVmx(ctx.world, entity)
      return
    }
    refuseIfBusy(ctx.world, entity)
    reloadVmx(ctx.world, entity)
  },

  CreateFolder(ctx, parent, args) {
    const { world } = ctx
    const kind = folderKind(world, parent)
    if (kind === undefined || world.product === 'esx') throw new SimFault('NotSupported')
    const stored = storedName(text(args, 'name') ?? '')
    refuseTaken(world, parent, stored)
    const at = idSource(world).folder(kind)
    putFolder(world, at, parent, stored, folderTypes(world, parent), [])
    addRef(world, parent, 'childEntity', at)
    return at
  },

  MoveIntoFolder_Task(ctx, folder, args) {
    const { world } = ctx
    const moved = refs(args, 'list')
    return startFor(ctx, {
      descriptionId: 'Folder.moveInto',
      entity: folder,
      async run(task) {
        for (const entity of moved) {
          if (entity.type !== 'VirtualMachine' && entity.type !== 'Folder') throw new SimFault('NotSupported')
          refuseTaken(world, folder, nameOf(world, entity), entity)
        }
        await task.work(500)
        for (const entity of moved) {
          const before = parentOf(world, entity)
          if (before !== undefined) dropRef(world, before, 'childEntity', entity)
          addRef(world, folder, 'childEntity', entity)
          world.update(entity, { parent: folder })
        }
      },
    })
  },
}

function destroyVm(ctx: CallContext, vm: Ref): Ref {
  const { world } = ctx
  return startFor(ctx, {
    descriptionId: 'VirtualMachine.destroy',
    entity: vm,
    exclusive: true,
    async run(task) {
      const state = powerStateOf(world, vm)
      if (state === 'poweredOn') throw wrongPowerState('poweredOff', state)
      await task.work(1_100, 10, 90)
      destroy(world, vm, task.chainId)
    },
  })
}

function destroyFolder(world: World, folder: Ref, chainId: number): void {
  for (const child of refsAt(world, folder, 'childEntity')) {
    if (child.type === 'Folder') destroyFolder(world, child, chainId)
    else if (child.type === 'VirtualMachine') {
      const state = powerStateOf(world, child)
      if (state === 'poweredOn') throw wrongPowerState('poweredOff', state)
      destroy(world, child, chainId)
    }
  }
  const parent = parentOf(world, folder)
  if (parent !== undefined) dropRef(world, parent, 'childEntity', folder)
  world.remove(folder)
}

const folderTypes = (world: World, folder: Ref): readonly string[] => {
  const types = world.prop(folder, 'childType')
  return Array.isArray(types) ? types.filter((type) => typeof type === 'string') : []
}

function folderKind(world: World, folder: Ref): 'vm' | 'host' | 'datastore' | 'network' | undefined {
  const types = folderTypes(world, folder)
  if (types.includes('VirtualMachine')) return 'vm'
  if (types.includes('ComputeResource')) return 'host'
  if (types.includes('Datastore')) return 'datastore'
  return types.includes('Network') ? 'network' : undefined
}
