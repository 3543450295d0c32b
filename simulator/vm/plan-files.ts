import { volumeOf, volumePath, type DatastorePath } from '../estate/datastore-files'
import type { VmPlan } from '../estate/inventory-plan'
import { laterFolder, type DiskFacts, type Node } from '../estate/volume'
import { guestOs } from '../vim25/guest-os'
import type { Ref } from '../vim25/value'
import type { World } from '../world/world'
import { homeOf, placeDisk, placeFile } from './files'
import { datastoreFile, type DeviceContext, type PlannedDisk } from './plan-devices'
import { controllerKinds } from './storage-devices'
import { vmwareLog, type LogFacts } from './vmware-log'
import { vmxText } from './vmx-text'

/* The files that the VM of a plan has on its datastores before anybody has touched it. */

/** Its home is a folder that nobody has yet, which is filled when somebody looks into it. */
export function placeVmFiles(
  world: World,
  vm: Ref,
  vmx: DatastorePath,
  stem: string,
  disks: readonly PlannedDisk[],
  plan: VmPlan,
  created: Date,
): void {
  const volume = volumeOf(world, vmx.datastore)
  const home = homeOf(vmx).path
  const now = world.clock.now()
  const log: LogFacts = {
    displayName: plan.name,
    vmxPath: volumePath(world, vmx),
    guestOs: guestOs[plan.guest].vmx,
    cpus: plan.cpus,
    memoryMB: plan.memoryMB,
    disks: disks.map(({ file }) => fileName(file)),
    started: created,
  }
  const sizes: [name: string, size: number, content?: () => string | Uint8Array][] = [
    [fileName(vmx), 3_200, () => vmxText(world, vm)],
    [`${stem}.nvram`, 270_840],
    [`${stem}.vmsd`, 0],
    ['vmware.log', 248_117, () => vmwareLog(log, 248_117)],
    ['vmware-1.log', 312_402, () => vmwareLog({ ...log, started: before(created) }, 312_402)],
  ]
  if (plan.power === 'suspended') sizes.push([`${stem}.vmss`, plan.memoryMB * 1024 ** 2])
  else if (plan.power !== 'poweredOff') {
    sizes.push([`${stem}.vswp`, Math.max(0, plan.memoryMB - (plan.memoryAllocation?.reservation ?? 0)) * 1024 ** 2])
  }
  const here: PlannedDisk[] = []
  for (const disk of disks) {
    if (disk.plan.lost) continue
    if (disk.file.datastore === vmx.datastore && homeOf(disk.file).path === home) here.push(disk)
    else placeDisk(world, disk.file, diskFacts(disk), allocatedKb(disk))
  }
  const fill = () => {
    const files = new Map<string, Node>()
    for (const [name, size, content] of sizes)
      files.set(name, { kind: 'file', modified: created, size, ...(content && { content }) })
    for (const disk of here)
      files.set(fileName(disk.file), {
        kind: 'file',
        modified: now,
        size: allocatedKb(disk) * 1024,
        disk: diskFacts(disk),
      })
    return files
  }
  const bytes = sizes.reduce((sum, [, size]) => sum + size, 0)
  const ofDisks = here.reduce((sum, disk) => sum + allocatedKb(disk) * 1024, 0)
  volume.set(home, laterFolder(here.length > 0 ? now : created, fill), bytes + ofDisks)
}

/** The log before the present one began so much earlier. */
const before = (created: Date) => new Date(created.getTime() - 90 * 86_400_000)

const diskFacts = ({ spec, kind }: PlannedDisk): DiskFacts => ({
  capacityKb: spec.capacityKb,
  thin: spec.thin,
  eager: false,
  uuid: spec.uuid,
  controllerType: controllerKinds[kind].type,
})

/** A thin disk takes some of what it could; how much follows from its size. */
const allocatedKb = ({ spec }: PlannedDisk): number =>
  Math.round(spec.capacityKb * (spec.thin ? 0.25 + (spec.capacityKb % 97) / 200 : 1))

const fileName = (at: DatastorePath) => at.path.split('/').at(-1) ?? ''

/** Files behind serial and parallel ports that have been written to before. */
export function placePortFiles(world: World, context: DeviceContext, plan: VmPlan, created: Date): void {
  const ports = [
    ...(plan.serials ?? []).flatMap((serial) =>
      serial.kind === 'file' && serial.exists ? [{ path: serial.path, text: serial.text ?? bootLog(plan.name) }] : [],
    ),
    ...(plan.parallelFile?.exists ? [{ path: plan.parallelFile.path, text: '\f' }] : []),
  ]
  for (const port of ports) {
    const at = datastoreFile(port.path, context)
    const content = Buffer.from(port.text, 'utf8')
    placeFile(volumeOf(world, at.datastore), at.path, { modified: created, size: content.length, content })
  }
}

const bootLog = (name: string) =>
  `[    0.000000] Linux version 6.8.0-45-generic\n[    0.412031] serial8250: ttyS0 at I/O 0x3f8 (irq = 4)\n[   11.250913] ${name} login: \n`
