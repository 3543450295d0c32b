import { contentOf, type DiskFacts, type FileNode } from './volume'

/** Descriptors are small; what is longer is no descriptor. */
const largestDescriptor = 64 * 1024

/**
 * What a disk file says of its disk: the facts of a disk that the host made, or those in the text of a descriptor that
 * somebody uploaded. Undefined when the file is no disk.
 */
export function diskFacts(file: FileNode): DiskFacts | undefined {
  if (file.disk !== undefined) return file.disk
  if (typeof file.content === 'function' || file.size > largestDescriptor) return undefined
  const bytes = contentOf(file)
  return bytes === undefined ? undefined : readDescriptor(Buffer.from(bytes).toString('utf8'))
}

const adapters: Readonly<Record<string, string>> = {
  ide: 'VirtualIDEController',
  buslogic: 'VirtualBusLogicController',
  pvscsi: 'ParaVirtualSCSIController',
}

function readDescriptor(text: string): DiskFacts | undefined {
  if (!text.startsWith('# Disk DescriptorFile')) return undefined
  const extents = [...text.matchAll(/^R[WD](?:ONLY)? (\d+) \w+ "/gm)]
  const sectors = extents.reduce((sum, [, length]) => sum + Number(length), 0)
  if (sectors === 0) return undefined
  const entry = (key: string) => new RegExp(`^${key} *= *"([^"]*)"`, 'm').exec(text)?.[1]
  const uuid = (entry('ddb\\.uuid') ?? '').replaceAll(/[^0-9a-f]/gi, '').toUpperCase()
  return {
    capacityKb: sectors / 2,
    thin: entry('ddb\\.thinProvisioned') === '1',
    eager: false,
    uuid: uuidText(uuid),
    controllerType: adapters[(entry('ddb\\.adapterType') ?? '').toLowerCase()] ?? 'VirtualLsiLogicController',
  }
}

/** 32 hex digits, grouped as the API shows the UUIDs of disks; what is short is filled with zeros. */
export const uuidText = (digits: string): string =>
  digits
    .padEnd(32, '0')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
