import assert from 'node:assert/strict'
import type { SimulatedHost } from '../../simulator/start/start-simulator'
import type { DataObject, Ref } from '../../simulator/vim25/value'
import type { Check } from '../check'
import type { Govc } from './govc'

/** What govc does to the devices of a VM: disks, controllers, drives, adapters, the order to start from. */
export function devices(govc: Govc, host: SimulatedHost): Check[] {
  const { world } = host
  const quiet = 'slow-to-start'
  const devicesOf = (name: string) => world.prop(host.vm(name), 'config.hardware.device') as readonly DataObject[] // VirtualDevice[]
  const storeOf = (name: string) => {
    const [store] = world.prop(host.vm(name), 'datastore') as Ref[]
    assert.ok(store)
    return String(world.prop(store, 'summary.name'))
  }
  return [
    {
      capability: 'vm.disk.create, change, attach; device.remove with and without its file',
      run: async () => {
        const disks = () => devicesOf(quiet).filter(({ $type }) => $type === 'VirtualDisk')
        const before = disks().length
        await govc.print(
          'vm.disk.create',
          '-vm',
          quiet,
          '-name',
          `${quiet}/by-govc`,
          '-size',
          '1G',
          '-ds',
          storeOf(quiet),
        )
        const made = disks().at(-1)
        const at = `disk-${Number(made?.['controllerKey'])}-${Number(made?.['unitNumber'])}`
        await govc.print('vm.disk.change', '-vm', quiet, '-disk.name', at, '-size', '2G')
        assert.equal(Number(disks().at(-1)?.['capacityInBytes']), 2 * 1024 ** 3)
        await govc.print('device.remove', '-vm', quiet, '-keep', at)
        assert.equal(disks().length, before)
        const disk = `${quiet}/by-govc.vmdk`
        await govc.print('vm.disk.attach', '-vm', quiet, '-disk', disk, '-link=false', '-ds', storeOf(quiet))
        assert.equal(disks().length, before + 1)
        await govc.print('device.remove', '-vm', quiet, at)
        assert.ok(!(await govc.print('datastore.ls', '-ds', storeOf(quiet), quiet)).includes('by-govc'))
      },
    },
    {
      capability: 'device.scsi.add, cdrom.*, floppy.*, boot, ls, info',
      run: async () => {
        const added = (command: string, ...rest: string[]) => govc.print(command, '-vm', quiet, ...rest)
        const controller = (await added('device.scsi.add', '-type', 'pvscsi')).trim()
        assert.match(await added('device.info', controller), /ParaVirtualSCSIController/)
        await added('device.remove', controller)
        const cd = (await added('device.cdrom.add')).trim()
        await added('device.cdrom.insert', '-device', cd, '-ds', storeOf(quiet), 'iso/debian-12.7.0-amd64-netinst.iso')
        assert.match(await added('device.info', cd), /debian-12\.7\.0/)
        await added('device.cdrom.eject', '-device', cd)
        await added('device.remove', cd)
        const floppy = (await added('device.floppy.add')).trim()
        await added('device.remove', floppy)
        await added('device.boot', '-order', 'ethernet,disk')
        const order = world.prop(host.vm(quiet), 'config.bootOptions.bootOrder')
        assert.ok(Array.isArray(order) && order.length >= 2)
        await added('device.boot', '-order', '-')
        assert.equal(world.prop(host.vm(quiet), 'config.bootOptions.bootOrder'), undefined)
        assert.match(await added('device.ls'), /VirtualDisk/)
      },
    },
    {
      capability: 'vm.network.add, change; hot-add by vm.change',
      run: async () => {
        const cards = () => devicesOf(quiet).filter(({ macAddress }) => macAddress !== undefined)
        const [first] = cards()
        assert.ok(first)
        const network = String((first['backing'] as DataObject)['deviceName']) // a standard network's
        const before = cards().length
        await govc.print('vm.network.add', '-vm', quiet, '-net', network, '-net.adapter', 'e1000e')
        const made = cards().at(-1)
        assert.equal(made?.$type, 'VirtualE1000e')
        const name = `ethernet-${Number(made?.['unitNumber']) - 7}`
        const mac = '00:50:56:01:02:03'
        await govc.print('vm.network.change', '-vm', quiet, '-net', network, '-net.address', mac, name)
        assert.equal(cards().at(-1)?.['macAddress'], mac)
        await govc.print('device.remove', '-vm', quiet, name)
        assert.equal(cards().length, before)
        await govc.print('vm.change', '-vm', quiet, '-memory-hot-add-enabled=true', '-cpu-hot-add-enabled=true')
        assert.equal(world.prop(host.vm(quiet), 'config.memoryHotAddEnabled'), true)
      },
    },
  ]
}
