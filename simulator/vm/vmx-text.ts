import { guestById } from '../vim25/guest-os'
import { plainInventoryName, vmxAnnotation, vmxDisplayName } from '../vim25/name-escapes'
import { anyText, flag, number, object, objects, text } from '../vim25/read-data'
import type { DataObject, Ref } from '../vim25/value'
import type { World } from '../world/world'
import { fileStem, vmxPathOf } from './files'
import { withComments } from './vmx-comments'
import { deviceEntries, type Entry } from './vmx-device-text'
import { vmxUuid } from './vmx-parse'

/**
 * The .vmx file of a VM, written from its running configuration as the host writes it: one `key = "value"` per line, no
 * escape character inside quotes, names and annotations and every other value with the escapes of name-escapes.ts. Comments stay.
 */
export function vmxText(world: World, vm: Ref): string {
  const lines = vmxEntries(world, vm).map(([key, value]) => [key, `${key} = "${inFile(key, value)}"`] as const)
  return withComments(world, vm, lines)
    .map((line) => `${line}\n`)
    .join('')
}

/** Hosts escape every value; the name has a scheme of its own besides. */
const inFile = (key: string, value: string) => (key === 'displayName' ? value : vmxAnnotation(value))

function vmxEntries(world: World, vm: Ref): readonly Entry[] {
  const config = world.prop(vm, 'config')
  const vmx = vmxPathOf(world, vm)
  const hardware = object(config, 'hardware')
  const firmware = text(config, 'firmware')
  const entries: Entry[] = [
    ['.encoding', 'UTF-8'],
    ['config.version', '8'],
    ['virtualHW.version', String(Number((text(config, 'version') ?? 'vmx-08').slice(4)))],
    ['nvram', `${fileStem(vmx)}.nvram`],
    ...bridges,
    ['svga.present', 'TRUE'],
    ['vmci0.present', 'TRUE'],
    ['hpet0.present', 'TRUE'],
    ['displayName', vmxDisplayName(plainInventoryName(text(config, 'name') ?? ''))],
    ...annotation(text(config, 'annotation')),
    ['guestOS', guestById(text(config, 'guestId') ?? '').vmx],
    ...(firmware === 'efi' ? ([['firmware', 'efi']] as const) : []),
    ...(flag(object(config, 'bootOptions'), 'efiSecureBootEnabled')
      ? ([['uefi.secureBoot.enabled', 'TRUE']] as const)
      : []),
    ['numvcpus', String(number(hardware, 'numCPU') ?? 1)],
    ['cpuid.coresPerSocket', String(number(hardware, 'numCoresPerSocket') ?? 1)],
    ['memSize', String(number(hardware, 'memoryMB') ?? 4)],
    ...(flag(config, 'memoryHotAddEnabled') ? ([['mem.hotadd', 'TRUE']] as const) : []),
    ...(flag(config, 'cpuHotAddEnabled') ? ([['vcpu.hotadd', 'TRUE']] as const) : []),
    ...(flag(config, 'nestedHVEnabled') ? ([['vhv.enable', 'TRUE']] as const) : []),
    ...allocation('cpu', object(config, 'cpuAllocation')),
    ...allocation('mem', object(config, 'memoryAllocation')),
    ['sched.cpu.affinity', 'all'],
    ...objects(hardware, 'device').flatMap((device) => deviceEntries(world, vm, device)),
    // A drive that the file does not mention is there, so its absence is said.
    ...(hasFloppy(hardware) ? [] : ([['floppy0.present', 'FALSE']] as const)),
    ...powerEntries,
    ['uuid.bios', vmxUuid(text(config, 'uuid') ?? '')],
    ['uuid.location', vmxUuid(text(config, 'locationId') ?? '')],
    ['vc.uuid', vmxUuid(text(config, 'instanceUuid') ?? '')],
    ...maskEntries(objects(config, 'cpuFeatureMask')),
  ]
  const written = new Set(entries.map(([key]) => key.toLowerCase()))
  for (const option of objects(config, 'extraConfig')) {
    const key = text(option, 'key') ?? ''
    if (!written.has(key.toLowerCase())) entries.push([key, anyText(option['value'])])
  }
  return entries
}

const hasFloppy = (hardware: unknown) => objects(hardware, 'device').some((device) => device.$type === 'VirtualFloppy')

const bridges: readonly Entry[] = [
  ['pciBridge0.present', 'TRUE'],
  ...['4', '5', '6', '7'].flatMap((number): Entry[] => [
    [`pciBridge${number}.present`, 'TRUE'],
    [`pciBridge${number}.virtualDev`, 'pcieRootPort'],
    [`pciBridge${number}.functions`, '8'],
  ]),
]

const powerEntries: readonly Entry[] = [
  ['powerType.powerOff', 'default'],
  ['powerType.suspend', 'default'],
  ['powerType.reset', 'default'],
  ['tools.upgrade.policy', 'manual'],
  ['tools.syncTime', 'FALSE'],
]

const annotation = (value: string | undefined): readonly Entry[] =>
  value === undefined || value === '' ? [] : [['annotation', value]]

/** `sched.*`: reservations as `min`, limits as `max`, shares as a word or a number. */
function allocation(resource: 'cpu' | 'mem', data: DataObject | undefined): readonly Entry[] {
  const limit = number(data, 'limit') ?? -1
  const reservation = number(data, 'reservation') ?? 0
  const shares = object(data, 'shares')
  const level = text(shares, 'level') ?? 'normal'
  const custom = String(number(shares, 'shares') ?? 0)
  return [
    [`sched.${resource}.min`, String(reservation)],
    ...(resource === 'mem' ? ([['sched.mem.minSize', String(reservation)]] as const) : []),
    ...(limit >= 0 ? ([[`sched.${resource}.max`, String(limit)]] as const) : []),
    ...(resource === 'cpu' ? ([['sched.cpu.units', 'mhz']] as const) : []),
    [`sched.${resource}.shares`, level === 'custom' ? custom : level],
  ]
}

function maskEntries(masks: readonly DataObject[]): readonly Entry[] {
  return masks.flatMap((mask) => {
    const level = ((number(mask, 'level') ?? 0) >>> 0).toString(16)
    return (['eax', 'ebx', 'ecx', 'edx'] as const).flatMap((register): Entry[] => {
      const value = text(mask, register)
      return value === undefined ? [] : [[`cpuid.${level}.${register}`, value]]
    })
  })
}
